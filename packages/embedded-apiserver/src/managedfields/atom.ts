import { Schema } from '../schema/types';
import { isObject } from '../types';

/** What a plain value has to be. */
export type Scalar = 'numeric' | 'string' | 'boolean' | 'untyped';

/** A list: owned as a whole, or item by item. */
export interface ListAtom {
  isAtomic: boolean;
  /** The fields that tell items apart; none for a set of plain values. */
  keys: string[];
  item(): Atom;
}

/** An object: owned as a whole, or field by field. */
export interface MapAtom {
  isAtomic: boolean;
  /** The type of a field that the schema names. */
  named(field: string): Atom | undefined;
  defaultOf(field: string): unknown;
  /** The type of all other fields; nothing when there can be none. */
  other(): Atom | undefined;
  /** Whether nothing is known of the fields. */
  isDeduced: boolean;
}

/** How the values of one type are merged and owned. */
export interface Atom {
  scalar?: Scalar;
  list?: ListAtom;
  map?: MapAtom;
}

const none = () => undefined;

/** Anything, owned as a whole. */
export const UNTYPED: Atom = {
  scalar: 'untyped',
  list: { isAtomic: true, keys: [], item: () => UNTYPED },
  map: {
    isAtomic: true,
    named: none,
    defaultOf: none,
    other: () => UNTYPED,
    isDeduced: false,
  },
};

/** Anything: objects are owned field by field, lists as a whole. */
export const DEDUCED: Atom = {
  scalar: 'untyped',
  list: UNTYPED.list,
  map: {
    isAtomic: false,
    named: none,
    defaultOf: none,
    other: () => DEDUCED,
    isDeduced: true,
  },
};

function listAtom(schema: Schema, preserves: boolean): ListAtom {
  const { items } = schema;
  const item = items ? () => atomOf(items, preserves) : () => UNTYPED;
  const type = schema['x-kubernetes-list-type'];
  if (type) {
    const isMap = type === 'map';
    return {
      isAtomic: type === 'atomic',
      keys: isMap ? schema['x-kubernetes-list-map-keys'] ?? [] : [],
      item,
    };
  }
  const strategy = schema['x-kubernetes-patch-strategy'] ?? '';
  const key = schema['x-kubernetes-patch-merge-key'];
  return {
    isAtomic: !strategy.split(',').includes('merge'),
    keys: key ? [key] : [],
    item,
  };
}

function mapAtom(schema: Schema, preserves: boolean): MapAtom {
  const { properties, additionalProperties } = schema;
  const hasFields = !!properties && Object.keys(properties).length > 0;
  let other: () => Atom | undefined = none;
  if (isObject(additionalProperties)) {
    other = () => atomOf(additionalProperties as Schema, preserves);
  } else if (additionalProperties ?? (preserves || !hasFields)) {
    other = () => DEDUCED;
  }
  return {
    isAtomic: schema['x-kubernetes-map-type'] === 'atomic',
    named: name =>
      properties && Object.hasOwn(properties, name)
        ? atomOf(properties[name], preserves)
        : undefined,
    defaultOf: name =>
      properties && Object.hasOwn(properties, name)
        ? properties[name].default
        : undefined,
    other,
    isDeduced: !hasFields && other() === DEDUCED,
  };
}

function build(schema: Schema, inherited: boolean): Atom {
  const preserves =
    inherited || schema['x-kubernetes-preserve-unknown-fields'] === true;
  if (schema.typeName === 'Quantity') {
    return { scalar: 'untyped' };
  }
  if (schema.typeName === 'RawExtension') {
    return UNTYPED;
  }
  switch (schema.type) {
    case 'object':
      return { map: mapAtom(schema, preserves) };
    case 'array':
      return { list: listAtom(schema, preserves) };
    case 'integer':
    case 'number':
      return { scalar: 'numeric' };
    case 'boolean':
      return { scalar: 'boolean' };
    case 'string': {
      const isText = !schema.format || schema.format === 'byte';
      return { scalar: isText ? 'string' : 'untyped' };
    }
    default:
      return {
        scalar: 'untyped',
        list: listAtom(schema, preserves),
        map: mapAtom(schema, preserves),
      };
  }
}

const atoms = [new WeakMap<Schema, Atom>(), new WeakMap<Schema, Atom>()];

/**
 * How values of a schema are merged and owned.
 *
 * @param preserves - whether a schema around it keeps unknown fields
 */
export function atomOf(schema: Schema, preserves = false): Atom {
  const cache = atoms[preserves ? 1 : 0];
  let atom = cache.get(schema);
  if (!atom) {
    atom = build(schema, preserves);
    cache.set(schema, atom);
  }
  return atom;
}

/** Of what a type may be, what a value is. */
export function deduce(atom: Atom, value: unknown): Atom {
  switch (typeof value) {
    case 'number':
    case 'string':
    case 'boolean':
      return atom.scalar ? { scalar: atom.scalar } : atom;
    default:
      if (Array.isArray(value)) {
        return atom.list ? { list: atom.list } : atom;
      }
      return isObject(value) && atom.map ? { map: atom.map } : atom;
  }
}

/** The type of an object's field; nothing when there can be no such field. */
export function fieldAtom(map: MapAtom, name: string): Atom | undefined {
  return map.named(name) ?? map.other();
}
