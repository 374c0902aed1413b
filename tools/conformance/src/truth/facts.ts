import { Definition, DefinitionVersion, SchemaNode } from './definition';

/** What an API server holds a field to. */
export interface FieldFacts {
  /** `int-or-string` and `any` beside the types of JSON. */
  type: string;
  required?: true;
  format?: string;
  default?: unknown;
  enum?: unknown[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minProperties?: number;
  maxProperties?: number;
  nullable?: true;
  /** Fields that the schema does not name are kept. */
  open?: true;
  listType?: string;
  listMapKeys?: string[];
  mapType?: string;
  /** It cannot change once it is set. */
  immutable?: true;
  /** What the API server says when a rule is broken. */
  rules?: string[];
}

/** What an API server knows about a kind. */
export interface KindFacts {
  kind: string;
  group: string;
  version: string;
  plural: string;
  singular: string;
  shortNames: string[];
  categories: string[];
  scope: string;
  status: boolean;
  scale?: Record<string, string>;
  columns: string[];
  /** By path: `spec.workers[].name`; `{}` stands for the values of a map. */
  fields: Record<string, FieldFacts>;
}

const LIMITS = [
  'format',
  'pattern',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'default',
] as const;

const IMMUTABLE = /^(self == oldSelf|oldSelf == self)$/;

function typeOf(schema: SchemaNode): string {
  if (schema['x-kubernetes-int-or-string']) {
    return 'int-or-string';
  }
  return schema.type ?? 'any';
}

/** What holds for one node of a schema. */
function factsOfNode(schema: SchemaNode, isRequired: boolean): FieldFacts {
  const rules = schema['x-kubernetes-validations'] ?? [];
  const messages = rules
    .map(({ message, rule }) => message ?? `failed rule: ${rule}`)
    .sort();
  return {
    type: typeOf(schema),
    ...(isRequired ? { required: true } : {}),
    ...Object.fromEntries(
      LIMITS.filter(limit => schema[limit] !== undefined).map(limit => [
        limit,
        schema[limit],
      ]),
    ),
    ...(schema.enum
      ? { enum: schema.enum.slice().sort((a, b) => (`${a}` < `${b}` ? -1 : 1)) }
      : {}),
    ...(schema.nullable ? { nullable: true } : {}),
    ...(schema['x-kubernetes-preserve-unknown-fields'] ? { open: true } : {}),
    ...listOf(schema),
    ...(rules.some(({ rule }) => IMMUTABLE.test(rule.trim()))
      ? { immutable: true }
      : {}),
    ...(messages.length > 0 ? { rules: messages } : {}),
  };
}

/** How server-side apply merges, where it is not by default. */
function listOf(schema: SchemaNode): Partial<FieldFacts> {
  const listType = schema['x-kubernetes-list-type'] ?? 'atomic';
  const mapType = schema['x-kubernetes-map-type'] ?? 'granular';
  return {
    ...(listType === 'atomic' ? {} : { listType }),
    ...(schema['x-kubernetes-list-map-keys']
      ? { listMapKeys: schema['x-kubernetes-list-map-keys'] }
      : {}),
    ...(mapType === 'granular' ? {} : { mapType }),
  };
}

function* walk(
  schema: SchemaNode,
  path: string,
  isRequired: boolean,
): Generator<[string, FieldFacts]> {
  if (path) {
    yield [path, factsOfNode(schema, isRequired)];
  }
  for (const [name, child] of Object.entries(schema.properties ?? {})) {
    const childPath = path ? `${path}.${name}` : name;
    const needed = schema.required?.includes(name) ?? false;
    yield* walk(child, childPath, needed);
  }
  if (schema.items) {
    yield* walk(schema.items, `${path}[]`, false);
  }
  if (typeof schema.additionalProperties === 'object') {
    yield* walk(schema.additionalProperties, `${path}{}`, false);
  }
}

/** What every object has, whether its definition names it or not. */
const COMMON = /^(apiVersion|kind|metadata)$/;

function versionOf(definition: Definition, version: string): DefinitionVersion {
  const found = definition.spec.versions.find(({ name }) => name === version);
  if (!found) {
    throw new Error(`${definition.metadata.name} has no version ${version}`);
  }
  return found;
}

/**
 * What a definition says about one version of its kind.
 *
 * @throws Error when it does not have the version
 */
export function factsOf(definition: Definition, version: string): KindFacts {
  const { group, names, scope } = definition.spec;
  const { schema, subresources, additionalPrinterColumns } = versionOf(
    definition,
    version,
  );
  const fields = [...walk(schema.openAPIV3Schema, '', false)].filter(
    ([path]) => !COMMON.test(path),
  );
  return {
    kind: names.kind,
    group,
    version,
    plural: names.plural,
    singular: names.singular || names.kind.toLowerCase(),
    shortNames: (names.shortNames ?? []).slice().sort(),
    categories: (names.categories ?? []).slice().sort(),
    scope,
    status: subresources?.status !== undefined,
    ...(subresources?.scale ? { scale: subresources.scale } : {}),
    columns: (additionalPrinterColumns ?? []).map(
      ({ name, type, jsonPath, priority }) =>
        [name, type, jsonPath, ...(priority ? [`${priority}`] : [])].join(
          ' | ',
        ),
    ),
    fields: Object.fromEntries(
      fields.sort(([a], [b]) => (a < b ? -1 : Number(a > b))),
    ),
  };
}

/** The one version that is served and stored. */
export function storageVersionOf(definition: Definition): string {
  const stored = definition.spec.versions.find(({ storage }) => storage);
  if (!stored) {
    throw new Error(`${definition.metadata.name} stores no version`);
  }
  return stored.name;
}
