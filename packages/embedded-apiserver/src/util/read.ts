import { isObject, JsonObject } from '../types';

/** The value below a chain of keys, if there is one. */
export function read(value: unknown, ...keys: string[]): unknown {
  return keys.reduce<unknown>(
    (current, key) => (isObject(current) ? current[key] : undefined),
    value,
  );
}

export function readString(value: unknown, ...keys: string[]): string {
  const found = read(value, ...keys);
  return typeof found === 'string' ? found : '';
}

export function readNumber(value: unknown, ...keys: string[]): number {
  const found = read(value, ...keys);
  return typeof found === 'number' ? found : 0;
}

/** The objects of a list below a chain of keys. */
export function readList(value: unknown, ...keys: string[]): JsonObject[] {
  const found = read(value, ...keys);
  return Array.isArray(found) ? found.filter(isObject) : [];
}

export function readObject(value: unknown, ...keys: string[]): JsonObject {
  const found = read(value, ...keys);
  return isObject(found) ? found : {};
}

/** Sets what is not set yet. */
export function setDefaults(target: JsonObject, defaults: JsonObject): void {
  for (const [key, value] of Object.entries(defaults)) {
    target[key] ??= value;
  }
}

/** The object at a key, made when it is missing. */
export function ensureObject(target: JsonObject, key: string): JsonObject {
  if (!isObject(target[key])) {
    target[key] = {};
  }
  return target[key] as JsonObject;
}
