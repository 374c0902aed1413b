import { isObject } from '../types';
import { goQuote } from '../util/goQuote';
import { ListAtom } from './atom';
import { keyElement, PathElement, valueElement } from './pathElement';

/** A list whose items cannot be told apart. */
export class ItemError extends Error {}

/**
 * What tells an item of a list from the others.
 *
 * @throws {@link ItemError}
 */
export function itemElement(list: ListAtom, item: unknown): PathElement {
  if (list.isAtomic) {
    throw new ItemError('invalid indexing of non-associative list');
  }
  if (list.keys.length === 0) {
    if (isObject(item)) {
      throw new ItemError(
        "associative list without keys has an element that's a map type",
      );
    }
    if (Array.isArray(item)) {
      throw new ItemError(
        'not supported: associative list with lists as elements',
      );
    }
    if (item === null || item === undefined) {
      throw new ItemError(
        "associative list without keys has an element that's an explicit null",
      );
    }
    return valueElement(item);
  }
  if (item === null || item === undefined) {
    throw new ItemError(
      'associative list with keys may not have a null element',
    );
  }
  if (!isObject(item)) {
    throw new ItemError(
      'associative list with keys may not have non-map elements',
    );
  }
  const keys: Record<string, unknown> = {};
  for (const key of list.keys) {
    const value = item[key] ?? list.item().map?.defaultOf(key);
    if (value !== undefined) {
      keys[key] = value;
    }
  }
  if (Object.keys(keys).length === 0) {
    throw new ItemError(
      `associative list with keys has an element that omits all key fields [${list.keys
        .map(goQuote)
        .join(' ')}] (and doesn't have default values for any key fields)`,
    );
  }
  return keyElement(keys);
}
