import { formatDouble, Uint } from '../values/numbers';
import { Value } from '../values/value';

/** A key or a number as error messages show it. */
export function printValue(value: Value): string {
  if (value instanceof Uint) {
    return String(value.value);
  }
  return typeof value === 'number' ? formatDouble(value) : String(value);
}
