import { ageColumn, nameColumn } from '../table/columns';
import { read, readString, setDefaults } from '../util/read';
import { Strategy } from './strategy';

const DEFAULT = 'storageclass.kubernetes.io/is-default-class';

export const storageClassStrategy: Strategy = {
  applyDefaults(object) {
    setDefaults(object, {
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'Immediate',
    });
  },
  columns: [
    {
      ...nameColumn,
      value: o =>
        o.metadata.annotations?.[DEFAULT] === 'true'
          ? `${o.metadata.name} (default)`
          : o.metadata.name,
    },
    { name: 'Provisioner', value: o => readString(o, 'provisioner') },
    { name: 'ReclaimPolicy', value: o => readString(o, 'reclaimPolicy') },
    {
      name: 'VolumeBindingMode',
      value: o => readString(o, 'volumeBindingMode'),
    },
    {
      name: 'AllowVolumeExpansion',
      value: o => read(o, 'allowVolumeExpansion') === true,
    },
    ageColumn,
  ],
};
