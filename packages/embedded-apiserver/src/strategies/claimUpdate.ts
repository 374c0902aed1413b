import { FieldError, forbiddenField, invalid } from '../errors/fieldError';
import { JsonObject, KubeObject } from '../types';
import { equal } from '../util/equal';
import { Quantity } from '../util/quantity';
import { read, readObject, readString } from '../util/read';

const CHANGEABLE =
  'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims';

/** A claim without what may still be set, or change, in its state. */
function withoutChangeable(
  spec: JsonObject,
  before: JsonObject,
  bound: boolean,
) {
  const rest: JsonObject = { ...spec };
  if (!before.volumeName) {
    delete rest.volumeName;
    if (before.storageClassName === undefined) {
      delete rest.storageClassName;
    }
  }
  if (bound) {
    delete rest.volumeAttributesClassName;
    const requests = { ...readObject(spec, 'resources', 'requests') };
    delete requests.storage;
    rest.resources = { ...readObject(spec, 'resources'), requests };
  }
  return rest;
}

function isLess(size: string, than: string): boolean {
  return Quantity.parse(size).compare(Quantity.parse(than)) < 0;
}

/** Checks that a claim for storage stays what it is, but for its size. */
export function validateClaimUpdate(
  object: KubeObject,
  old: KubeObject,
): FieldError[] {
  const errors: FieldError[] = [];
  const spec = readObject(object, 'spec');
  const before = readObject(old, 'spec');
  const isBound = readString(old, 'status', 'phase') === 'Bound';
  const isSame = equal(
    withoutChangeable(spec, before, isBound),
    withoutChangeable(before, before, isBound),
  );
  if (!isSame) {
    errors.push(forbiddenField('spec', CHANGEABLE));
  }
  const size = readString(spec, 'resources', 'requests', 'storage');
  const sizeBefore = readString(before, 'resources', 'requests', 'storage');
  const capacity = readString(old, 'status', 'capacity', 'storage');
  if (
    isSame &&
    isLess(size, sizeBefore) &&
    (!capacity || isLess(size, capacity))
  ) {
    errors.push(
      forbiddenField(
        'spec.resources.requests.storage',
        'field can not be less than status.capacity',
      ),
    );
  }
  if (!equal(read(spec, 'volumeMode'), read(before, 'volumeMode'))) {
    errors.push(invalid('volumeMode', spec.volumeMode, 'field is immutable'));
  }
  return errors;
}
