import { validateScale } from '../customresources/validateScale';
import { FieldError } from '../errors/fieldError';
import { invalidObject } from '../errors/statusError';
import { validate } from '../schema/validate';
import { validateEmbedded } from '../schema/validateEmbedded';
import { validateLists } from '../schema/validateLists';
import { validateTyped } from '../schema/validateTyped';
import { Resource } from '../scheme/resource';
import { KubeObject } from '../types';
import { validateMetadata, validateMetadataUpdate } from './metadata';

/**
 * Checks an object before it is stored.
 *
 * @throws {@link StatusError} 422 with all that is wrong
 */
export function validateObject(
  resource: Resource,
  object: KubeObject,
  old?: KubeObject,
): void {
  const errors: FieldError[] = [
    ...validateMetadata(resource, object.metadata),
    ...(old ? validateMetadataUpdate(object, old) : []),
  ];
  const { schema, strategy } = resource;
  if (resource.custom) {
    if (schema) {
      errors.push(...validate(schema, object));
      errors.push(...validateLists(schema, object, ''));
      errors.push(...validateEmbedded(schema, object, ''));
    }
    const { scale } = resource.custom;
    if (scale) {
      errors.push(...validateScale(object, scale.specReplicasPath));
    }
  } else if (schema) {
    errors.push(...validateTyped(schema, object));
  }
  errors.push(...(strategy.validate?.(object) ?? []));
  if (old) {
    errors.push(...(strategy.validateUpdate?.(object, old) ?? []));
  }
  if (errors.length > 0) {
    throw invalidObject(
      { group: resource.group, kind: resource.kind },
      object.metadata.name || object.metadata.generateName || '',
      errors,
    );
  }
}
