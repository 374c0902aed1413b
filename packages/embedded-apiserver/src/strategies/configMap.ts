import { ageColumn, nameColumn } from '../table/columns';
import { readObject } from '../util/read';
import { validateDataKeys, validateImmutable } from './secret';
import { Strategy } from './strategy';

export const configMapStrategy: Strategy = {
  validate: validateDataKeys,
  validateUpdate: validateImmutable,
  columns: [
    nameColumn,
    {
      name: 'Data',
      type: 'integer',
      value: o =>
        Object.keys(readObject(o, 'data')).length +
        Object.keys(readObject(o, 'binaryData')).length,
    },
    ageColumn,
  ],
};
