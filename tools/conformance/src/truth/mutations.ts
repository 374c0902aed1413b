import fc from 'fast-check';
import { FieldFacts, KindFacts } from './facts';
import { StoredObject } from './recordSandbox';

/** A change of one field; `undefined` removes it. */
export interface Mutation {
  path: string;
  value: unknown;
}

const MANY = 'a'.repeat(400);

/** Values around what a field's limits allow, and beside them. */
function valuesFor(facts: FieldFacts): unknown[] {
  const { minimum = 0, maximum = 1000 } = facts;
  switch (facts.type) {
    case 'string':
      return [...(facts.enum ?? []), '', 'x', 'Ä ö', '-a', 'a.b-c', MANY, 7];
    case 'integer':
    case 'number':
      return [minimum - 1, minimum, maximum, maximum + 1, 1.5, 2 ** 31, '1'];
    case 'boolean':
      return [true, false, 'true', 1];
    case 'int-or-string':
      return [1, '4Gi', '1e3', 'much', '', true, 1.5];
    case 'array':
      return [[], {}, 'x', [null]];
    default:
      return [{}, [], 'x', { surelyNotAField: 1 }];
  }
}

/** Changes of a kind's fields, the part of the object given by `root`. */
export function mutationsOf(
  facts: KindFacts,
  root: 'spec' | 'status',
): fc.Arbitrary<Mutation[]> {
  const fields = Object.entries(facts.fields).filter(([path]) =>
    path.startsWith(root),
  );
  const mutation = fc
    .constantFrom(...fields)
    .chain(([path, field]) =>
      fc
        .constantFrom(undefined, null, ...valuesFor(field))
        .map(value => ({ path, value })),
    );
  return fc.array(mutation, { minLength: 1, maxLength: 2 });
}

function partsOf(path: string): string[] {
  return path.match(/\[\]|\{\}|[^.[\]{}]+/g) ?? [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function changed(current: unknown, parts: string[], value: unknown): unknown {
  const [part, ...rest] = parts;
  if (part === undefined) {
    return value;
  }
  if (part === '[]') {
    const items = Array.isArray(current) && current.length > 0 ? current : [{}];
    return items.map(item => changed(item, rest, value));
  }
  const object = isObject(current) ? current : {};
  const key = part === '{}' ? Object.keys(object)[0] ?? 'memory' : part;
  const { [key]: before, ...others } = object;
  const after = changed(before, rest, value);
  return after === undefined ? others : { ...others, [key]: after };
}

/** The object with a change; what is missing on the way is made up. */
export function mutated(
  object: StoredObject,
  mutations: Mutation[],
): StoredObject {
  return mutations.reduce<StoredObject>(
    (result, { path, value }) =>
      changed(result, partsOf(path), value) as StoredObject,
    object,
  );
}
