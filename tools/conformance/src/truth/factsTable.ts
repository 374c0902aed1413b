import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { KindFacts } from './facts';

const FOLDER = join(
  dirname(require.resolve('@kubedc/conformance/package.json')),
  'src/truth/facts',
);

/** The facts as they are committed, by kind. */
export function readFactsTable(): Map<string, KindFacts> {
  return new Map(
    readdirSync(FOLDER)
      .filter(file => file.endsWith('.json'))
      .map(file => [
        file.replace(/\.json$/, ''),
        JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as KindFacts,
      ]),
  );
}

/** Replaces the committed facts. */
export function writeFactsTable(facts: ReadonlyMap<string, KindFacts>): void {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const [id, kind] of facts) {
    writeFileSync(
      join(FOLDER, `${id}.json`),
      `${JSON.stringify(kind, undefined, 2)}\n`,
    );
  }
}
