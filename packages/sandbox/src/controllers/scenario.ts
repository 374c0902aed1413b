import { KubeObject } from '../runtime/types';

/** Makes a resource of the sandbox fail in a certain way. */
export const SCENARIO_ANNOTATION = 'sandbox.kube-dc.com/scenario';

/** The ways to fail that controllers know, by annotation. */
export type Scenario =
  | 'crash-loop'
  | 'degraded-pool'
  | 'failed'
  | 'migration-failed'
  | 'stuck-pending'
  | 'stuck-provisioning'
  | 'upgrading'
  | 'missing-backup';

/** Whether an object shall fail that way. */
export function hasScenario(
  object: KubeObject | undefined,
  scenario: Scenario,
): boolean {
  return object?.metadata.annotations?.[SCENARIO_ANNOTATION] === scenario;
}
