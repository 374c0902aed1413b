import type { HealthState } from '../health';
import type { KubernetesObject } from '../kubernetes';
import type { AnyOperationDeclaration, Availability } from './types';

/**
 * Whether an operation makes sense on an object in its present state, whoever asks. Nothing does on an object that is
 * being deleted.
 *
 * @public
 */
export function availabilityOf(
  operation: AnyOperationDeclaration,
  object: KubernetesObject,
  health: HealthState,
): Availability {
  if (object.metadata.deletionTimestamp) {
    return { available: false, reason: 'It is being deleted' };
  }
  return operation.availability?.(object, health) ?? { available: true };
}
