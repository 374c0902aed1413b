import { FieldFacts, KindFacts } from './facts';
import { parentOf } from './compare';
import { KindType, TypeField } from './typeFields';

/** What values of a field look like in JavaScript, by its type in the schema. */
const JAVASCRIPT: Record<string, string[]> = {
  string: ['string'],
  integer: ['number'],
  number: ['number'],
  boolean: ['boolean'],
  object: ['object'],
  array: ['array'],
  'int-or-string': ['string', 'number'],
  any: [],
};

/** Values that API conventions hold a field to, where its schema does not. */
const CONVENTIONS: [path: RegExp, values: string[]][] = [
  [/(^|\.)conditions\[\]\.status$/, ['False', 'True', 'Unknown']],
];

/** Fields that API conventions ask for, where a schema does not. */
const ALWAYS_THERE = /(^|\.)conditions\[\]\.(type|status)$/;

function valuesOf(path: string, facts: FieldFacts): string[] | undefined {
  return (
    (facts.enum as string[] | undefined) ??
    CONVENTIONS.find(([pattern]) => pattern.test(path))?.[1]
  );
}

function differencesOf(
  field: TypeField,
  facts: FieldFacts,
  mode: 'read' | 'write',
): string[] {
  const { path, types, literals, isOptional } = field;
  const possible = JAVASCRIPT[facts.type] ?? [];
  const isCovered =
    types.includes('any') ||
    (mode === 'read'
      ? possible.every(type => types.includes(type))
      : types.every(type => possible.includes(type)));
  const known = valuesOf(path, facts);
  const isListed =
    literals.length === 0 ||
    (mode === 'read'
      ? known?.every(value => literals.includes(value)) ?? false
      : literals.every(value => known?.includes(value) ?? true));
  return [
    ...(isCovered
      ? []
      : [`${path} is ${types.join(' or ')}, really ${facts.type}`]),
    ...(isListed
      ? []
      : [
          `${path} is one of ${literals.join(', ')}, really ${
            known?.join(', ') ?? 'any text'
          }`,
        ]),
    ...(mode === 'write' ||
    isOptional ||
    facts.required ||
    facts.default !== undefined ||
    ALWAYS_THERE.test(path)
      ? []
      : [`${path} is always there, really it may be missing`]),
  ];
}

/** The path as a schema has it: a name may be a key of a map. */
export function pathInSchema(
  path: string,
  fields: Record<string, unknown>,
): string {
  const parent = parentOf(path);
  if (path in fields || !parent) {
    return path;
  }
  const known = pathInSchema(parent, fields);
  const last = path.slice(parent.length);
  return last.startsWith('.') && `${known}{}` in fields
    ? `${known}{}`
    : `${known}${last}`;
}

/** Whether a field is inside an object whose fields no schema names. */
function isInOpen(path: string, facts: KindFacts): boolean {
  const parent = parentOf(path);
  if (!parent) {
    return false;
  }
  const found = facts.fields[parent];
  return found ? found.open === true : isInOpen(parent, facts);
}

/** Whether a field stands for the named ones of an object, as a record of them does. */
function isNamed(path: string, facts: KindFacts): boolean {
  return (
    path.endsWith('{}') &&
    Object.keys(facts.fields).some(
      known => known !== path && parentOf(known) === parentOf(path),
    )
  );
}

/**
 * Says where a TypeScript type promises something about a kind's objects that does not hold: a field that does not
 * exist; of a type to read with, values that the type does not foresee or a field that may be missing; of a type to
 * write with, values that are refused.
 */
export function compareType(
  type: KindType,
  facts: KindFacts,
  mode: 'read' | 'write',
): string[] {
  const version =
    type.version === facts.version
      ? []
      : [`version is ${type.version}, really ${facts.version}`];
  return [
    ...version,
    ...type.fields.flatMap(field => {
      const really = facts.fields[pathInSchema(field.path, facts.fields)];
      if (really) {
        return differencesOf(field, really, mode);
      }
      return isInOpen(field.path, facts) || isNamed(field.path, facts)
        ? []
        : [`${field.path} does not exist really`];
    }),
  ];
}
