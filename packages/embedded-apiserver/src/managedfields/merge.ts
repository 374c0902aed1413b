import { isObject, JsonObject } from '../types';
import { Atom, deduce, fieldAtom, ListAtom, MapAtom } from './atom';
import { itemElement } from './listItems';
import { PathElement } from './pathElement';

interface IndexedList {
  elements: PathElement[];
  /** Null for items that are there more than once. */
  values: Map<PathElement, unknown>;
}

function index(list: ListAtom, items: unknown[]): IndexedList {
  const values = new Map<PathElement, unknown>();
  const elements = items.map(item => {
    const element = itemElement(list, item);
    values.set(element, values.has(element) ? null : item);
    return element;
  });
  return { elements, values };
}

function mergeList(atom: ListAtom, lhs: unknown[], rhs: unknown[]): unknown {
  const left = index(atom, lhs);
  const right = index(atom, rhs);
  const out: unknown[] = [];
  const add = (l: unknown, r: unknown) => {
    const merged = merge(atom.item(), l, r);
    if (merged !== undefined) {
      out.push(merged);
    }
  };
  const shared = right.elements.filter(element => left.values.has(element));
  let nextShared = shared.shift();
  const done = new Set<PathElement>();
  let l = 0;
  let r = 0;
  while (l < left.elements.length || r < right.elements.length) {
    const element = left.elements[l];
    if (l < left.elements.length && r < right.elements.length) {
      if (element === right.elements[r]) {
        done.add(element);
        add(left.values.get(element), right.values.get(element));
        l++;
        r++;
        nextShared = shared.shift();
        continue;
      }
      if (
        right.values.has(element) &&
        nextShared !== undefined &&
        nextShared !== element
      ) {
        l++;
        continue;
      }
    }
    if (l < left.elements.length) {
      if (!right.values.has(element)) {
        add(lhs[l], undefined);
        l++;
        continue;
      }
      if (done.has(element)) {
        l++;
      }
    }
    if (r < right.elements.length) {
      const wanted = right.elements[r];
      done.add(wanted);
      add(left.values.get(wanted), right.values.get(wanted));
      r++;
      if (nextShared === wanted) {
        nextShared = shared.shift();
      }
    }
  }
  return out.length > 0 ? out : undefined;
}

function mergeMap(atom: MapAtom, lhs: JsonObject, rhs: JsonObject): unknown {
  const out: JsonObject = {};
  for (const key of new Set([...Object.keys(lhs), ...Object.keys(rhs)])) {
    const field = fieldAtom(atom, key);
    if (!field) {
      throw new Error(`no type found for ${key}`);
    }
    const merged = merge(
      field,
      Object.hasOwn(lhs, key) ? lhs[key] : undefined,
      Object.hasOwn(rhs, key) ? rhs[key] : undefined,
    );
    if (merged !== undefined) {
      out[key] = merged;
    }
  }
  return Object.keys(out).length > 0 ? out : undefined;
}

/**
 * Lays one object over another; where both have a value the second wins.
 *
 * @throws Error when one does not fit its type
 */
export function merge(atom: Atom, lhs: unknown, rhs: unknown): unknown {
  const winner = rhs === undefined ? lhs : rhs;
  const type = deduce(atom, winner);
  if (type.map) {
    const left = isObject(lhs) ? lhs : {};
    const right = isObject(rhs) ? rhs : {};
    const isEmpty =
      Object.keys(left).length === 0 && Object.keys(right).length === 0;
    return type.map.isAtomic || isEmpty
      ? winner
      : mergeMap(type.map, left, right);
  }
  if (type.list && !type.scalar) {
    const left = Array.isArray(lhs) ? lhs : [];
    const right = Array.isArray(rhs) ? rhs : [];
    return type.list.isAtomic || left.length + right.length === 0
      ? winner
      : mergeList(type.list, left, right);
  }
  return winner;
}
