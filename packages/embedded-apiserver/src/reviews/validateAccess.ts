import { FieldError, invalid } from '../errors/fieldError';
import { isObject, JsonObject, KubeObject } from '../types';
import { read, readString } from '../util/read';

/** What a review asks about, with the names its fields have in Go. */
function internalPath(attributes: JsonObject) {
  return {
    Path: readString(attributes, 'path'),
    Verb: readString(attributes, 'verb'),
  };
}

function isEmpty(metadata: object, ignored: string[]): boolean {
  return Object.entries(metadata).every(
    ([key, value]) =>
      // A decoded object always has a name, if only an empty one.
      ignored.includes(key) || !value,
  );
}

/** Checks what an access review asks about; `namespace` only of local ones. */
export function validateAccess(
  object: KubeObject,
  namespace: string | undefined,
): FieldError[] {
  const resource = read(object, 'spec', 'resourceAttributes');
  const path = read(object, 'spec', 'nonResourceAttributes');
  const errors: FieldError[] = [];
  if (isObject(resource) && isObject(path)) {
    errors.push(
      invalid(
        'spec.nonResourceAttributes',
        internalPath(path),
        'cannot be specified in combination with resourceAttributes',
      ),
    );
  }
  if (!isObject(resource) && !isObject(path)) {
    errors.push(
      invalid(
        'spec.resourceAttributes',
        null,
        'exactly one of nonResourceAttributes or resourceAttributes must be specified',
      ),
    );
  }
  const isSelf = object.kind === 'SelfSubjectAccessReview';
  const groups = read(object, 'spec', 'groups');
  if (
    !isSelf &&
    !readString(object, 'spec', 'user') &&
    !(Array.isArray(groups) && groups.length > 0)
  ) {
    errors.push(
      invalid(
        'spec.user',
        '',
        'at least one of user or group must be specified',
      ),
    );
  }
  const ignored = ['managedFields', 'namespace'];
  if (!isEmpty(object.metadata, ignored)) {
    const { managedFields: _managedFields, ...metadata } = object.metadata;
    errors.push(
      invalid(
        'metadata',
        metadata,
        namespace === undefined
          ? 'must be empty'
          : 'must be empty except for namespace',
      ),
    );
  }
  if (namespace !== undefined) {
    const asked = readString(resource, 'namespace');
    if (isObject(resource) && asked !== namespace) {
      errors.push(
        invalid(
          'spec.resourceAttributes.namespace',
          asked,
          'must match metadata.namespace',
        ),
      );
    }
    if (isObject(path)) {
      errors.push(
        invalid(
          'spec.nonResourceAttributes',
          internalPath(path),
          'disallowed on this kind of request',
        ),
      );
    }
  }
  return errors;
}
