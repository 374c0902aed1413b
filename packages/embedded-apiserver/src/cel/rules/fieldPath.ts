import { Schema } from '../../schema/types';
import { mapValues } from '../schema/declare';

const STEP = /\.([^.[\]]+)|\['((?:[^'\\]|\\.)*)'\]/y;

/**
 * The `fieldPath` of a rule as errors print it.
 *
 * @returns nothing when the schema has no such field
 */
export function normalizeFieldPath(
  path: string,
  root: Schema,
): string | undefined {
  let schema: Schema | undefined = root;
  let result = '';
  let position = 0;
  while (position < path.length) {
    STEP.lastIndex = position;
    const found = STEP.exec(path);
    if (!found) {
      return undefined;
    }
    position += found[0].length;
    const name: string =
      found[1] ?? found[2].replace(/\\(.)/g, (_, c) => unescaped(c));
    const properties: Record<string, Schema> | undefined = schema.properties;
    if (properties && Object.hasOwn(properties, name)) {
      schema = properties[name];
      result += result ? `.${name}` : name;
    } else {
      schema = properties ? undefined : mapValues(schema);
      result += `[${name}]`;
    }
    if (!schema) {
      return undefined;
    }
  }
  return result || undefined;
}

function unescaped(letter: string): string {
  const named = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
  return { ...named, v: '\v' }[letter] ?? letter;
}
