import { CelType, celTypes, listOf, mapOf, opaque } from '../types/celType';
import { ListValue, MapValue } from './collections';
import { Uint } from './numbers';
import { Duration, Timestamp } from './time';

/** A type as a value, as `type(x)` gives it. */
export class TypeValue {
  constructor(readonly name: string) {}
}

/** A value that may be absent. */
export class OptionalValue {
  static readonly none = new OptionalValue(undefined);

  constructor(readonly value: Value | undefined) {}

  static of(value: Value | undefined): OptionalValue {
    return value === undefined ? OptionalValue.none : new OptionalValue(value);
  }
}

/** A value of one of the types that Kubernetes adds to the language. */
export abstract class OpaqueValue {
  abstract readonly type: CelType;

  abstract equals(other: OpaqueValue): boolean;
}

/** A value of the expression language. Integers are `bigint`. */
export type Value =
  | null
  | boolean
  | bigint
  | Uint
  | number
  | string
  | Uint8Array
  | Timestamp
  | Duration
  | ListValue
  | MapValue
  | TypeValue
  | OptionalValue
  | OpaqueValue;

const { dyn } = celTypes;
const LIST = listOf(dyn);
const MAP = mapOf(dyn, dyn);
const TYPE: CelType = { kind: 'type', name: 'type', params: [] };
const OPTIONAL = opaque('optional_type');

/** The type a value has when the expression runs. */
export function runtimeType(value: Value): CelType {
  switch (typeof value) {
    case 'boolean':
      return celTypes.bool;
    case 'bigint':
      return celTypes.int;
    case 'number':
      return celTypes.double;
    case 'string':
      return celTypes.string;
    default:
  }
  if (value === null) {
    return celTypes.null;
  }
  if (value instanceof ListValue) {
    return LIST;
  }
  if (value instanceof MapValue) {
    return value.type ?? MAP;
  }
  if (value instanceof Uint) {
    return celTypes.uint;
  }
  if (value instanceof Uint8Array) {
    return celTypes.bytes;
  }
  if (value instanceof Timestamp) {
    return celTypes.timestamp;
  }
  if (value instanceof Duration) {
    return celTypes.duration;
  }
  if (value instanceof TypeValue) {
    return TYPE;
  }
  return value instanceof OptionalValue
    ? OPTIONAL
    : (value as OpaqueValue).type;
}
