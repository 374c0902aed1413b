import { FieldSet } from './fieldSet';
import { fieldsOf, withNamedFields } from './fieldsOf';
import { Manager, ManagerInfo, Managers } from './managers';
import { removeItems } from './removeItems';
import type { TypedObject, Typing } from './updater';

/** Puts back what the owners in one version own. */
function addBackOwned(
  typing: Typing,
  merged: unknown,
  pruned: unknown,
  apiVersion: string,
  owned: FieldSet,
): unknown {
  const whole = typing.typed(merged, apiVersion);
  const part = typing.typed(pruned, apiVersion);
  if (!whole || !part) {
    return pruned;
  }
  const { atom } = whole;
  const all = withNamedFields(atom, fieldsOf(atom, whole.value));
  const left = withNamedFields(atom, fieldsOf(atom, part.value));
  const kept = left.union(withNamedFields(atom, owned));
  return removeItems(atom, whole.value, all.difference(kept));
}

/**
 * Removes from an object what somebody applied before and does not any more,
 * except what others own.
 *
 * @param last - what was applied before
 */
export function pruneApplied(
  typing: Typing,
  merged: unknown,
  managers: Managers,
  info: ManagerInfo,
  last: Manager,
): unknown {
  if (last.set.isEmpty()) {
    return merged;
  }
  const whole = typing.typed(merged, last.apiVersion);
  if (!whole) {
    return merged;
  }
  const { atom, value } = whole;
  const lastSet = withNamedFields(atom, last.set);
  let pruned = removeItems(atom, value, lastSet);

  const byVersion = new Map<string, FieldSet>([
    [last.apiVersion, new FieldSet()],
  ]);
  for (const { apiVersion, set } of managers.values()) {
    const before = byVersion.get(apiVersion);
    byVersion.set(apiVersion, before ? before.union(set) : set);
  }
  for (const [apiVersion, owned] of byVersion) {
    pruned = addBackOwned(typing, value, pruned, apiVersion, owned);
  }

  // What was not applied before stays, even inside of what has gone.
  const part = typing.typed(pruned, last.apiVersion) ?? {
    atom,
    value: pruned,
  };
  const left = withNamedFields(atom, fieldsOf(atom, part.value));
  const all = withNamedFields(atom, fieldsOf(atom, value));
  const result = removeItems(
    atom,
    value,
    all.difference(left).intersection(lastSet),
  );
  return (typing.typed(result, info.apiVersion) as TypedObject).value;
}
