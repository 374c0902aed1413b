import { validateRuleDefinitions } from '../cel';
import {
  FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from '../errors/fieldError';
import {
  validateLabel1035,
  validateSubdomain,
} from '../registry/nameValidation';
import { Schema } from '../schema/types';
import { isObject } from '../types';
import { equal } from '../util/equal';
import { goRegExp } from '../util/goRegExp';
import { Definition, DefinitionVersion } from './definition';

const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string'];

function hasUntypedShape(schema: Schema): boolean {
  return (
    schema['x-kubernetes-int-or-string'] === true ||
    schema['x-kubernetes-preserve-unknown-fields'] === true
  );
}

/** Checks that a schema is structural. */
function validateSchema(
  schema: Schema,
  path: string,
  errors: FieldError[],
): void {
  if (!schema.type && !hasUntypedShape(schema)) {
    errors.push(
      required(`${path}.type`, 'must not be empty for specified object fields'),
    );
  } else if (schema.type && !TYPES.includes(schema.type)) {
    errors.push(notSupported(`${path}.type`, schema.type, TYPES));
  }
  if (schema.type === 'array' && !schema.items) {
    errors.push(required(`${path}.items`, 'must be specified'));
  }
  if (schema.properties && isObject(schema.additionalProperties)) {
    errors.push(
      forbiddenField(
        `${path}.additionalProperties`,
        'additionalProperties and properties are mutual exclusive',
      ),
    );
  }
  if (schema.pattern !== undefined) {
    try {
      goRegExp(schema.pattern);
    } catch (error) {
      errors.push(
        invalid(
          `${path}.pattern`,
          schema.pattern,
          `must be a valid regular expression, but isn't: ${
            error instanceof Error ? error.message : error
          }`,
        ),
      );
    }
  }
  for (const [key, field] of Object.entries(schema.properties ?? {})) {
    validateSchema(field, `${path}.properties[${key}]`, errors);
  }
  if (schema.items) {
    validateSchema(schema.items, `${path}.items`, errors);
  }
  if (isObject(schema.additionalProperties)) {
    validateSchema(
      schema.additionalProperties as Schema,
      `${path}.additionalProperties`,
      errors,
    );
  }
}

function validateVersion(
  version: DefinitionVersion,
  path: string,
  errors: FieldError[],
): void {
  for (const problem of validateLabel1035(version.name)) {
    errors.push(invalid(`${path}.name`, version.name, problem));
  }
  const schema = version.schema?.openAPIV3Schema;
  if (!schema) {
    errors.push(required(`${path}.schema.openAPIV3Schema`));
    return;
  }
  const schemaPath = `${path}.schema.openAPIV3Schema`;
  if (schema.type !== 'object') {
    errors.push(
      invalid(
        `${schemaPath}.type`,
        schema.type ?? '',
        'must be object at the root',
      ),
    );
  }
  validateSchema(schema, schemaPath, errors);
}

/** Checks the rules of all schemas; one that all versions share is one. */
function validateRules(versions: DefinitionVersion[]): FieldError[] {
  const schemas = versions.map(version => version.schema?.openAPIV3Schema);
  const [first] = schemas;
  if (first && schemas.every(schema => equal(schema, first))) {
    return validateRuleDefinitions(first, 'spec.validation.openAPIV3Schema');
  }
  return schemas.flatMap((schema, i) =>
    schema
      ? validateRuleDefinitions(
          schema,
          `spec.versions[${i}].schema.openAPIV3Schema`,
        )
      : [],
  );
}

/** Checks a CustomResourceDefinition. */
export function validateDefinition(definition: Definition): FieldError[] {
  const { spec, metadata } = definition;
  const errors: FieldError[] = [];
  const { names, versions = [] } = spec;
  const wanted = `${names?.plural}.${spec.group}`;
  if (metadata.name !== wanted) {
    errors.push(
      invalid(
        'metadata.name',
        metadata.name,
        'must be spec.names.plural+"."+spec.group',
      ),
    );
  }
  for (const problem of validateSubdomain(spec.group)) {
    errors.push(invalid('spec.group', spec.group, problem));
  }
  if (!spec.group.includes('.')) {
    errors.push(
      invalid(
        'spec.group',
        spec.group,
        'should be a domain with at least one dot',
      ),
    );
  }
  if (!['Cluster', 'Namespaced'].includes(spec.scope)) {
    errors.push(
      notSupported('spec.scope', spec.scope, ['Cluster', 'Namespaced']),
    );
  }
  for (const key of ['plural', 'singular'] as const) {
    for (const problem of validateLabel1035(names[key] ?? '')) {
      errors.push(invalid(`spec.names.${key}`, names[key] ?? '', problem));
    }
  }
  if (versions.filter(version => version.storage).length !== 1) {
    errors.push(
      invalid(
        'spec.versions',
        versions.map(version => version.name),
        'must have exactly one version marked as storage version',
      ),
    );
  }
  versions.forEach((version, i) =>
    validateVersion(version, `spec.versions[${i}]`, errors),
  );
  if (errors.length === 0) {
    errors.push(...validateRules(versions));
  }
  return errors;
}
