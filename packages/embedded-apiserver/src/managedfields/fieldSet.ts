import { Path, PathElement } from './pathElement';

/**
 * A set of fields of one object, as a tree. A field can be in it with or
 * without what is below it.
 */
export class FieldSet {
  readonly members = new Set<PathElement>();
  readonly children = new Map<PathElement, FieldSet>();

  static of(...paths: Path[]): FieldSet {
    const set = new FieldSet();
    paths.forEach(path => set.insert(path));
    return set;
  }

  /** @param depth - how many steps lead here already */
  insert(path: Path, depth = 0): void {
    const step = path[depth];
    if (depth >= path.length - 1) {
      if (step !== undefined) {
        this.members.add(step);
      }
      return;
    }
    let child = this.children.get(step);
    if (!child) {
      child = new FieldSet();
      this.children.set(step, child);
    }
    child.insert(path, depth + 1);
  }

  /** @param depth - how many steps lead here already */
  has(path: Path, depth = 0): boolean {
    const step = path[depth];
    return depth >= path.length - 1
      ? this.members.has(step)
      : this.children.get(step)?.has(path, depth + 1) ?? false;
  }

  isEmpty(): boolean {
    if (this.members.size > 0) {
      return false;
    }
    for (const child of this.children.values()) {
      if (!child.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  equals(other: FieldSet): boolean {
    return this.difference(other).isEmpty() && other.difference(this).isEmpty();
  }

  union(other: FieldSet): FieldSet {
    const result = new FieldSet();
    this.members.forEach(member => result.members.add(member));
    other.members.forEach(member => result.members.add(member));
    for (const [key, child] of this.children) {
      const theirs = other.children.get(key);
      result.children.set(key, theirs ? child.union(theirs) : child);
    }
    for (const [key, child] of other.children) {
      if (!this.children.has(key)) {
        result.children.set(key, child);
      }
    }
    return result;
  }

  intersection(other: FieldSet): FieldSet {
    const result = new FieldSet();
    for (const member of this.members) {
      if (other.members.has(member)) {
        result.members.add(member);
      }
    }
    for (const [key, child] of this.children) {
      const theirs = other.children.get(key);
      result.keep(key, theirs?.intersection(child));
    }
    return result;
  }

  /** What is not in the other set; what is below its fields stays. */
  difference(other: FieldSet): FieldSet {
    const result = new FieldSet();
    for (const member of this.members) {
      if (!other.members.has(member)) {
        result.members.add(member);
      }
    }
    for (const [key, child] of this.children) {
      const theirs = other.children.get(key);
      result.keep(key, theirs ? child.difference(theirs) : child);
    }
    return result;
  }

  /** What is neither in the other set nor below one of its fields. */
  recursiveDifference(other: FieldSet): FieldSet {
    const result = new FieldSet();
    for (const member of this.members) {
      if (!other.members.has(member)) {
        result.members.add(member);
      }
    }
    for (const [key, child] of this.children) {
      if (!other.members.has(key)) {
        const theirs = other.children.get(key);
        result.keep(key, theirs ? child.recursiveDifference(theirs) : child);
      }
    }
    return result;
  }

  /** Calls back with every field, outer ones first. */
  forEach(
    callback: (path: Path) => void,
    order?: (a: PathElement, b: PathElement) => number,
    prefix: Path = [],
  ): void {
    [...this.members]
      .sort(order)
      .forEach(member => callback([...prefix, member]));
    [...this.children.keys()]
      .sort(order)
      .forEach(key =>
        this.children.get(key)?.forEach(callback, order, [...prefix, key]),
      );
  }

  private keep(key: PathElement, child: FieldSet | undefined): void {
    if (child && !child.isEmpty()) {
      this.children.set(key, child);
    }
  }
}
