import {
  FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from '../errors/fieldError';
import { prune } from '../schema/prune';
import { Schema } from '../schema/types';
import { validate } from '../schema/validate';
import { isObject, JsonObject } from '../types';
import { clone } from '../util/clone';
import { goRegExp } from '../util/goRegExp';

const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string'];

type Report = (...errors: FieldError[]) => void;

function validateType(
  schema: Schema,
  path: string,
  where: string,
  report: Report,
): void {
  const { type } = schema;
  const needsNone =
    schema['x-kubernetes-int-or-string'] === true ||
    schema['x-kubernetes-preserve-unknown-fields'] === true;
  if (type && !TYPES.includes(type)) {
    report(notSupported(`${path}.type`, type, TYPES));
  } else if (!type && (where === 'at the root' || !needsNone)) {
    report(required(`${path}.type`, `must not be empty ${where}`));
  } else if (where === 'at the root' && type !== 'object') {
    report(invalid(`${path}.type`, type, 'must be object at the root'));
  }
}

function validatePattern(
  { pattern }: Schema,
  path: string,
  report: Report,
): void {
  try {
    if (pattern !== undefined) {
      goRegExp(pattern);
    }
  } catch (error) {
    report(
      invalid(
        `${path}.pattern`,
        pattern,
        `must be a valid regular expression, but isn't: ${
          error instanceof Error ? error.message : error
        }`,
      ),
    );
  }
}

function validateLists(schema: Schema, path: string, report: Report): void {
  if (schema.type === 'array' && !schema.items) {
    report(required(`${path}.items`, 'must be specified'));
  }
  if (schema.uniqueItems) {
    report(
      forbiddenField(
        `${path}.uniqueItems`,
        'uniqueItems cannot be set to true since the runtime complexity becomes quadratic',
      ),
    );
  }
  if (schema['x-kubernetes-list-type'] !== 'map') {
    return;
  }
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  if (keys.length === 0) {
    report(
      required(
        `${path}.x-kubernetes-list-map-keys`,
        'must not be empty if x-kubernetes-list-type is map',
      ),
    );
  }
  for (const key of keys) {
    const field = schema.items?.properties?.[key];
    if (
      field &&
      field.default === undefined &&
      !schema.items?.required?.includes(key)
    ) {
      report(
        required(
          `${path}.items.properties[${key}].default`,
          'this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property',
        ),
      );
    }
  }
}

function validateEmbedded(schema: Schema, path: string, report: Report): void {
  if (!schema['x-kubernetes-embedded-resource']) {
    return;
  }
  if (!schema.properties && !schema['x-kubernetes-preserve-unknown-fields']) {
    report(
      required(
        `${path}.properties`,
        'must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields',
      ),
    );
  }
  if (schema.type !== 'object') {
    report(
      invalid(
        `${path}.type`,
        schema.type ?? '',
        'must be object if x-kubernetes-embedded-resource is true',
      ),
    );
  }
}

/** A default has to fit the schema it stands in. */
function validateDefault(schema: Schema, path: string, report: Report): void {
  if (schema.default === undefined) {
    return;
  }
  const value = clone(schema.default);
  const unknown = prune(
    { type: 'object', properties: { value: schema } },
    { value },
  );
  if (unknown.length > 0) {
    report(
      invalid(
        `${path}.default`,
        schema.default,
        'must not have unknown fields',
      ),
    );
    return;
  }
  for (const error of validate(schema, value as JsonObject)) {
    const isRoot = error.field === '<nil>' || error.field === '';
    report({
      ...error,
      field: isRoot ? `${path}.default` : `${path}.default.${error.field}`,
      body: isRoot
        ? error.body.replace(/: must be of type/, ':  in body must be of type')
        : error.body,
    });
  }
}

function validateSchema(
  schema: Schema,
  path: string,
  where: string,
  report: Report,
): void {
  validateType(schema, path, where, report);
  if (schema.properties && isObject(schema.additionalProperties)) {
    report(
      forbiddenField(
        `${path}.additionalProperties`,
        'additionalProperties and properties are mutual exclusive',
      ),
    );
  }
  validateLists(schema, path, report);
  validateEmbedded(schema, path, report);
  validatePattern(schema, path, report);
  validateDefault(schema, path, report);
  const fields = 'for specified object fields';
  for (const [key, field] of Object.entries(schema.properties ?? {})) {
    validateSchema(field, `${path}.properties[${key}]`, fields, report);
  }
  if (schema.items) {
    const items = 'for specified array items';
    validateSchema(schema.items, `${path}.items`, items, report);
  }
  if (isObject(schema.additionalProperties)) {
    validateSchema(
      schema.additionalProperties as Schema,
      `${path}.additionalProperties`,
      fields,
      report,
    );
  }
}

/** Checks that the schema of a custom resource is structural. */
export function validateStructure(schema: Schema, path: string): FieldError[] {
  const errors: FieldError[] = [];
  const metadata = schema.properties?.metadata?.properties ?? {};
  if (Object.keys(metadata).some(k => k !== 'name' && k !== 'generateName')) {
    errors.push(
      forbiddenField(
        `${path}.properties[metadata]`,
        'must not specify anything other than name and generateName, but metadata is implicitly specified',
      ),
    );
    return errors;
  }
  validateSchema(schema, path, 'at the root', (...found) =>
    errors.push(...found),
  );
  return errors;
}
