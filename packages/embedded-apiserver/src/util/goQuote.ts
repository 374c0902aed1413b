import { isObject } from '../types';

/** Control characters that Go has a letter for and JSON has not. */
const LETTERS: Record<string, string> = { '0007': '\\a', '000b': '\\v' };

/** A string as Go's `%q` prints it. */
export function goQuote(value: string): string {
  return JSON.stringify(value)
    .replace(/[\u007f-\u00a0]/g, c => {
      const code = c.charCodeAt(0).toString(16);
      return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code}`;
    })
    .replace(
      /((?:^|[^\\])(?:\\\\)*)\\u(00[01][0-9a-f])/g,
      (_whole, before, code) =>
        `${before}${LETTERS[code] ?? `\\x${code.slice(2)}`}`,
    );
}

const HTML = /[<>&\u2028\u2029]/g;

/** Fields that Go prints in the order of their declaration, not of their names. */
export class GoStruct {
  constructor(readonly fields: Record<string, unknown>) {}
}

/** A value as JSON.stringify is to go on with it. */
function inOrder(item: unknown): unknown {
  if (item instanceof GoStruct) {
    return item.fields;
  }
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    return item;
  }
  return Object.fromEntries(
    Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** A JSON value as Go's encoder writes it: keys in order, HTML escaped. */
export function goJson(value: unknown): string {
  const text = JSON.stringify(value, (_key, item) => inOrder(item));
  return (text ?? 'null').replace(
    HTML,
    c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A value as Go's `%v` prints it. */
export function goMap(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(goMap).join(' ')}]`;
  }
  if (isObject(value)) {
    const fields = Object.keys(value)
      .sort()
      .map(key => `${key}:${goMap(value[key])}`);
    return `map[${fields.join(' ')}]`;
  }
  return value === null ? '<nil>' : String(value);
}
