import { FieldError, invalid } from '../errors/fieldError';
import { isObject, KubeObject } from '../types';

const MAX_INT32 = 2 ** 31 - 1;
/** Larger whole numbers are read as floating point ones. */
const MAX_INT64 = 2 ** 63;

function problem(value: unknown, expected: string): string {
  const type = typeof value === 'number' ? 'float64' : typeof value;
  return `${value} is of the type ${type}, expected ${expected}`;
}

/** Checks that a custom resource keeps its replicas where `scale` looks. */
export function validateScale(object: KubeObject, path: string): FieldError[] {
  const keys = path.split('.').filter(Boolean);
  let value: unknown = object;
  for (const key of keys) {
    if (value === undefined) {
      return [];
    }
    if (!isObject(value)) {
      const text = problem(value, 'map[string]interface{}');
      return [invalid(path, 0, `${path} accessor error: ${text}`)];
    }
    value = value[key];
  }
  if (typeof value === 'number' && value < 0) {
    return [invalid(path, value, 'should be a non-negative integer')];
  }
  if (Number.isInteger(value) && Number(value) > MAX_INT32) {
    if (Number(value) < MAX_INT64) {
      const text = `should be less than or equal to ${MAX_INT32}`;
      return [invalid(path, value, text)];
    }
  }
  const isWhole = Number.isInteger(value) && Number(value) < MAX_INT64;
  return value === undefined || isWhole
    ? []
    : [invalid(path, 0, `${path} accessor error: ${problem(value, 'int64')}`)];
}
