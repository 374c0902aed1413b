import { isObject, JsonObject } from '../types';
import { Atom, deduce, fieldAtom, ListAtom, MapAtom } from './atom';
import { FieldSet } from './fieldSet';
import { itemElement } from './listItems';
import { fieldElement } from './pathElement';

function fromList(atom: ListAtom, items: unknown, toRemove: FieldSet): unknown {
  if (!Array.isArray(items) || atom.isAtomic) {
    return null;
  }
  const left = items.flatMap(item => {
    const element = itemElement(atom, item);
    if (toRemove.members.has(element)) {
      return [];
    }
    const below = toRemove.children.get(element);
    return [
      below && !below.isEmpty() ? removeItems(atom.item(), item, below) : item,
    ];
  });
  return left.length > 0 ? left : null;
}

function fromMap(atom: MapAtom, object: unknown, toRemove: FieldSet): unknown {
  if (!isObject(object) || atom.isAtomic) {
    return null;
  }
  const left: JsonObject = {};
  for (const [key, value] of Object.entries(object)) {
    const element = fieldElement(key);
    if (toRemove.members.has(element)) {
      continue;
    }
    const below = toRemove.children.get(element);
    const field = fieldAtom(atom, key);
    left[key] =
      below && field && !below.isEmpty()
        ? removeItems(field, value, below)
        : value;
  }
  return Object.keys(left).length > 0 ? left : null;
}

/** A copy of a value without some of its fields; null when nothing is left. */
export function removeItems(
  atom: Atom,
  value: unknown,
  toRemove: FieldSet,
): unknown {
  const type = deduce(atom, value);
  if (type.map) {
    return fromMap(type.map, value, toRemove);
  }
  return type.list && !type.scalar
    ? fromList(type.list, value, toRemove)
    : value;
}
