import { isObject } from '../types';
import { Quantity } from './quantity';
import { read } from './read';

/** Amounts by the names of resources. */
export type ResourceList = Map<string, Quantity>;

/** The resource list below a chain of keys; empty when there is none. */
export function readResources(value: unknown, ...keys: string[]): ResourceList {
  const found = read(value, ...keys);
  return new Map(
    Object.entries(isObject(found) ? found : {}).map(([name, amount]) => [
      name,
      Quantity.parse(String(amount)),
    ]),
  );
}

/** As it is stored, in the order the API shows. */
export function writeResources(list: ResourceList): Record<string, string> {
  return Object.fromEntries(
    [...list.keys()].sort().map(name => [name, String(list.get(name))]),
  );
}

export function add(a: ResourceList, b: ResourceList): ResourceList {
  const sum = new Map(a);
  for (const [name, amount] of b) {
    sum.set(name, sum.get(name)?.plus(amount) ?? amount);
  }
  return sum;
}

/** What `a` has more than `b`. */
export function increase(a: ResourceList, b: ResourceList): ResourceList {
  const result: ResourceList = new Map();
  for (const [name, amount] of a) {
    const more = amount.minus(b.get(name) ?? Quantity.ZERO);
    if (more.sign > 0) {
      result.set(name, more);
    }
  }
  return result;
}

/** The greater of each. */
export function greatest(a: ResourceList, b: ResourceList): ResourceList {
  const result = new Map(a);
  for (const [name, amount] of b) {
    const other = result.get(name);
    if (!other || amount.compare(other) > 0) {
      result.set(name, amount);
    }
  }
  return result;
}

/** Only what has one of some names. */
export function mask(
  list: ResourceList,
  names: Iterable<string>,
): ResourceList {
  const wanted = new Set(names);
  return new Map([...list].filter(([name]) => wanted.has(name)));
}

export function sameResources(a: ResourceList, b: ResourceList): boolean {
  return (
    a.size === b.size &&
    [...a].every(([name, amount]) => b.get(name)?.compare(amount) === 0)
  );
}

/** As refusals print it: `cpu=1,memory=1Gi`. */
export function resourcesText(list: ResourceList): string {
  return [...list.keys()]
    .sort()
    .map(name => `${name}=${list.get(name)}`)
    .join(',');
}
