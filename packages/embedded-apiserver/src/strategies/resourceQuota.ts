import { ageColumn, nameColumn } from '../table/columns';
import { KubeObject } from '../types';
import { read, readObject, readString } from '../util/read';
import {
  validateResourceQuota,
  validateResourceQuotaUpdate,
} from './resourceQuotaValidation';
import { Strategy } from './strategy';

/** Used and allowed amounts, either of limits or of everything else. */
function amounts(object: KubeObject, wantsLimits: boolean): string {
  const hard = readObject(object, 'spec', 'hard');
  return Object.keys(hard)
    .filter(name => name.startsWith('limits.') === wantsLimits)
    .sort()
    .map(name => {
      const used = read(object, 'status', 'used', name) ?? '0';
      return `${name}: ${used}/${readString(hard, name)}`;
    })
    .join(', ');
}

export const resourceQuotaStrategy: Strategy = {
  returnsDeletedObject: true,
  prepareForCreate(object) {
    object.status = {};
  },
  validate: validateResourceQuota,
  validateUpdate: validateResourceQuotaUpdate,
  columns: [
    nameColumn,
    { name: 'Request', value: o => amounts(o, false) },
    { name: 'Limit', value: o => amounts(o, true) },
    ageColumn,
  ],
};
