import {
  FieldError,
  forbiddenField,
  invalid,
  required,
  notSupported,
} from '../errors/fieldError';
import { ageColumn, nameColumn } from '../table/columns';
import { isObject, JsonObject, KubeObject } from '../types';
import {
  ensureObject,
  read,
  readObject,
  readString,
  setDefaults,
} from '../util/read';
import { now } from '../util/time';
import { Strategy, TableColumn } from './strategy';
import { validateClaimUpdate } from './claimUpdate';
import { applyClaimDefaults } from './volumeDefaults';

const MODES: Record<string, string> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

function accessModes(object: KubeObject, ...path: string[]): string {
  const modes = read(object, ...path);
  return Array.isArray(modes) ? modes.map(m => MODES[m] ?? m).join(',') : '';
}

const volumeMode: TableColumn = {
  name: 'VolumeMode',
  priority: 1,
  value: o => readString(o, 'spec', 'volumeMode') || '<unset>',
};
const attributesClass: TableColumn = {
  name: 'VolumeAttributesClass',
  value: o => readString(o, 'spec', 'volumeAttributesClassName') || '<unset>',
};

const ACCESS_MODES = [
  'ReadOnlyMany',
  'ReadWriteMany',
  'ReadWriteOnce',
  'ReadWriteOncePod',
];

/** Keeps what is in use from going away. */
function protect({ metadata }: KubeObject, finalizer: string): void {
  const finalizers = metadata.finalizers ?? [];
  if (!finalizers.includes(finalizer)) {
    metadata.finalizers = [...finalizers, finalizer];
  }
}

const SOURCES = ['dataSource', 'dataSourceRef'];

/** Go prints the group of what a claim is filled from also when it is core. */
function applySources(spec: JsonObject): void {
  for (const field of SOURCES) {
    const source = spec[field];
    if (isObject(source)) {
      source.apiGroup ??= null;
    }
  }
}

/** Both fields say the same, unless it is in another namespace. */
function copySource(spec: JsonObject): void {
  const { dataSource, dataSourceRef } = spec;
  if (isObject(dataSource) && !dataSourceRef) {
    spec.dataSourceRef = { ...dataSource };
  } else if (isObject(dataSourceRef) && !dataSource) {
    if (!dataSourceRef.namespace) {
      spec.dataSource = { ...dataSourceRef };
    }
  }
}

export const persistentVolumeClaimStrategy: Strategy = {
  returnsDeletedObject: true,
  applyDefaults(object) {
    const spec = ensureObject(object, 'spec');
    applyClaimDefaults(spec);
    applySources(spec);
  },
  prepareForCreate(object) {
    object.status = { phase: 'Pending' };
    copySource(ensureObject(object, 'spec'));
    protect(object, 'kubernetes.io/pvc-protection');
  },
  prepareForUpdate(object) {
    copySource(ensureObject(object, 'spec'));
  },
  validate(object) {
    const errors: FieldError[] = [];
    const modes = read(object, 'spec', 'accessModes');
    if (!Array.isArray(modes) || modes.length === 0) {
      errors.push(
        required('spec.accessModes', 'at least 1 access mode is required'),
      );
    }
    const odd = (Array.isArray(modes) ? modes : []).find(
      mode => !ACCESS_MODES.includes(mode),
    );
    if (
      Array.isArray(modes) &&
      modes.length > 1 &&
      modes.includes('ReadWriteOncePod')
    ) {
      errors.push(
        forbiddenField(
          'spec.accessModes',
          'may not use ReadWriteOncePod with other access modes',
        ),
      );
    }
    if (odd !== undefined) {
      errors.push(notSupported('spec.accessModes', odd, ACCESS_MODES));
    }
    const storage = readString(
      object,
      'spec',
      'resources',
      'requests',
      'storage',
    );
    if (!storage) {
      errors.push(required('spec.resources[storage]'));
    } else if (/^(-|0+(\.0*)?\D*$)/.test(storage)) {
      errors.push(
        invalid(
          'spec.resources[storage]',
          storage,
          'must be greater than zero',
        ),
      );
    }
    return errors;
  },
  validateUpdate: validateClaimUpdate,
  columns: [
    nameColumn,
    { name: 'Status', value: o => readString(o, 'status', 'phase') },
    { name: 'Volume', value: o => readString(o, 'spec', 'volumeName') },
    {
      name: 'Capacity',
      value: o => readString(o, 'status', 'capacity', 'storage'),
    },
    {
      name: 'Access Modes',
      value: o => accessModes(o, 'status', 'accessModes'),
    },
    {
      name: 'StorageClass',
      value: o => readString(o, 'spec', 'storageClassName'),
    },
    attributesClass,
    ageColumn,
    volumeMode,
  ],
};

/** Fields of a volume that do not say where it is. */
const NO_SOURCE = new Set([
  'accessModes',
  'capacity',
  'claimRef',
  'mountOptions',
  'nodeAffinity',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'volumeAttributesClassName',
  'volumeMode',
]);

export const persistentVolumeStrategy: Strategy = {
  returnsDeletedObject: true,
  applyDefaults(object) {
    setDefaults(ensureObject(object, 'spec'), {
      volumeMode: 'Filesystem',
      persistentVolumeReclaimPolicy: 'Retain',
    });
    const hostPath = read(object, 'spec', 'hostPath');
    if (isObject(hostPath)) {
      setDefaults(hostPath, { type: '' });
    }
  },
  prepareForCreate(object) {
    object.status = { phase: 'Pending', lastPhaseTransitionTime: now() };
  },
  validate(object) {
    const errors: FieldError[] = [];
    const modes = read(object, 'spec', 'accessModes');
    const capacity = read(object, 'spec', 'capacity');
    if (!Array.isArray(modes) || modes.length === 0) {
      errors.push(required('spec.accessModes'));
    }
    if (!isObject(capacity)) {
      errors.push(required('spec.capacity'));
    }
    if (!isObject(capacity) || Object.keys(capacity).join() !== 'storage') {
      errors.push(notSupported('spec.capacity', capacity ?? null, ['storage']));
    }
    const sources = Object.keys(readObject(object, 'spec')).filter(
      field => !NO_SOURCE.has(field),
    );
    if (sources.length === 0) {
      errors.push(required('spec', 'must specify a volume type'));
    }
    return errors;
  },
  columns: [
    nameColumn,
    {
      name: 'Capacity',
      value: o => readString(o, 'spec', 'capacity', 'storage'),
    },
    {
      name: 'Access Modes',
      value: o => accessModes(o, 'spec', 'accessModes'),
    },
    {
      name: 'Reclaim Policy',
      value: o => readString(o, 'spec', 'persistentVolumeReclaimPolicy'),
    },
    { name: 'Status', value: o => readString(o, 'status', 'phase') },
    {
      name: 'Claim',
      value: o => {
        const name = readString(o, 'spec', 'claimRef', 'name');
        return name
          ? `${readString(o, 'spec', 'claimRef', 'namespace')}/${name}`
          : '';
      },
    },
    {
      name: 'StorageClass',
      value: o => readString(o, 'spec', 'storageClassName'),
    },
    attributesClass,
    { name: 'Reason', value: o => readString(o, 'status', 'reason') },
    ageColumn,
    volumeMode,
  ],
};
