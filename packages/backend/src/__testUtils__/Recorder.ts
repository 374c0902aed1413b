import { inspect } from 'node:util';
import type { RootLoggerService } from '@backstage/backend-plugin-api';

/** Something that was written or answered, and where it stands. */
export interface Recorded {
  where: string;
  text: string;
}

/** Everything of a value, also what a logger would print of an error and of what caused it. */
function textOf(value: unknown): string {
  return typeof value === 'string'
    ? value
    : inspect(value, { depth: 12, maxStringLength: null, showHidden: true });
}

/** Keeps all that a portal writes and answers, to look through it later. */
export class Recorder {
  readonly records: Recorded[] = [];

  add(where: string, value: unknown): void {
    this.records.push({ where, text: textOf(value) });
  }

  /** A logger that keeps every line of every level, unlike real ones without blacking out anything. */
  logger(): RootLoggerService {
    const write =
      (level: string) => (message: string, meta?: Error | object) => {
        this.add(`log ${level}`, meta ? [message, meta] : message);
      };
    const logger: RootLoggerService = {
      error: write('error'),
      warn: write('warn'),
      info: write('info'),
      debug: write('debug'),
      child: () => logger,
    };
    return logger;
  }

  /** Where any of these texts stands, in whatever way it may be written. */
  find(marks: readonly string[]): string[] {
    const forms = marks.flatMap(mark => [
      mark,
      Buffer.from(mark).toString('base64').replace(/=+$/, ''),
      JSON.stringify(mark).slice(1, -1),
      encodeURIComponent(mark),
    ]);
    return this.records
      .filter(({ text }) => forms.some(form => text.includes(form)))
      .map(({ where, text }) => {
        const form = forms.find(candidate => text.includes(candidate))!;
        const at = text.indexOf(form);
        return `${where}: …${text.slice(Math.max(0, at - 80), at + 20)}…`;
      });
  }
}
