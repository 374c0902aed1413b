import { isObject } from '../types';
import { readList, readObject } from '../util/read';
import { nameColumn } from '../table/columns';
import { validateLimitRange } from './limitRangeValidation';
import { Strategy } from './strategy';

export const limitRangeStrategy: Strategy = {
  applyDefaults(object) {
    for (const item of readList(object, 'spec', 'limits')) {
      if (item.type === 'Container') {
        const limits = {
          ...readObject(item, 'max'),
          ...readObject(item, 'default'),
        };
        const requests = {
          ...readObject(item, 'min'),
          ...limits,
          ...readObject(item, 'defaultRequest'),
        };
        for (const [name, value] of Object.entries({
          default: limits,
          defaultRequest: requests,
        })) {
          if (Object.keys(value).length > 0 || isObject(item[name])) {
            item[name] = value;
          }
        }
      }
    }
  },
  validate: validateLimitRange,
  columns: [
    nameColumn,
    {
      name: 'Created At',
      type: 'date',
      value: o => o.metadata.creationTimestamp ?? '',
    },
  ],
};
