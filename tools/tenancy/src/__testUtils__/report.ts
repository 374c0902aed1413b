import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CALLERS, type Caller } from './people';

/** Folder of the report, which is not committed. */
const FOLDER = resolve(__dirname, '../../../../tenancy-report');

interface Line {
  status?: number;
  passed: boolean;
  leaks: string[];
}

/** What came of every ask, for people to read. */
export class Report {
  readonly #rows = new Map<string, Partial<Record<Caller, Line>>>();

  add(title: string, caller: Caller, line: Line): void {
    this.#rows.set(title, { ...this.#rows.get(title), [caller]: line });
  }

  /** Writes `matrix.md` and `matrix.json`; gives the folder. */
  async write(): Promise<string> {
    const cell = (line: Line | undefined) => {
      if (!line) return '';
      const status = line.status ?? 'nothing to ask for';
      return line.passed ? `${status}` : `**${status} FAILED**`;
    };
    const table = [
      ['', ...CALLERS],
      CALLERS.map(() => '---').concat('---'),
      ...[...this.#rows].map(([title, row]) => [
        `\`${title}\``,
        ...CALLERS.map(caller => cell(row[caller])),
      ]),
    ].map(cells => `| ${cells.join(' | ')} |`);
    const asked = [...this.#rows.values()].flatMap(row => Object.values(row));
    const failed = asked.filter(line => !line?.passed).length;
    await mkdir(FOLDER, { recursive: true });
    await writeFile(
      resolve(FOLDER, 'matrix.md'),
      [
        '# Who gets what',
        '',
        'The status that each caller got to each request. An acme project is what is asked for; `otherTenant` is the',
        'administrator of another organization.',
        '',
        `${asked.length} answers, ${failed} not as stated.`,
        '',
        ...table,
        '',
      ].join('\n'),
    );
    await writeFile(
      resolve(FOLDER, 'matrix.json'),
      JSON.stringify(Object.fromEntries(this.#rows), null, 2),
    );
    return FOLDER;
  }
}
