import {
  kindRegistry,
  operationRegistry,
  type AuditEvent,
  type AuditOutcome,
  type HealthState,
} from '@kubedc/backstage-plugin-kubedc-common';

/** Colour and shape of an outcome. */
export const HEALTH_OF_OUTCOME: Record<AuditOutcome, HealthState> = {
  running: 'progressing',
  succeeded: 'ok',
  refused: 'warning',
  failed: 'error',
  unfinished: 'unknown',
};

/** What was done, as on the button that does it; an operation this portal does not know keeps its id. */
export function operationTitle(id: string): string {
  return operationRegistry.byId(id)?.title ?? id;
}

/** What it was done to, as people call it. */
export function kindTitle(event: Pick<AuditEvent, 'kind'>): string | undefined {
  return event.kind && kindRegistry.byId(event.kind)?.title.singular;
}

/** Name of a person in the portal, without what every person's reference has. */
export function personName(actor: string): string {
  return actor.replace(/^user:(.*\/)?/, '');
}
