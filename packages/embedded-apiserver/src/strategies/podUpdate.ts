import { FieldError, forbiddenField } from '../errors/fieldError';
import { JsonObject, KubeObject } from '../types';
import { equal } from '../util/equal';
import { readList, readObject } from '../util/read';

const CHANGEABLE =
  '`spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

const CONTAINERS = ['containers', 'initContainers'];

/** A pod without what may change as long as it lives. */
function withoutChangeable(spec: JsonObject): JsonObject {
  const rest: JsonObject = { ...spec };
  delete rest.activeDeadlineSeconds;
  delete rest.tolerations;
  // What is not to be scheduled yet may still be told where.
  delete rest.schedulingGates;
  for (const list of CONTAINERS) {
    rest[list] = readList(spec, list).map(container => ({
      ...container,
      image: undefined,
    }));
  }
  return rest;
}

function isHeldBack(spec: JsonObject): boolean {
  return readList(spec, 'schedulingGates').length > 0;
}

/** Checks that of a pod only changes what may. */
export function validatePodUpdate(
  object: KubeObject,
  old: KubeObject,
): FieldError[] {
  const spec = readObject(object, 'spec');
  const before = readObject(old, 'spec');
  for (const list of CONTAINERS) {
    if (readList(spec, list).length !== readList(before, list).length) {
      return [
        forbiddenField(
          `spec.${list}`,
          'pod updates may not add or remove containers',
        ),
      ];
    }
  }
  const next = withoutChangeable(spec);
  const last = withoutChangeable(before);
  if (isHeldBack(before)) {
    for (const field of ['nodeSelector', 'affinity']) {
      delete next[field];
      delete last[field];
    }
  }
  if (Number(before.terminationGracePeriodSeconds) < 0) {
    delete next.terminationGracePeriodSeconds;
    delete last.terminationGracePeriodSeconds;
  }
  return equal(next, last)
    ? []
    : [
        forbiddenField(
          'spec',
          `pod updates may not change fields other than ${CHANGEABLE}`,
        ),
      ];
}
