import { KubeObject } from '../types';
import { equal } from '../util/equal';
import { Atom } from './atom';
import { compare, Comparison } from './compare';
import { conflictsOf, ConflictError } from './conflicts';
import { FieldSet } from './fieldSet';
import { fieldsOf } from './fieldsOf';
import { Manager, ManagerInfo, managerId, Managers } from './managers';
import { merge } from './merge';
import { pruneApplied } from './pruneApplied';
import { reconcile } from './reconcile';

/** An object as one version shows it, with the type it then has. */
export interface TypedObject {
  atom: Atom;
  value: unknown;
}

/** What the rules of ownership need to know of a resource. */
export interface Typing {
  /** The version that is written in. */
  apiVersion: string;
  /** Fields that a write through this endpoint cannot change. */
  reset: FieldSet;
  /** Whether the type may have changed since fields were given to owners. */
  isChangeable: boolean;
  /** An object in some version; nothing when the version is not there. */
  typed(value: unknown, apiVersion: string): TypedObject | undefined;
}

function filtered(comparison: Comparison, reset: FieldSet): Comparison {
  return {
    removed: comparison.removed.recursiveDifference(reset),
    modified: comparison.modified.recursiveDifference(reset),
    added: comparison.added.recursiveDifference(reset),
  };
}

function comparisonIn(
  typing: Typing,
  live: unknown,
  next: unknown,
  apiVersion: string,
): Comparison | undefined {
  const before = typing.typed(live, apiVersion);
  const after = typing.typed(next, apiVersion);
  return before && after
    ? filtered(compare(before.atom, before.value, after.value), typing.reset)
    : undefined;
}

/**
 * Takes from all others what a write changes or removes, in place.
 *
 * @throws {@link ConflictError} when they own what it changes, without force
 */
function takeOver(
  typing: Typing,
  live: unknown,
  next: unknown,
  managers: Managers,
  writer: string,
  isForced: boolean,
): Comparison {
  const comparisons = new Map<string, Comparison | undefined>();
  const inVersion = (apiVersion: string) => {
    if (!comparisons.has(apiVersion)) {
      comparisons.set(apiVersion, comparisonIn(typing, live, next, apiVersion));
    }
    return comparisons.get(apiVersion);
  };
  const conflicts = new Map<string, FieldSet>();
  const removed = new Map<string, FieldSet>();
  for (const [id, manager] of managers) {
    const comparison = inVersion(manager.apiVersion);
    if (id === writer) {
      continue;
    }
    if (!comparison) {
      managers.delete(id);
      continue;
    }
    const changed = manager.set
      .intersection(comparison.modified)
      .union(manager.set.intersection(comparison.added));
    if (!changed.isEmpty()) {
      conflicts.set(id, changed);
    }
    if (!comparison.removed.isEmpty()) {
      removed.set(id, comparison.removed);
    }
  }
  if (!isForced && conflicts.size > 0) {
    throw new ConflictError(conflictsOf(managers, conflicts));
  }
  for (const [id, set] of [...conflicts, ...removed]) {
    const manager = managers.get(id) as Manager;
    managers.set(id, { ...manager, set: manager.set.difference(set) });
  }
  for (const [id, manager] of managers) {
    if (manager.set.isEmpty()) {
      managers.delete(id);
    }
  }
  return inVersion(typing.apiVersion) as Comparison;
}

/** Gives what a create or update changed to who did it, in place. */
export function recordUpdate(
  typing: Typing,
  live: unknown,
  next: unknown,
  managers: Managers,
  info: ManagerInfo,
  time: string,
  strip: FieldSet,
): void {
  if (typing.isChangeable) {
    reconcile(typing, live, managers);
  }
  const id = managerId(info);
  const comparison = takeOver(typing, live, next, managers, '', true);
  const set = comparison.modified
    .union(comparison.added)
    .recursiveDifference(typing.reset)
    .difference(strip);
  if (!set.isEmpty()) {
    const before = managers.get(id);
    managers.set(id, {
      ...info,
      time,
      set: before ? set.union(before.set) : set,
    });
  }
}

/**
 * Lays a configuration over an object: what it names is owned by who applied
 * it, what it does not name any more goes when nobody else owns it.
 *
 * @returns the new object; nothing when it is as it was
 * @throws {@link ConflictError}
 */
export function applyConfiguration(
  typing: Typing,
  live: unknown,
  config: KubeObject,
  managers: Managers,
  info: ManagerInfo,
  isForced: boolean,
  strip: FieldSet,
): unknown {
  if (typing.isChangeable) {
    reconcile(typing, live, managers);
  }
  const id = managerId(info);
  const { atom } = typing.typed(live, typing.apiVersion) as TypedObject;
  const merged = merge(atom, live, config);
  const last = managers.get(id);
  const set = fieldsOf(atom, config).recursiveDifference(typing.reset);
  managers.set(id, { ...info, time: last?.time, set });
  const next = last
    ? pruneApplied(typing, merged, managers, info, last)
    : merged;
  takeOver(typing, live, next, managers, id, isForced);
  const applied = managers.get(id);
  if (applied) {
    const left = applied.set.difference(strip);
    if (left.isEmpty()) {
      managers.delete(id);
    } else {
      managers.set(id, { ...applied, set: left });
    }
  }
  return equal(live, next) ? undefined : next;
}
