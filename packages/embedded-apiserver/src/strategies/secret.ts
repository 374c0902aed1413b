import {
  FieldError,
  forbiddenField,
  invalid,
  required,
  tooLong,
} from '../errors/fieldError';
import { ageColumn, nameColumn } from '../table/columns';
import { KubeObject } from '../types';
import { equal } from '../util/equal';
import { ensureObject, read, readObject, readString } from '../util/read';
import { validateDockerConfig } from './dockerConfig';
import { Strategy } from './strategy';

const KEY = /^[-._a-zA-Z0-9]+$/;
const MAX_BYTES = 1024 * 1024;
const REQUIRED_KEYS: Record<string, string[]> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
};

/** Checks the keys of a Secret or a ConfigMap. */
export function validateDataKeys(object: KubeObject): FieldError[] {
  const data = readObject(object, 'data');
  const twice = Object.keys(readObject(object, 'binaryData'))
    .filter(key => Object.hasOwn(data, key))
    .map(key =>
      invalid(`data[${key}]`, key, 'duplicate of key present in binaryData'),
    );
  const wrong = ['data', 'binaryData'].flatMap(field =>
    Object.keys(readObject(object, field))
      .filter(key => !KEY.test(key) || key.length > 253)
      .map(key =>
        invalid(
          `${field}[${key}]`,
          key,
          "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
        ),
      ),
  );
  return [...twice, ...wrong];
}

/** Nothing but metadata of an immutable object may change. */
export function validateImmutable(
  object: KubeObject,
  old: KubeObject,
): FieldError[] {
  if (old.immutable !== true) {
    return [];
  }
  return ['immutable', 'data', 'binaryData', 'stringData']
    .filter(field => !equal(object[field], old[field]))
    .map(field =>
      forbiddenField(field, 'field is immutable when `immutable` is set'),
    );
}

export const secretStrategy: Strategy = {
  fieldSelectors: ['type'],
  applyDefaults(object) {
    object.type ??= 'Opaque';
    if (object.stringData) {
      const data = ensureObject(object, 'data');
      for (const [key, value] of Object.entries(object.stringData)) {
        data[key] = Buffer.from(String(value)).toString('base64');
      }
      delete object.stringData;
    }
  },
  validate(object) {
    const type = readString(object, 'type');
    const errors = validateDataKeys(object);
    const bytes = Object.values(readObject(object, 'data')).reduce<number>(
      (sum, value) => sum + Buffer.byteLength(String(value), 'base64'),
      0,
    );
    if (bytes > MAX_BYTES) {
      errors.push(tooLong('data', MAX_BYTES));
    }
    for (const key of REQUIRED_KEYS[type] ?? []) {
      if (read(object, 'data', key) === undefined) {
        errors.push(required(`data[${key}]`));
      }
    }
    errors.push(...validateDockerConfig(object));
    if (
      type === 'kubernetes.io/ssh-auth' &&
      !read(object, 'data', 'ssh-privatekey')
    ) {
      errors.push(required('data[ssh-privatekey]'));
    }
    if (
      type === 'kubernetes.io/basic-auth' &&
      read(object, 'data', 'username') === undefined &&
      read(object, 'data', 'password') === undefined
    ) {
      errors.push(required('data[username]'), required('data[password]'));
    }
    if (
      type === 'kubernetes.io/service-account-token' &&
      !object.metadata.annotations?.['kubernetes.io/service-account.name']
    ) {
      errors.push(
        required('metadata.annotations[kubernetes.io/service-account.name]'),
      );
    }
    return errors;
  },
  validateUpdate(object, old) {
    const errors = validateImmutable(object, old);
    if (object.type !== old.type) {
      errors.push(invalid('type', object.type, 'field is immutable'));
    }
    return errors;
  },
  columns: [
    nameColumn,
    { name: 'Type', value: o => readString(o, 'type') },
    {
      name: 'Data',
      value: o => Object.keys(readObject(o, 'data')).length,
    },
    ageColumn,
  ],
};
