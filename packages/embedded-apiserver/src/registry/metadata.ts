import { randomBytes } from 'node:crypto';
import {
  FieldError,
  forbiddenField,
  invalid,
  invalidPrinted,
  required,
  tooLong,
} from '../errors/fieldError';
import { Resource } from '../scheme/resource';
import { isLabelKey, isLabelValue } from '../selectors/labelSelector';
import { KubeObject, ObjectMeta, OwnerReference } from '../types';
import { goQuote } from '../util/goQuote';
import {
  validateLabel,
  validateLabelValue,
  validateQualifiedName,
  validateSubdomain,
} from './nameValidation';

const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';
const MAX_GENERATED_PREFIX = 58;
/** Finalizers that need no domain before their name. */
const ORPHAN = 'orphan';
const FOREGROUND = 'foregroundDeletion';
const STANDARD = new Set(['kubernetes', ORPHAN, FOREGROUND]);
const MAX_ANNOTATION_BYTES = 256 * 1024;

/** A name that begins with `base`, as `generateName` asks for. */
export function generateName(base: string): string {
  const suffix = [...randomBytes(5)]
    .map(byte => ALPHABET[byte % ALPHABET.length])
    .join('');
  return base.slice(0, MAX_GENERATED_PREFIX) + suffix;
}

function keyProblems(path: string, key: string, text = key): FieldError[] {
  return isLabelKey(text)
    ? []
    : validateQualifiedName(text).map(problem => invalid(path, key, problem));
}

/** What is wrong with labels. */
export function validateLabels(
  labels: Record<string, string>,
  path: string,
): FieldError[] {
  const errors: FieldError[] = [];
  for (const [key, value] of Object.entries(labels)) {
    errors.push(...keyProblems(path, key));
    if (!isLabelValue(value)) {
      for (const problem of validateLabelValue(value)) {
        errors.push(invalid(path, value, problem));
      }
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
    errors.push(...keyProblems(path, key, key.toLowerCase()));
  }
  if (bytes > MAX_ANNOTATION_BYTES) {
    errors.push(tooLong(path, MAX_ANNOTATION_BYTES));
  }
  return errors;
}

/** An owner as Go prints it: its fields in the order of their type. */
function printOwner(owner: OwnerReference): string {
  const { apiVersion, kind, name, uid, controller, blockOwnerDeletion } = owner;
  return JSON.stringify({
    apiVersion,
    kind,
    name,
    uid,
    controller,
    blockOwnerDeletion,
  });
}

function validateOwner(owner: OwnerReference): FieldError[] {
  const path = 'metadata.ownerReferences';
  const errors: FieldError[] = [];
  const { apiVersion, kind } = owner;
  if (!apiVersion || apiVersion.split('/').length > 2) {
    errors.push(
      invalid(
        `${path}.apiVersion`,
        apiVersion ?? '',
        'version must not be empty',
      ),
    );
  }
  for (const key of ['kind', 'name', 'uid'] as const) {
    if (!owner[key]) {
      errors.push(invalid(`${path}.${key}`, '', 'must not be empty'));
    }
  }
  if (apiVersion === 'v1' && kind === 'Event') {
    errors.push(
      invalidPrinted(
        path,
        printOwner(owner),
        '/v1, Kind=Event is disallowed from being an owner',
      ),
    );
  }
  return errors;
}

function validateOwners(metadata: ObjectMeta): FieldError[] {
  const owners = metadata.ownerReferences ?? [];
  const errors = owners.flatMap(validateOwner);
  const controllers = owners
    .filter(owner => owner.controller)
    .map(({ kind, name }) => `${kind}/${name}`);
  if (controllers.length > 1) {
    errors.push(
      invalidPrinted(
        'metadata.ownerReferences',
        `[${owners.map(printOwner).join(',')}]`,
        `Only one reference can have Controller set to true. Found "true" in references for ${controllers[0]} and ${controllers[1]}`,
      ),
    );
  }
  return errors;
}

/** Checks that a finalizer is a known one or says whose it is. */
export function validateFinalizer(
  path: string,
  finalizer: string,
): FieldError[] {
  return finalizer.includes('/') || STANDARD.has(finalizer)
    ? []
    : [
        invalid(
          path,
          finalizer,
          'name is neither a standard finalizer name nor is it fully qualified',
        ),
      ];
}

function validateFinalizers(
  { custom }: Resource,
  finalizers: string[],
): FieldError[] {
  const path = 'metadata.finalizers';
  const errors = finalizers.flatMap((finalizer, i) => [
    ...keyProblems(path, finalizer),
    ...(custom ? [] : validateFinalizer(`${path}[${i}]`, finalizer)),
  ]);
  if (finalizers.includes(ORPHAN) && finalizers.includes(FOREGROUND)) {
    errors.push(
      invalid(
        path,
        finalizers,
        `finalizer ${ORPHAN} and ${FOREGROUND} cannot be both set`,
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
  if ((metadata.generation ?? 0) < 0) {
    const text = 'must be greater than or equal to 0';
    errors.push(invalid('metadata.generation', metadata.generation, text));
  }
  if (metadata.generateName) {
    for (const problem of check(metadata.generateName.replace(/-$/, 'a'))) {
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
  errors.push(...validateFinalizers(resource, metadata.finalizers ?? []));
  return errors;
}

/** Checks what must not change in the metadata of an object. */
export function validateMetadataUpdate(
  object: KubeObject,
  old: KubeObject,
): FieldError[] {
  const errors: FieldError[] = [];
  for (const key of [
    'uid',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
  ]) {
    if (object.metadata[key] !== old.metadata[key]) {
      errors.push(
        invalid(`metadata.${key}`, object.metadata[key], 'field is immutable'),
      );
    }
  }
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
  // The real server checks, and says, this twice.
  return [...errors, ...errors];
}
