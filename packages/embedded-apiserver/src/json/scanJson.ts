/** A number that is not written as a plain whole number. */
export interface OddNumber {
  path: (string | number)[];
  literal: string;
}

/** What a text says that the value parsed from it does not show. */
export interface JsonNotes {
  /** Paths of fields that were given more than once. */
  duplicates: string[];
  numbers: OddNumber[];
  /** How deeply it is nested. */
  depth: number;
  /** The value as Go reads it into a struct, where it is another one. */
  merged?: () => unknown;
}

/** An object or list that is being read. */
interface Level {
  keys?: Set<string>;
  key: string | number;
}

const QUOTE = 34;
const BACKSLASH = 92;

/** Where a string that begins at `start` ends: behind its closing quote. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  for (;;) {
    at = text.indexOf('"', at);
    let backslashes = 0;
    while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) {
      backslashes++;
    }
    if (backslashes % 2 === 0) {
      return at + 1;
    }
    at++;
  }
}

const isDigit = (code: number) => code >= 48 && code <= 57;

/** Names of fields as they are written in messages. */
function fieldPath(levels: Level[], key: string): string {
  return [...levels.slice(0, -1).map(level => level.key), key]
    .map(part => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}

/**
 * Reads once more a text that is known to be JSON, for what `JSON.parse` does
 * not tell. Runs over every body, so it makes no objects it does not need.
 */
export function scanJson(text: string): JsonNotes {
  const notes: JsonNotes = { duplicates: [], numbers: [], depth: 0 };
  const levels: Level[] = [];
  let isKey = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const level = levels[levels.length - 1];
    if (code === QUOTE) {
      const end = endOfString(text, i);
      if (isKey && level?.keys) {
        const raw = text.slice(i + 1, end - 1);
        const key = raw.includes('\\')
          ? (JSON.parse(`"${raw}"`) as string)
          : raw;
        if (level.keys.has(key)) {
          notes.duplicates.push(fieldPath(levels, key));
        }
        level.keys.add(key);
        level.key = key;
        isKey = false;
      }
      i = end - 1;
    } else if (code === 123) {
      levels.push({ keys: new Set(), key: '' });
      isKey = true;
      notes.depth = Math.max(notes.depth, levels.length);
    } else if (code === 91) {
      levels.push({ key: 0 });
      notes.depth = Math.max(notes.depth, levels.length);
    } else if (code === 125 || code === 93) {
      levels.pop();
      isKey = false;
    } else if (code === 44 && level) {
      isKey = level.keys !== undefined;
      if (typeof level.key === 'number') {
        level.key++;
      }
    } else if (code === 45 || isDigit(code)) {
      const begin = i;
      let isPlain = true;
      for (let next = text.charCodeAt(i + 1); ; next = text.charCodeAt(i + 1)) {
        if (!isDigit(next)) {
          // Point, exponent and sign of an exponent.
          if (![46, 69, 101, 43, 45].includes(next)) {
            break;
          }
          isPlain = false;
        }
        i++;
      }
      if (!isPlain || i - begin > 14) {
        const path = levels.map(({ key }) => key);
        notes.numbers.push({ path, literal: text.slice(begin, i + 1) });
      }
    }
  }
  return notes;
}
