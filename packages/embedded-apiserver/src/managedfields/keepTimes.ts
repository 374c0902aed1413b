import { isObject, JsonObject, KubeObject } from '../types';
import { equal } from '../util/equal';

function withoutTimes(entries: unknown[]): unknown[] {
  return entries.filter(isObject).map(({ time: _time, ...entry }) => entry);
}

/**
 * A write that changes nothing does not change when fields were given to their
 * owners either.
 */
export function keepTimes(next: KubeObject, old: KubeObject): void {
  const before = old.metadata.managedFields as JsonObject[] | undefined;
  const after = next.metadata.managedFields as JsonObject[] | undefined;
  if (
    !before ||
    !after ||
    before.length !== after.length ||
    before.every((entry, i) => entry.time === after[i].time) ||
    !equal(withoutTimes(before), withoutTimes(after))
  ) {
    return;
  }
  const same = {
    ...next,
    metadata: { ...next.metadata, managedFields: before },
  };
  if (equal(same, old)) {
    next.metadata = same.metadata;
  }
}
