import { parse } from 'yaml';
import { badRequest } from './subresourceError';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The types of fields, by the names that messages call them by. */
const TYPES = {
  bool: (value: unknown) => typeof value === 'boolean',
  int64: Number.isSafeInteger,
  string: (value: unknown) => typeof value === 'string',
  '[]string': (value: unknown) =>
    Array.isArray(value) && value.every(entry => typeof entry === 'string'),
  'map[string]string': (value: unknown) =>
    isObject(value) &&
    Object.values(value).every(entry => typeof entry === 'string'),
  struct: isObject,
};

/** The fields of a body that are looked at; others are ignored. */
export type BodyFields = Record<string, keyof typeof TYPES>;

function nameOf(value: unknown): string {
  if (Array.isArray(value)) {
    return 'array';
  }
  if (typeof value === 'number') {
    return Number.isInteger(value) ? 'number' : `number ${value}`;
  }
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

function unreadable(detail: string) {
  return badRequest(
    `Can not unmarshal Request body to struct, error: ${detail}`,
  );
}

function parseText(text: string): unknown {
  try {
    return text.trimStart().startsWith('{') ? JSON.parse(text) : parse(text);
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Reads the body of a request, which may be JSON or YAML, or empty.
 *
 * @throws SubresourceError 400 that names the field which is not as it must be
 */
export function decodeBody<T extends object>(
  body: string,
  type: string,
  fields: BodyFields,
): Partial<T> {
  const value = body.trim() ? parseText(body) : undefined;
  if (value === undefined || value === null) {
    return {};
  }
  if (!isObject(value)) {
    throw unreadable(
      `json: cannot unmarshal ${nameOf(
        value,
      )} into Go value of type v1.${type}`,
    );
  }
  const known: Record<string, unknown> = {};
  for (const [field, fieldType] of Object.entries(fields)) {
    const given = value[field];
    if (given === undefined || given === null) {
      continue;
    }
    if (!TYPES[fieldType](given)) {
      const offending =
        fieldType === '[]string' && Array.isArray(given)
          ? given.find(entry => typeof entry !== 'string')
          : given;
      throw unreadable(
        `json: cannot unmarshal ${nameOf(
          offending,
        )} into Go struct field ${type}.${field} of type ${fieldType}`,
      );
    }
    known[field] = given;
  }
  return known as Partial<T>;
}

/** Whether a dry run is asked for in a body. */
export function isDryRun(options: { dryRun?: string[] }): boolean {
  return options.dryRun?.[0] === 'All';
}
