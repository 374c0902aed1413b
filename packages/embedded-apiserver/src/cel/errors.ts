/** An expression that fails while it is evaluated. */
export class CelError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CelError';
  }
}

/** One thing wrong with an expression, and where. */
export interface CelIssue {
  position: number;
  message: string;
}

function render(source: string, { position, message }: CelIssue): string {
  const before = source.slice(0, position).split('\n');
  const line = before.length;
  const column = [...before[line - 1]].length;
  const text = (source.split('\n')[line - 1] ?? '').replaceAll('\t', ' ');
  return `ERROR: <input>:${line}:${
    column + 1
  }: ${message}\n | ${text}\n | ${'.'.repeat(column)}^`;
}

/** An expression that cannot be compiled. */
export class CelIssues extends Error {
  constructor(source: string, readonly issues: CelIssue[]) {
    super(
      [...issues]
        .sort((a, b) => a.position - b.position)
        .map(issue => render(source, issue))
        .join('\n'),
    );
    this.name = 'CelIssues';
  }
}

/** The parser gives up at the first thing that is wrong. */
export class SyntaxIssue extends Error {
  constructor(readonly position: number, message: string) {
    super(message);
    this.name = 'SyntaxIssue';
  }
}

export function noSuchOverload(detail?: string): CelError {
  return new CelError(
    detail ? `no such overload: ${detail}` : 'no such overload',
  );
}
