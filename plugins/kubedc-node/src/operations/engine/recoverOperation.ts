import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import type { KubernetesObject } from '@kubedc/backstage-plugin-kubedc-common';
import type { PlannedRequest } from '../types';
import { OperationSession } from './OperationSession';
import type { OperationSessionOptions } from './OperationSession';
import { makesObject, nameOfMade } from './plannedRequest';
import { toBackstageError } from './toBackstageError';

/**
 * Where an object that a run makes will be.
 *
 * @public
 */
export type OperationTarget = Pick<PlannedRequest, 'type' | 'namespace'> & {
  name: string;
};

/**
 * The objects that a plan makes.
 *
 * @public
 */
export function targetsOf(requests: PlannedRequest[]): OperationTarget[] {
  return requests.filter(makesObject).map(planned => ({
    type: planned.type,
    namespace: planned.namespace,
    name: nameOfMade(planned),
  }));
}

/**
 * What became of a run whose process ended while it was sending.
 *
 * @public
 */
export type RecoveredOperation =
  | { state: 'complete'; made: KubernetesObject[] }
  | { state: 'incomplete'; removed: number };

/**
 * Finds out what became of a run that was cut off, from the objects that carry its id. When all are there the run is
 * complete; otherwise those that are there are deleted again.
 *
 * A run that makes no object is taken as complete: whether the platform was asked shows in how it settles.
 *
 * @throws ServiceUnavailableError when the platform does not answer; the run can be resolved later.
 * @public
 */
export async function recoverOperation(
  targets: OperationTarget[],
  options: OperationSessionOptions,
): Promise<RecoveredOperation> {
  const session = new OperationSession(options);
  try {
    const found: Array<{ target: OperationTarget; object: KubernetesObject }> =
      [];
    for (const target of targets) {
      const object = await session.readOwn(target);
      if (object) {
        found.push({ target, object });
      }
    }
    if (found.length === targets.length) {
      return { state: 'complete', made: found.map(({ object }) => object) };
    }
    for (const { target, object } of found.reverse()) {
      await session.remove(target, object.metadata.uid);
    }
    return { state: 'incomplete', removed: found.length };
  } catch (error) {
    const failure = toBackstageError(error);
    throw failure instanceof ConflictError
      ? new ServiceUnavailableError(failure.message)
      : failure;
  }
}
