/**
 * A short notation for the structural schemas that custom resource
 * definitions need.
 */
export type Schema = {
  type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  format?: string;
  description?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema;
  items?: Schema;
  required?: string[];
  default?: unknown;
  enum?: unknown[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  maxProperties?: number;
  anyOf?: Schema[];
  nullable?: boolean;
  'x-kubernetes-preserve-unknown-fields'?: true;
  'x-kubernetes-int-or-string'?: true;
  'x-kubernetes-list-type'?: 'atomic' | 'set' | 'map';
  'x-kubernetes-list-map-keys'?: string[];
  'x-kubernetes-map-type'?: 'atomic' | 'granular';
  'x-kubernetes-validations'?: { rule: string; message: string }[];
};

/** Options that refine a schema. */
export type SchemaOptions = Omit<Schema, 'type' | 'properties' | 'items'>;

export const string = (options: SchemaOptions = {}): Schema => ({
  type: 'string',
  ...options,
});

export const oneOf = (...values: string[]): Schema => ({
  type: 'string',
  enum: values,
});

export const boolean = (options: SchemaOptions = {}): Schema => ({
  type: 'boolean',
  ...options,
});

/** A whole number of any size. */
export const integer = (options: SchemaOptions = {}): Schema => ({
  type: 'integer',
  ...options,
});

export const int32 = (options: SchemaOptions = {}): Schema => ({
  type: 'integer',
  format: 'int32',
  ...options,
});

export const int64 = (options: SchemaOptions = {}): Schema => ({
  type: 'integer',
  format: 'int64',
  ...options,
});

export const time = (): Schema => ({ type: 'string', format: 'date-time' });

/** A Kubernetes quantity: a string such as `500m` or `2Gi`, or an integer. */
export const quantity = (options: SchemaOptions = {}): Schema => ({
  anyOf: [{ type: 'integer' }, { type: 'string' }],
  pattern:
    '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$',
  'x-kubernetes-int-or-string': true,
  ...options,
});

export const intOrString = (): Schema => ({
  anyOf: [{ type: 'integer' }, { type: 'string' }],
  'x-kubernetes-int-or-string': true,
});

/**
 * An object. A key of `properties` that ends in `!` is required.
 */
export function object(
  properties: Record<string, Schema>,
  options: SchemaOptions = {},
): Schema {
  const required = Object.keys(properties)
    .filter(key => key.endsWith('!'))
    .map(key => key.slice(0, -1));
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(properties).map(([key, schema]) => [
        key.endsWith('!') ? key.slice(0, -1) : key,
        schema,
      ]),
    ),
    ...(required.length ? { required } : {}),
    ...options,
  };
}

/** An object whose further fields are kept as they come. */
export const open = (properties: Record<string, Schema> = {}): Schema => ({
  ...object(properties),
  'x-kubernetes-preserve-unknown-fields': true,
});

export const array = (items: Schema, options: SchemaOptions = {}): Schema => ({
  type: 'array',
  items,
  ...options,
});

export const map = (values: Schema, options: SchemaOptions = {}): Schema => ({
  type: 'object',
  additionalProperties: values,
  ...options,
});

/** A CEL rule of a schema. */
export const rules = (
  ...entries: [rule: string, message: string][]
): Pick<Schema, 'x-kubernetes-validations'> => ({
  'x-kubernetes-validations': entries.map(([rule, message]) => ({
    rule,
    message,
  })),
});

/** The rule of a field that may not change once it is set. */
export const immutable = (field: string) =>
  rules(['self == oldSelf', `${field} is immutable`]);

/** The resources of a container, or of something like one. */
export const resourceRequirements = (
  more: Record<string, Schema> = {},
): Schema =>
  object({ ...more, limits: map(quantity()), requests: map(quantity()) });

/** A reference that server-side apply takes as a whole. */
export const atomic = (schema: Schema): Schema => ({
  ...schema,
  'x-kubernetes-map-type': 'atomic',
});
