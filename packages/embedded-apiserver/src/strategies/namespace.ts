import { validateLabel } from '../registry/nameValidation';
import { ageColumn, nameColumn } from '../table/columns';
import { KubeObject } from '../types';
import { ensureObject, read, readString } from '../util/read';
import { Strategy } from './strategy';

const NAME_LABEL = 'kubernetes.io/metadata.name';

function specFinalizers(object: KubeObject): string[] {
  const finalizers = read(object, 'spec', 'finalizers');
  return Array.isArray(finalizers) ? finalizers : [];
}

export const namespaceStrategy: Strategy = {
  validateName: validateLabel,
  returnsDeletedObject: true,
  fieldSelectors: ['status.phase', 'name'],
  applyDefaults(object) {
    object.metadata.labels = {
      ...object.metadata.labels,
      ...(object.metadata.name && { [NAME_LABEL]: object.metadata.name }),
    };
  },
  prepareForCreate(object) {
    object.metadata.labels = {
      ...object.metadata.labels,
      [NAME_LABEL]: object.metadata.name,
    };
    ensureObject(object, 'spec').finalizers = ['kubernetes'];
    object.status = { phase: 'Active' };
  },
  prepareForUpdate(object, old) {
    object.spec = {
      ...(object.spec as object),
      finalizers: specFinalizers(old),
    };
  },
  beforeDelete(object) {
    ensureObject(object, 'status').phase = 'Terminating';
    // Namespaces have no time to shut down, and do not show any.
    delete object.metadata.deletionGracePeriodSeconds;
  },
  isFinalized: object => specFinalizers(object).length > 0,
  columns: [
    nameColumn,
    { name: 'Status', value: o => readString(o, 'status', 'phase') },
    ageColumn,
  ],
};
