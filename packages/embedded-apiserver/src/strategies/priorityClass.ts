import { ageColumn, nameColumn } from '../table/columns';
import { read, readNumber, readString, setDefaults } from '../util/read';
import { Strategy } from './strategy';

export const priorityClassStrategy: Strategy = {
  hasGeneration: true,
  applyDefaults(object) {
    setDefaults(object, { preemptionPolicy: 'PreemptLowerPriority' });
    object.value ??= 0;
  },
  columns: [
    nameColumn,
    { name: 'Value', type: 'integer', value: o => readNumber(o, 'value') },
    {
      name: 'Global-Default',
      type: 'boolean',
      value: o => read(o, 'globalDefault') === true,
    },
    ageColumn,
    {
      name: 'PreemptionPolicy',
      value: o => readString(o, 'preemptionPolicy'),
    },
  ],
};
