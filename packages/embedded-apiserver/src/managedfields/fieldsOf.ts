import { isObject } from '../types';
import { Atom, deduce, fieldAtom, ListAtom, MapAtom } from './atom';
import { FieldSet } from './fieldSet';
import { itemElement } from './listItems';
import { fieldElement, Path, PathElement } from './pathElement';

function ofList(
  atom: ListAtom,
  value: unknown,
  path: Path,
  set: FieldSet,
): void {
  if (atom.isAtomic) {
    set.insert(path);
    return;
  }
  const items = Array.isArray(value) ? value : [];
  const counts = new Map<PathElement, number>();
  const elements = items.map(item => {
    const element = itemElement(atom, item);
    counts.set(element, (counts.get(element) ?? 0) + 1);
    return element;
  });
  elements.forEach((element, i) => {
    path.push(element);
    // What is there more than once is owned as a whole.
    if (counts.get(element) === 1) {
      collect(atom.item(), items[i], path, set);
    }
    set.insert(path);
    path.pop();
  });
}

function ofMap(atom: MapAtom, value: unknown, path: Path, set: FieldSet): void {
  if (atom.isAtomic) {
    set.insert(path);
    return;
  }
  for (const [key, item] of Object.entries(isObject(value) ? value : {})) {
    const field = fieldAtom(atom, key);
    if (!field) {
      throw new Error(`no type found for ${key}`);
    }
    path.push(fieldElement(key));
    collect(field, item, path, set);
    const isEmpty =
      item === null || (isObject(item) && Object.keys(item).length === 0);
    if (isEmpty || !atom.named(key)) {
      set.insert(path);
    }
    path.pop();
  }
}

function collect(atom: Atom, value: unknown, path: Path, set: FieldSet): void {
  const type = deduce(atom, value);
  if (type.map) {
    ofMap(type.map, value, path, set);
  } else if (type.list && !type.scalar) {
    ofList(type.list, value, path, set);
  } else {
    set.insert(path);
  }
}

/**
 * The fields that an object has.
 *
 * @throws Error when it does not fit its type
 */
export function fieldsOf(atom: Atom, value: unknown): FieldSet {
  const set = new FieldSet();
  collect(atom, value, [], set);
  return set;
}

/** The set with every named field in it that has something below. */
export function withNamedFields(atom: Atom, set: FieldSet): FieldSet {
  const result = new FieldSet();
  set.members.forEach(member => result.members.add(member));
  for (const [key, child] of set.children) {
    const name = key.slice(2);
    let below: Atom | undefined;
    if (key.startsWith('f:')) {
      const named = atom.map?.named(name);
      if (named) {
        result.members.add(key);
      }
      below = named ?? atom.map?.other();
    } else if (key.startsWith('k:')) {
      below = atom.list?.item();
    }
    result.children.set(key, withNamedFields(below ?? {}, child));
  }
  return result;
}
