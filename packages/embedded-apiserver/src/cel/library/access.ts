import { CelError } from '../errors';
import { ListValue, MapValue } from '../values/collections';
import { Uint } from '../values/numbers';
import { OptionalValue, runtimeType, Value } from '../values/value';
import { printValue } from './printValue';

function listIndex(key: Value): number {
  if (typeof key === 'bigint') {
    return Number(key);
  }
  if (key instanceof Uint) {
    return Number(key.value);
  }
  if (typeof key === 'number') {
    if (Number.isInteger(key)) {
      return key;
    }
    throw new CelError(`unsupported index value ${key} in list`);
  }
  throw new CelError(
    `unsupported index type '${runtimeType(key).name}' in list`,
  );
}

function lookUp(container: Value, key: Value): Value | undefined {
  if (container instanceof MapValue) {
    return container.find(key);
  }
  if (container instanceof ListValue) {
    const index = listIndex(key);
    return index >= 0 && index < container.size
      ? container.at(index)
      : undefined;
  }
  return undefined;
}

/**
 * `container[key]`
 *
 * @throws CelError when there is no such element
 */
export function element(container: Value, key: Value): Value {
  if (container instanceof OptionalValue) {
    return optionalElement(container, key);
  }
  const value = lookUp(container, key);
  if (value !== undefined) {
    return value;
  }
  throw new CelError(
    container instanceof ListValue
      ? `index out of bounds: ${printValue(key)}`
      : `no such key: ${printValue(key)}`,
  );
}

/** `container[?key]` */
export function optionalElement(container: Value, key: Value): OptionalValue {
  if (container instanceof OptionalValue) {
    return container.value === undefined
      ? container
      : OptionalValue.of(lookUp(container.value, key));
  }
  if (!(container instanceof MapValue || container instanceof ListValue)) {
    throw new CelError(`no such key: ${printValue(key)}`);
  }
  return OptionalValue.of(lookUp(container, key));
}

/** Whether `container` has a field. */
export function hasField(container: Value, field: string): boolean {
  if (container instanceof OptionalValue) {
    return container.value !== undefined && hasField(container.value, field);
  }
  return container instanceof MapValue && container.find(field) !== undefined;
}
