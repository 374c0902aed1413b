import { CallExpr, Expr } from '../syntax/ast';
import { CelType, isDyn } from '../types/celType';
import { IssueList } from './issues';

interface Clause {
  kinds: string[];
  text: string;
}

const CLAUSES: Record<string, Clause> = {
  d: {
    kinds: ['int', 'uint'],
    text: 'decimal clause can only be used on integers',
  },
  f: {
    kinds: ['double', 'string'],
    text: 'fixed-point clause can only be used on doubles',
  },
  e: {
    kinds: ['double', 'string'],
    text: 'scientific clause can only be used on doubles',
  },
  b: {
    kinds: ['int', 'uint', 'bool'],
    text: 'only integers and bools can be formatted as binary',
  },
  o: {
    kinds: ['int', 'uint'],
    text: 'octal clause can only be used on integers',
  },
  x: {
    kinds: ['int', 'uint', 'string', 'bytes'],
    text: 'only integers, byte buffers, and strings can be formatted as hex',
  },
  s: {
    kinds: [
      'string',
      'bool',
      'bytes',
      'int',
      'uint',
      'double',
      'map',
      'list',
      'type',
      'duration',
      'timestamp',
      'null',
      'param',
      'object',
    ],
    text: 'string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps',
  },
};

/** Finds a format that does not go with the values it is given. */
export function checkFormat(
  { name, target, args, position }: CallExpr,
  typeOf: (expr: Expr) => CelType | undefined,
  problems: IssueList,
): void {
  const [list] = args;
  if (
    name !== 'format' ||
    target?.kind !== 'constant' ||
    typeof target.value !== 'string' ||
    list?.kind !== 'list'
  ) {
    return;
  }
  let used = 0;
  for (const [whole, letter] of target.value.matchAll(
    /%(?:%|(?:\.\d+)?([^]?))/gu,
  )) {
    if (whole === '%%') {
      continue;
    }
    const clause = CLAUSES[letter.replace('X', 'x')];
    if (!clause) {
      problems.add(
        position,
        letter
          ? `could not parse formatting clause: unrecognized formatting clause "${letter}"`
          : 'unexpected end of string',
      );
      return;
    }
    const value = list.items[used]?.value;
    if (!value) {
      problems.add(position, `index ${used} out of range`);
      return;
    }
    const type = typeOf(value);
    if (type && !isDyn(type) && !clause.kinds.includes(type.kind)) {
      problems.add(
        value.position,
        `error during formatting: ${clause.text}, was given ${type.name}`,
      );
      return;
    }
    used += 1;
  }
  if (list.items.length > used) {
    problems.add(
      position,
      `too many arguments supplied to string.format (expected ${used}, got ${list.items.length})`,
    );
  }
}
