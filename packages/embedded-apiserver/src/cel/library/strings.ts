import { CelError } from '../errors';
import { celTypes, listOf, mapOf, param } from '../types/celType';
import { goRegExp } from '../../util/goRegExp';
import { ListValue, MapValue } from '../values/collections';
import { Value } from '../values/value';
import { format } from './format';
import { Define } from './overload';

const { bool, bytes, int, string } = celTypes;

function outOfRange(index: bigint): CelError {
  return new CelError(`index out of range: ${index}`);
}

function characterAt(text: string, index: bigint): string {
  const characters = [...text];
  if (index < 0n || index > characters.length) {
    throw outOfRange(index);
  }
  return characters[Number(index)] ?? '';
}

function startsAt(characters: string[], part: string[], at: number): boolean {
  return part.every((character, i) => characters[at + i] === character);
}

function indexOf(text: string, part: string, offset: bigint): bigint {
  if (part === '') {
    return offset;
  }
  if (offset < 0n) {
    throw outOfRange(offset);
  }
  const characters = [...text];
  const wanted = [...part];
  for (let i = Number(offset); i <= characters.length - wanted.length; i += 1) {
    if (startsAt(characters, wanted, i)) {
      return BigInt(i);
    }
  }
  return -1n;
}

function lastIndexOf(text: string, part: string, offset?: bigint): bigint {
  const characters = [...text];
  const wanted = [...part];
  if (part === '') {
    return offset ?? BigInt(characters.length);
  }
  const from = offset ?? BigInt(characters.length - 1);
  if (from < 0n) {
    if (offset === undefined) {
      return -1n;
    }
    throw outOfRange(from);
  }
  if (from >= characters.length) {
    return -1n;
  }
  const last = Math.min(Number(from), characters.length - wanted.length);
  for (let i = last; i >= 0; i -= 1) {
    if (startsAt(characters, wanted, i)) {
      return BigInt(i);
    }
  }
  return -1n;
}

function substring(text: string, start: bigint, end?: bigint): string {
  const characters = [...text];
  const stop = end ?? BigInt(characters.length);
  if (end !== undefined && start > end) {
    throw new CelError(`invalid substring range. start: ${start}, end: ${end}`);
  }
  for (const index of [start, stop]) {
    if (index < 0n || index > characters.length) {
      throw outOfRange(index);
    }
  }
  return characters.slice(Number(start), Number(stop)).join('');
}

function split(text: string, separator: string, limit: bigint): ListValue {
  const parts = separator === '' ? [...text] : text.split(separator);
  if (limit === 0n) {
    return new ListValue([]);
  }
  const max = Number(limit);
  if (limit < 0n || parts.length <= max) {
    return new ListValue(parts);
  }
  const rest = parts.slice(max - 1).join(separator);
  return new ListValue([...parts.slice(0, max - 1), rest]);
}

function replace(text: string, old: string, by: string, limit: bigint) {
  if (limit < 0n) {
    return text.replaceAll(old, () => by);
  }
  const parts = old === '' ? ['', ...text, ''] : text.split(old);
  const kept = parts.slice(0, Number(limit) + 1).join(by);
  const rest = parts.slice(Number(limit) + 1);
  return rest.length ? [kept, ...rest].join(old) : kept;
}

function join(list: ListValue, separator: string): string {
  return list
    .values()
    .map(item => {
      if (typeof item !== 'string') {
        throw new CelError(`join: invalid input: ${item}`);
      }
      return item;
    })
    .join(separator);
}

/** What is wrong with a pattern, in the words of Go where they are known. */
function patternProblem(pattern: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (/Unterminated group/.test(message)) {
    return `missing closing ): \`${pattern}\``;
  }
  return /Unmatched '\)'/.test(message)
    ? `unexpected ): \`${pattern}\``
    : message;
}

/** @throws CelError when the pattern is no regular expression */
function regExp(pattern: string, prefix = ''): RegExp {
  try {
    return goRegExp(pattern);
  } catch (error) {
    throw new CelError(
      `${prefix}error parsing regexp: ${patternProblem(pattern, error)}`,
    );
  }
}

const ESCAPES: Record<string, string> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
};

function quote(text: string): string {
  const escaped = [...text].map(c => ESCAPES[c] ?? c).join('');
  return `"${escaped}"`;
}

const SPACE =
  /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g;

function sizes({ call, method }: Define): void {
  const A = param('A');
  const sizeOf = [
    { type: string, size: (value: string) => BigInt([...value].length) },
    { type: bytes, size: (value: Uint8Array) => BigInt(value.length) },
    { type: listOf(A), size: (value: ListValue) => BigInt(value.size) },
    {
      type: mapOf(A, param('B')),
      size: (value: MapValue) => BigInt(value.size),
    },
  ];
  for (const { type, size } of sizeOf) {
    call('size', [type], int, size as (value: never) => Value);
    method('size', [type], int, size as (value: never) => Value);
  }
}

/** Functions of texts. */
export function strings(define: Define): void {
  const { call, method } = define;
  const S = string;
  sizes(define);
  method('contains', [S, S], bool, (a: string, b: string) => a.includes(b));
  method('startsWith', [S, S], bool, (a: string, b: string) => a.startsWith(b));
  method('endsWith', [S, S], bool, (a: string, b: string) => a.endsWith(b));
  const matches = (text: string, pattern: string) => regExp(pattern).test(text);
  method('matches', [S, S], bool, matches);
  call('matches', [S, S], bool, matches);
  method('charAt', [S, int], S, characterAt);
  method('indexOf', [S, S], int, (a: string, b: string) => indexOf(a, b, 0n));
  method('indexOf', [S, S, int], int, indexOf);
  method('lastIndexOf', [S, S], int, (a: string, b: string) =>
    lastIndexOf(a, b),
  );
  method('lastIndexOf', [S, S, int], int, lastIndexOf);
  method('substring', [S, int], S, (a: string, b: bigint) => substring(a, b));
  method('substring', [S, int, int], S, substring);
  method('lowerAscii', [S], S, (a: string) =>
    a.replace(/[A-Z]+/g, c => c.toLowerCase()),
  );
  method('upperAscii', [S], S, (a: string) =>
    a.replace(/[a-z]+/g, c => c.toUpperCase()),
  );
  method('trim', [S], S, (a: string) => a.replace(SPACE, ''));
  method('replace', [S, S, S], S, (a: string, b: string, c: string) =>
    replace(a, b, c, -1n),
  );
  method('replace', [S, S, S, int], S, replace);
  method('split', [S, S], listOf(S), (a: string, b: string) =>
    split(a, b, -1n),
  );
  method('split', [S, S, int], listOf(S), split);
  method('join', [listOf(S)], S, (list: ListValue) => join(list, ''));
  method('join', [listOf(S), S], S, join);
  method('format', [S, listOf(celTypes.dyn)], S, format);
  call('strings.quote', [S], S, quote);
  method('find', [S, S], S, (text: string, pattern: string) => {
    const [found = ''] = regExp(pattern, 'Illegal regex: ').exec(text) ?? [];
    return found;
  });
  const findAll = (text: string, pattern: string, limit: bigint) => {
    const { source, flags } = regExp(pattern, 'Illegal regex: ');
    const all = [...text.matchAll(new RegExp(source, `${flags}g`))];
    const count = limit < 0n ? all.length : Number(limit);
    return new ListValue(all.slice(0, count).map(([found]) => found));
  };
  method('findAll', [S, S], listOf(S), (a: string, b: string) =>
    findAll(a, b, -1n),
  );
  method('findAll', [S, S, int], listOf(S), findAll);
}
