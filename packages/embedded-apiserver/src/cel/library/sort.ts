import { CelError } from '../errors';
import { ListValue } from '../values/collections';
import { compare } from '../values/compare';
import { runtimeType, Value } from '../values/value';

/**
 * A list in the order of a key of each element.
 *
 * @throws CelError when the keys cannot be ordered
 */
export function sortByKeys(list: ListValue, keys: Value[]): ListValue {
  const kinds = new Set(keys.map(key => runtimeType(key).name));
  if (kinds.size > 1) {
    throw new CelError('list elements must have the same type');
  }
  if (
    keys.length > 0 &&
    [...kinds].some(name => /list|map|null|type/.test(name))
  ) {
    throw new CelError('list elements must be comparable');
  }
  const order = keys.map((key, index) => ({ key, index }));
  order.sort((a, b) => compare(a.key, b.key) || a.index - b.index);
  return new ListValue(order.map(({ index }) => list.at(index)));
}
