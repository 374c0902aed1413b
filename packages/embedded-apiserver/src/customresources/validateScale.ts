import { FieldError, invalid } from '../errors/fieldError';
import { isObject, KubeObject } from '../types';

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
  return value === undefined || Number.isInteger(value)
    ? []
    : [invalid(path, 0, `${path} accessor error: ${problem(value, 'int64')}`)];
}
