import { isObject, JsonObject } from '../types';
import { equal } from '../util/equal';
import { Atom, deduce, fieldAtom, ListAtom, MapAtom } from './atom';
import { FieldSet } from './fieldSet';
import { itemElement } from './listItems';
import { fieldElement, Path, PathElement } from './pathElement';

/** What is different between two states of an object. */
export interface Comparison {
  removed: FieldSet;
  modified: FieldSet;
  added: FieldSet;
}

function itemsByElement(list: ListAtom, items: unknown[]) {
  const result = new Map<PathElement, unknown[]>();
  for (const item of items) {
    const element = itemElement(list, item);
    const same = result.get(element);
    if (same) {
      same.push(item);
    } else {
      result.set(element, [item]);
    }
  }
  return result;
}

const asList = (value: unknown) => (Array.isArray(value) ? value : undefined);
const asMap = (value: unknown) => (isObject(value) ? value : undefined);

class Comparer {
  readonly result: Comparison = {
    removed: new FieldSet(),
    modified: new FieldSet(),
    added: new FieldSet(),
  };
  private readonly path: Path = [];

  compare(atom: Atom, lhs: unknown, rhs: unknown): void {
    if (lhs === rhs) {
      return;
    }
    const left = deduce(atom, lhs);
    const right = deduce(atom, rhs);
    let isLeaf: boolean;
    if (rhs === undefined) {
      isLeaf = this.visit(left, lhs, rhs);
    } else {
      const isOther =
        left.map !== right.map ||
        left.list !== right.list ||
        left.scalar !== right.scalar;
      if (lhs !== undefined && isOther) {
        this.visit(left, lhs, rhs);
      }
      isLeaf = this.visit(right, lhs, rhs);
    }
    if (!isLeaf && lhs === undefined) {
      this.result.added.insert(this.path);
    } else if (!isLeaf && rhs === undefined) {
      this.result.removed.insert(this.path);
    }
  }

  /** Compares what is below; gives whether there is no below. */
  private visit(atom: Atom, lhs: unknown, rhs: unknown): boolean {
    if (atom.map) {
      return this.map(atom.map, lhs, rhs);
    }
    if (atom.list && !atom.scalar) {
      return this.list(atom.list, lhs, rhs);
    }
    return this.leaf(lhs, rhs);
  }

  private leaf(lhs: unknown, rhs: unknown): true {
    const { added, removed, modified } = this.result;
    if (lhs === undefined) {
      added.insert(this.path);
    } else if (rhs === undefined) {
      removed.insert(this.path);
    } else if (!equal(lhs, rhs)) {
      modified.insert(this.path);
    }
    return true;
  }

  private map(atom: MapAtom, lhs: unknown, rhs: unknown): boolean {
    const left = asMap(lhs) ?? {};
    const right = asMap(rhs) ?? {};
    const keys = Object.keys(left);
    for (const key of Object.keys(right)) {
      if (!Object.hasOwn(left, key)) {
        keys.push(key);
      }
    }
    if (atom.isAtomic || keys.length === 0) {
      return this.leaf(lhs, rhs);
    }
    for (const key of keys) {
      const field = fieldAtom(atom, key);
      if (!field) {
        throw new Error(`no type found for ${key}`);
      }
      this.path.push(fieldElement(key));
      this.compare(field, own(left, key), own(right, key));
      this.path.pop();
    }
    return false;
  }

  private list(atom: ListAtom, lhs: unknown, rhs: unknown): boolean {
    const left = asList(lhs) ?? [];
    const right = asList(rhs) ?? [];
    if (atom.isAtomic || left.length + right.length === 0) {
      return this.leaf(lhs, rhs);
    }
    const before = itemsByElement(atom, left);
    const after = itemsByElement(atom, right);
    for (const element of new Set([...before.keys(), ...after.keys()])) {
      this.path.push(element);
      this.items(
        atom.item(),
        before.get(element) ?? [],
        after.get(element) ?? [],
      );
      this.path.pop();
    }
    return false;
  }

  /** Items with the same keys; more than one is owned as a whole. */
  private items(item: Atom, before: unknown[], after: unknown[]): void {
    if (before.length <= 1 && after.length <= 1) {
      this.compare(item, before[0], after[0]);
    } else if (before.length >= 2 && after.length >= 2) {
      if (!equal(before, after)) {
        this.result.modified.insert(this.path);
      }
    } else if (before.length >= 2) {
      if (after.length > 0) {
        this.compare(item, undefined, after[0]);
      }
      this.result.removed.insert(this.path);
    } else {
      if (before.length > 0) {
        this.compare(item, before[0], undefined);
      }
      this.result.added.insert(this.path);
    }
  }
}

function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/**
 * Compares two states of an object.
 *
 * @throws Error when one does not fit its type
 */
export function compare(atom: Atom, lhs: unknown, rhs: unknown): Comparison {
  const comparer = new Comparer();
  comparer.compare(atom, lhs, rhs);
  return comparer.result;
}
