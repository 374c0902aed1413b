import { FieldError, invalid } from '../errors/fieldError';
import { Schema } from './types';

/** Checks the bounds that a schema sets for a number. */
export function validateNumber(
  schema: Schema,
  value: number,
  path: string,
  errors: FieldError[],
): void {
  const fail = (text: string) =>
    errors.push(invalid(path, value, `${path} in body should be ${text}`));
  const { maximum, minimum, multipleOf } = schema;
  if (multipleOf !== undefined) {
    const quotient = value / multipleOf;
    if (Math.abs(quotient - Math.round(quotient)) > 1e-9) {
      fail(`a multiple of ${multipleOf}`);
    }
  }
  if (maximum !== undefined) {
    if (schema.exclusiveMaximum && value >= maximum) {
      fail(`less than ${maximum}`);
    } else if (!schema.exclusiveMaximum && value > maximum) {
      fail(`less than or equal to ${maximum}`);
    }
  }
  if (minimum !== undefined) {
    if (schema.exclusiveMinimum && value <= minimum) {
      fail(`greater than ${minimum}`);
    } else if (!schema.exclusiveMinimum && value < minimum) {
      fail(`greater than or equal to ${minimum}`);
    }
  }
}
