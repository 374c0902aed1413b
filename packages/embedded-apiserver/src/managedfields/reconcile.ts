import { Atom } from './atom';
import { FieldSet } from './fieldSet';
import { Managers } from './managers';
import { Path, PathElement } from './pathElement';
import type { Typing } from './updater';

/** Where a set knows parts of what is owned as a whole by now. */
class Reconciler {
  readonly wholes: Path[] = [];

  visit(
    atom: Atom,
    set: FieldSet | undefined,
    isWhole: boolean,
    path: Path,
  ): void {
    const { map, list, scalar } = atom;
    if (map) {
      if (map.isDeduced) {
        return;
      }
      if (!isWhole && map.isAtomic) {
        if (set && !set.isEmpty()) {
          this.wholes.push(path);
        }
        return;
      }
      this.below(set, path, key =>
        key.startsWith('f:')
          ? map.named(key.slice(2)) ?? map.other()
          : map.other(),
      );
    } else if (list && !scalar) {
      if (!isWhole && list.isAtomic) {
        this.wholes.push(path);
        return;
      }
      this.below(set, path, () => list.item());
    }
  }

  private below(
    set: FieldSet | undefined,
    path: Path,
    typeOf: (key: PathElement) => Atom | undefined,
  ): void {
    if (!set) {
      return;
    }
    for (const key of new Set([...set.children.keys(), ...set.members])) {
      const type = typeOf(key);
      const child = set.children.get(key);
      if (type) {
        const isWhole = set.members.has(key) && !child;
        this.visit(type, child, isWhole, [...path, key]);
      }
    }
  }
}

/**
 * Fits what is owned to schemas that have changed since: lists and objects that
 * used to be owned in parts and are owned as a whole now.
 */
export function reconcile(
  typing: Typing,
  live: unknown,
  managers: Managers,
): void {
  for (const [id, manager] of managers) {
    const typed = typing.typed(live, manager.apiVersion);
    if (!typed) {
      managers.delete(id);
      continue;
    }
    const reconciler = new Reconciler();
    reconciler.visit(typed.atom, manager.set, false, []);
    if (reconciler.wholes.length > 0) {
      const wholes = FieldSet.of(...reconciler.wholes);
      const set = manager.set.recursiveDifference(wholes).union(wholes);
      managers.set(id, { ...manager, set });
    }
  }
}
