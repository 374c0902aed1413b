import { badRequest } from '../errors/statusError';
import { parseMerging } from './parseMerging';
import { JsonNotes, scanJson } from './scanJson';

/** Go reads no JSON that is nested more deeply. */
const MAX_DEPTH = 10_000;

const notes = new WeakMap<object, JsonNotes>();

/** What the text of a parsed object says that the object does not show. */
export function notesOf(value: unknown): JsonNotes | undefined {
  return typeof value === 'object' && value !== null
    ? notes.get(value)
    : undefined;
}

/** Keeps what was said of an object. */
export function setNotes(value: unknown, what: JsonNotes): void {
  if (typeof value === 'object' && value !== null) {
    notes.set(value, what);
  }
}

/** The refusal of a text that is no JSON. */
export function parseError(why: string) {
  return badRequest(`couldn't get version/kind; json parse error: ${why}`);
}

/** Removes keys that would change what an object inherits from. */
function dropProtoKeys(value: unknown): void {
  if (typeof value === 'object' && value !== null) {
    if (Object.hasOwn(value, '__proto__')) {
      Reflect.deleteProperty(value, '__proto__');
    }
    Object.values(value).forEach(dropProtoKeys);
  }
}

/**
 * Reads JSON that a client sent, as a server written in Go does: the last of
 * fields with the same name counts, halves of characters become U+FFFD.
 *
 * @throws {@link StatusError} 400
 */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text.includes('\\u') ? wellFormed(text) : text);
  } catch (error) {
    throw parseError(error instanceof Error ? error.message : String(error));
  }
  const found = scanJson(text);
  if (found.depth > MAX_DEPTH) {
    throw badRequest('json: exceeded max depth');
  }
  const huge = found.numbers.find(
    ({ literal }) => !Number.isFinite(Number(literal)),
  );
  if (huge) {
    throw parseError(
      `json: cannot unmarshal number ${huge.literal} into Go value of type float64`,
    );
  }
  if (found.duplicates.length > 0) {
    found.merged = () => parseMerging(text);
  }
  if (found.duplicates.length > 0 || found.numbers.length > 0) {
    setNotes(value, found);
  }
  if (text.includes('__proto__') || text.includes('\\u')) {
    dropProtoKeys(value);
  }
  return value;
}

const ESCAPES =
  /\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[dD][89a-fA-F][0-9a-fA-F]{2}|.)/gs;
const LONE = /^\\u[dD][89a-fA-F]..$/;

/** Replaces escapes that stand for one half of a character. */
function wellFormed(text: string): string {
  return text.replace(ESCAPES, part => (LONE.test(part) ? '\\ufffd' : part));
}
