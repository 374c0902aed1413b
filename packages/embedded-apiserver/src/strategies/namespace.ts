import { invalid } from '../errors/fieldError';
import { validateLabel } from '../registry/nameValidation';
import { ageColumn, nameColumn } from '../table/columns';
import { KubeObject } from '../types';
import { validateFinalizer } from '../registry/metadata';
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
    const finalizers = specFinalizers(old);
    object.spec = {
      ...(object.spec as object),
      finalizers: finalizers.length > 0 ? finalizers : undefined,
    };
  },
  validate: object =>
    specFinalizers(object).flatMap((finalizer, i) =>
      validateFinalizer(`spec.finalizers[${i}]`, finalizer),
    ),
  validateUpdate(object) {
    const phase = readString(object, 'status', 'phase');
    const isGoing = object.metadata.deletionTimestamp !== undefined;
    const expected = isGoing ? 'Terminating' : 'Active';
    return phase === expected
      ? []
      : [
          invalid(
            'status.Phase',
            phase,
            isGoing
              ? "may only be 'Terminating' if `deletionTimestamp` is not empty"
              : "may only be 'Active' if `deletionTimestamp` is empty",
          ),
        ];
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
