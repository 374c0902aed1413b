import { randomBytes } from 'node:crypto';
import {
  FieldError,
  forbiddenField,
  invalid,
  required,
  tooLong,
} from '../errors/fieldError';
import { Resource } from '../scheme/resource';
import { isLabelKey, isLabelValue } from '../selectors/labelSelector';
import { KubeObject, ObjectMeta } from '../types';
import { goQuote } from '../util/goQuote';
import { validateLabel, validateSubdomain } from './nameValidation';

const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';
const MAX_GENERATED_PREFIX = 58;
/** Finalizers that need no domain before their name. */
const STANDARD = new Set(['kubernetes', 'orphan', 'foregroundDeletion']);
const QUALIFIED_NAME =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const MAX_ANNOTATION_BYTES = 256 * 1024;

/** A name that begins with `base`, as `generateName` asks for. */
export function generateName(base: string): string {
  const suffix = [...randomBytes(5)]
    .map(byte => ALPHABET[byte % ALPHABET.length])
    .join('');
  return base.slice(0, MAX_GENERATED_PREFIX) + suffix;
}

function validateLabels(
  labels: Record<string, string>,
  path: string,
): FieldError[] {
  const errors: FieldError[] = [];
  for (const [key, value] of Object.entries(labels)) {
    if (!isLabelKey(key)) {
      errors.push(invalid(path, key, QUALIFIED_NAME));
    }
    if (value.length > 63) {
      errors.push(invalid(path, value, 'must be no more than 63 bytes'));
    }
    if (!isLabelValue(value.slice(0, 63))) {
      errors.push(
        invalid(
          path,
          value,
          "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
        ),
      );
    }
  }
  return errors;
}

function validateAnnotations(
  annotations: Record<string, string>,
): FieldError[] {
  const path = 'metadata.annotations';
  const errors: FieldError[] = [];
  let bytes = 0;
  for (const [key, value] of Object.entries(annotations)) {
    bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
    if (!isLabelKey(key.toLowerCase())) {
      errors.push(invalid(path, key, QUALIFIED_NAME));
    }
  }
  if (bytes > MAX_ANNOTATION_BYTES) {
    errors.push(tooLong(path, MAX_ANNOTATION_BYTES));
  }
  return errors;
}

function validateOwners(metadata: ObjectMeta): FieldError[] {
  const path = 'metadata.ownerReferences';
  const owners = metadata.ownerReferences ?? [];
  const errors: FieldError[] = [];
  owners.forEach(owner => {
    for (const key of ['apiVersion', 'kind', 'name', 'uid'] as const) {
      if (!owner[key]) {
        errors.push(
          invalid(
            `${path}.${key}`,
            owner[key] ?? '',
            key === 'apiVersion'
              ? 'version must not be empty'
              : 'must not be empty',
          ),
        );
      }
    }
  });
  const controllers = owners.filter(owner => owner.controller);
  if (controllers.length > 1) {
    errors.push(
      invalid(
        path,
        owners,
        `Only one reference can have Controller set to true. Found "true" in references for ${controllers[0].name} and ${controllers[1].name}`,
      ),
    );
  }
  return errors;
}

/** Checks the metadata of any object. */
export function validateMetadata(
  resource: Resource,
  metadata: ObjectMeta,
): FieldError[] {
  const errors: FieldError[] = [];
  const check = resource.strategy.validateName ?? validateSubdomain;
  if (metadata.generateName && !metadata.name) {
    for (const problem of check(`${metadata.generateName}a`)) {
      errors.push(
        invalid('metadata.generateName', metadata.generateName, problem),
      );
    }
  }
  if (!metadata.name) {
    errors.push(required('metadata.name', 'name or generateName is required'));
  } else {
    for (const problem of check(metadata.name)) {
      errors.push(invalid('metadata.name', metadata.name, problem));
    }
  }
  if (resource.namespaced) {
    if (!metadata.namespace) {
      errors.push(required('metadata.namespace'));
    } else {
      for (const problem of validateLabel(metadata.namespace)) {
        errors.push(invalid('metadata.namespace', metadata.namespace, problem));
      }
    }
  } else if (metadata.namespace) {
    errors.push(
      forbiddenField('metadata.namespace', 'not allowed on this type'),
    );
  }
  errors.push(...validateLabels(metadata.labels ?? {}, 'metadata.labels'));
  errors.push(...validateAnnotations(metadata.annotations ?? {}));
  errors.push(...validateOwners(metadata));
  (metadata.finalizers ?? []).forEach((finalizer, i) => {
    const isPlain = !finalizer.includes('/');
    if (!isLabelKey(finalizer)) {
      errors.push(invalid('metadata.finalizers', finalizer, QUALIFIED_NAME));
    } else if (isPlain && !resource.custom && !STANDARD.has(finalizer)) {
      errors.push(
        invalid(
          `metadata.finalizers[${i}]`,
          finalizer,
          'name is neither a standard finalizer name nor is it fully qualified',
        ),
      );
    }
  });
  return errors;
}

/** Checks what must not change in the metadata of an object. */
export function validateMetadataUpdate(
  object: KubeObject,
  old: KubeObject,
): FieldError[] {
  const errors: FieldError[] = [];
  if (old.metadata.deletionTimestamp) {
    const known = new Set(old.metadata.finalizers ?? []);
    const added = (object.metadata.finalizers ?? []).filter(f => !known.has(f));
    if (added.length > 0) {
      errors.push(
        forbiddenField(
          'metadata.finalizers',
          `no new finalizers can be added if the object is being deleted, found new finalizers []string{${added
            .map(goQuote)
            .join(', ')}}`,
        ),
      );
    }
  }
  return errors;
}
