import { FieldError, tooLong } from '../errors/fieldError';
import { ageColumn, nameColumn } from '../table/columns';
import { KubeObject } from '../types';
import { readObject } from '../util/read';
import { validateDataKeys, validateImmutable } from './secret';
import { Strategy } from './strategy';

const MAX_BYTES = 1024 * 1024;

function validateSize(object: KubeObject): FieldError[] {
  let bytes = 0;
  for (const text of Object.values(readObject(object, 'data'))) {
    bytes += Buffer.byteLength(String(text));
  }
  for (const text of Object.values(readObject(object, 'binaryData'))) {
    bytes += Buffer.byteLength(String(text), 'base64');
  }
  return bytes > MAX_BYTES ? [tooLong('[]', MAX_BYTES)] : [];
}

export const configMapStrategy: Strategy = {
  validate: object => [...validateDataKeys(object), ...validateSize(object)],
  validateUpdate: validateImmutable,
  columns: [
    nameColumn,
    {
      name: 'Data',
      value: o =>
        Object.keys(readObject(o, 'data')).length +
        Object.keys(readObject(o, 'binaryData')).length,
    },
    ageColumn,
  ],
};
