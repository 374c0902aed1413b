import { ListKind, ListValue } from './collections';
import { isEqual, sameKeys } from './compare';
import { Value } from './value';

function isSame(kind: ListKind, a: Value, b: Value): boolean {
  return kind.type === 'set' ? isEqual(a, b) : sameKeys(kind.keys, a, b);
}

/**
 * `a + b` of lists. As with server-side apply, what is in both is there once
 * in a set, and comes from `b` in a list with keys.
 */
export function joinLists(a: ListValue, b: ListValue): ListValue {
  const { kind } = a;
  if (!kind) {
    return new ListValue([...a.values(), ...b.values()]);
  }
  const result = a.values();
  for (const item of b.values()) {
    const index = result.findIndex(other => isSame(kind, other, item));
    if (index < 0) {
      result.push(item);
    } else if (kind.type === 'map') {
      result[index] = item;
    }
  }
  return new ListValue(result, undefined, kind);
}
