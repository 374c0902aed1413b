import { Schema } from '../schema/types';
import { OddNumber } from './scanJson';

/** The schema of a place in an object; nothing where anything goes. */
function schemaAt(
  schema: Schema | undefined,
  path: (string | number)[],
): Schema | undefined {
  let found: Schema | undefined = schema;
  for (const part of path) {
    const { properties, additionalProperties, items } = found ?? {};
    if (typeof part === 'number') {
      found = items;
    } else if (properties && Object.hasOwn(properties, part)) {
      found = properties[part];
    } else {
      found =
        typeof additionalProperties === 'object'
          ? additionalProperties
          : undefined;
    }
  }
  return found;
}

/**
 * Why a whole number cannot be read: Go wants it written as one, without point
 * and exponent.
 */
export function numberProblem(
  schema: Schema,
  numbers: OddNumber[],
  struct: string,
): string | undefined {
  for (const { path, literal } of numbers) {
    const { type, format } = schemaAt(schema, path) ?? {};
    const isWhole = type === 'integer' || format === 'int-or-string';
    if (isWhole && !/^-?\d+$/.test(literal)) {
      const go = format === 'int64' ? 'int64' : 'int32';
      return `json: cannot unmarshal number ${literal} into Go struct field ${struct}.${path.join(
        '.',
      )} of type ${go}`;
    }
  }
  return undefined;
}
