import { hasRules, validateRules } from '../cel';
import { validateScale } from '../customresources/validateScale';
import { FieldError, FieldErrorType } from '../errors/fieldError';
import { invalidObject } from '../errors/statusError';
import { Schema } from '../schema/types';
import { ratchet } from '../schema/ratchet';
import { validate } from '../schema/validate';
import { validateEmbedded } from '../schema/validateEmbedded';
import { validateLists } from '../schema/validateLists';
import { validateTyped } from '../schema/validateTyped';
import { Resource } from '../scheme/resource';
import { KubeObject } from '../types';
import { validateMetadata, validateMetadataUpdate } from './metadata';

/** Errors after which rules could not be evaluated as they are meant. */
const BLOCKING = new Set<FieldErrorType>([
  'FieldValueNotSupported',
  'FieldValueRequired',
  'FieldValueTooLong',
  'FieldValueTooMany',
  'FieldValueTypeInvalid',
]);

/** Adds what the rules of the schema say, when the object is of its shape. */
function checkRules(
  schema: Schema,
  object: KubeObject,
  old: KubeObject | undefined,
  errors: FieldError[],
  warnings: string[] | undefined,
): void {
  if (!hasRules(schema)) {
    return;
  }
  if (errors.some(({ type }) => BLOCKING.has(type))) {
    errors.push({
      type: 'FieldValueInvalid',
      field: '<nil>',
      body: 'Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation',
    });
    return;
  }
  const result = validateRules(schema, object, old);
  errors.push(...result.errors);
  warnings?.push(
    ...result.warnings.map(({ field, body }) => `${field}: ${body}`),
  );
}

/**
 * Checks an object before it is stored.
 *
 * @param warnings - takes what was wrong before already
 *
 * @throws {@link StatusError} 422 with all that is wrong
 */
export function validateObject(
  resource: Resource,
  object: KubeObject,
  old?: KubeObject,
  warnings?: string[],
): void {
  const errors: FieldError[] = [
    ...validateMetadata(resource, object.metadata),
    ...(old ? validateMetadataUpdate(object, old) : []),
  ];
  const { schema, strategy } = resource;
  if (resource.custom) {
    if (schema) {
      const found = [
        ...validate(schema, object),
        ...validateLists(schema, object, ''),
        ...validateEmbedded(schema, object, ''),
      ];
      errors.push(...ratchet(schema, object, old, found));
    }
    const { scale } = resource.custom;
    if (scale) {
      errors.push(
        ...validateScale(object, scale.specReplicasPath),
        ...validateScale(object, scale.statusReplicasPath),
      );
    }
    if (schema) {
      checkRules(schema, object, old, errors, warnings);
    }
  } else if (schema) {
    errors.push(...validateTyped(schema, object));
  }
  errors.push(...(strategy.validate?.(object) ?? []));
  errors.push(
    ...((old
      ? strategy.validateUpdate?.(object, old)
      : strategy.validateCreate?.(object)) ?? []),
  );
  if (errors.length > 0) {
    throw invalidObject(
      // An object that is a view of another is refused as what is stored.
      { group: resource.storageKey.split('/')[0], kind: resource.kind },
      object.metadata.name || object.metadata.generateName || '',
      errors,
    );
  }
}
