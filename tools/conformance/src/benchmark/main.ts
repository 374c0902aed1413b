import { parseArgs } from 'node:util';
import { findBinaries } from '@kubedc/real-apiserver';
import { startEmbedded } from './embeddedTarget';
import { Figures, measure } from './measure';
import { startReal } from './realTarget';
import { Target } from './target';

const WIDTH = 48;

/** What the embedded server should reach, where that has been said. */
const BARS: Record<string, string> = {
  start: '<= 1000 ms',
  'create 10000 objects of 1 KB': '<= 5000 ms',
  'page of 500, p50 / p95': '<= 9 ms',
};

function print(titles: Iterable<string>, columns: [string, Figures][]): void {
  const row = (cells: string[]) =>
    `${cells[0].padEnd(WIDTH)}${cells
      .slice(1)
      .map(cell => cell.padStart(18))
      .join('')}\n`;
  const names = columns.map(([name]) => name);
  process.stdout.write(row(['', ...names, 'embedded should']));
  for (const title of titles) {
    const cells = columns.map(([, figures]) => figures.get(title) ?? '-');
    process.stdout.write(row([title, ...cells, BARS[title] ?? '']));
  }
}

/** Measures both servers, one after the other, and prints them side by side. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { objects: { type: 'string', default: '10000' } },
  });
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const binaries = await findBinaries({
    logger: { info: say, warn: say, error: say },
  });
  const starts: (() => Promise<Target>)[] = [startEmbedded];
  if ('missing' in binaries) {
    say(`LEFT OUT: the real API server, because ${binaries.missing}`);
  } else {
    starts.push(() => startReal(binaries));
  }
  const columns: [string, Figures][] = [];
  for (const start of starts) {
    const target = await start();
    say(`Measuring the ${target.name} API server`);
    try {
      columns.push([
        target.name,
        await measure(target, Number(values.objects)),
      ]);
    } finally {
      await target.stop();
    }
  }
  print(columns[0][1].keys(), columns);
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
