import { isObject } from '../types';
import { goJson, goQuote } from '../util/goQuote';

/**
 * One step of a path to a field, as FieldsV1 writes it: `f:name` is a field,
 * `k:{"name":"a"}` an item of a list by its keys, `v:"a"` an item of a set,
 * `i:0` an item by its place.
 */
export type PathElement = string;

/** The steps from an object to one of its fields. */
export type Path = PathElement[];

const ORDER = 'fkvi';

export function fieldElement(name: string): PathElement {
  return `f:${name}`;
}

export function valueElement(value: unknown): PathElement {
  return `v:${goJson(value)}`;
}

/** @param keys - the values of an item's keys by their names */
export function keyElement(keys: Record<string, unknown>): PathElement {
  return `k:${goJson(keys)}`;
}

/**
 * Reads a step that a client sent; nothing when it is of an unknown type.
 *
 * @throws Error when it cannot be read
 */
export function parseElement(text: string): PathElement | undefined {
  if (text.length < 2 || text[1] !== ':') {
    throw new Error(`missing colon: ${text}`);
  }
  const rest = text.slice(2);
  switch (text[0]) {
    case 'f':
      return text;
    case 'v':
      return valueElement(JSON.parse(rest));
    case 'k': {
      const keys: unknown = JSON.parse(rest);
      if (!isObject(keys)) {
        throw new Error(`no keys: ${text}`);
      }
      return keyElement(keys);
    }
    case 'i':
      if (!/^-?\d+$/.test(rest)) {
        throw new Error(`no number: ${text}`);
      }
      return `i:${Number(rest)}`;
    default:
      return undefined;
  }
}

function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

function rank(value: unknown): number {
  const types = ['number', 'string', 'boolean', 'object'];
  return types.indexOf(typeof value);
}

function compareValues(a: unknown, b: unknown): number {
  if (typeof a !== typeof b) {
    return rank(a) - rank(b);
  }
  if (typeof a === 'number' && typeof b === 'number') {
    return a - b;
  }
  return compareText(String(a), String(b));
}

function compareKeys(a: string, b: string): number {
  const left = Object.entries(JSON.parse(a) as object);
  const right = Object.entries(JSON.parse(b) as object);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order =
      compareText(left[i][0], right[i][0]) ||
      compareValues(left[i][1], right[i][1]);
    if (order !== 0) {
      return order;
    }
  }
  return left.length - right.length;
}

/** The order in which a real server writes the steps below one field. */
export function compareElements(a: PathElement, b: PathElement): number {
  if (a[0] !== b[0]) {
    return ORDER.indexOf(a[0]) - ORDER.indexOf(b[0]);
  }
  const [left, right] = [a.slice(2), b.slice(2)];
  switch (a[0]) {
    case 'f':
      return compareText(left, right);
    case 'k':
      return compareKeys(left, right);
    default:
      return compareValues(JSON.parse(left), JSON.parse(right));
  }
}

/** A plain value as a real server prints it in a path. */
function printValue(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(printValue).join(',')}]`;
  }
  if (isObject(value)) {
    return Object.entries(value)
      .map(([key, item]) => `${key}=${printValue(item)}`)
      .join('');
  }
  return typeof value === 'string' ? goQuote(value) : String(value);
}

/** A step as it stands in messages: `.name`, `[name="a"]`, `[="a"]`, `[0]`. */
export function printElement(element: PathElement): string {
  const rest = element.slice(2);
  switch (element[0]) {
    case 'f':
      return `.${rest}`;
    case 'k':
      return `[${Object.entries(JSON.parse(rest) as object)
        .map(([key, value]) => `${key}=${printValue(value)}`)
        .join(',')}]`;
    case 'v':
      return `[=${printValue(JSON.parse(rest))}]`;
    default:
      return `[${rest}]`;
  }
}

/** `.spec.ports[port=80,protocol="TCP"].name` and the like. */
export function printPath(path: Path): string {
  return path.map(printElement).join('');
}
