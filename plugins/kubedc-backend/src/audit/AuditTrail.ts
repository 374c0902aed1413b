import { randomUUID } from 'node:crypto';
import type {
  AuditorService,
  BackstageCredentials,
  BackstageUserPrincipal,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { AuditSeverity } from '@kubedc/backstage-plugin-kubedc-common';
import type { KubernetesIdentity } from '@kubedc/backstage-plugin-kubedc-node';
import type { Request } from 'express';
import type { StoredRun } from '../runs/types';
import { AuditEntry, CANNOT_RECORD } from './AuditEntry';
import type { AuditStore } from './AuditStore';
import { originOf } from './originOf';
import { endOfError, endOfRun } from './outcomes';
import type { AuditTarget, StoredAuditEvent } from './types';

/** How long an event may stay open that no run ends, in milliseconds. */
const EXPECTED_MS = 5 * 60_000;

/** What is about to be done. */
export interface AuditBeginning {
  /** Name of the kind of event in Backstage's audit log. */
  eventId: 'operation-run' | 'secret-reveal' | 'console-open' | 'grant-create';
  /** `{noun}:{verb}`. */
  operation: string;
  severity: AuditSeverity;
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  /** Who it is at the Kubernetes API; undefined where the portal's own account acts. */
  identity?: KubernetesIdentity;
  request: Request;
  target: AuditTarget;
  /** Task of the software template, where one acts for the person. */
  task?: string;
}

/**
 * Records what people do: in Backstage's audit log, and in the plugin's database, where operators and organizations'
 * administrators can read it. Nothing is done that could not be recorded.
 */
export class AuditTrail {
  readonly #auditor: AuditorService;
  readonly #store: AuditStore;
  readonly #logger: LoggerService;

  constructor(options: {
    auditor: AuditorService;
    auditStore: AuditStore;
    logger: LoggerService;
  }) {
    this.#auditor = options.auditor;
    this.#store = options.auditStore;
    this.#logger = options.logger;
  }

  /**
   * To be called before a mutating call, a reveal or a console: records that it begins.
   *
   * @throws ServiceUnavailableError when it cannot be recorded; it must not be done then.
   */
  async begin(beginning: AuditBeginning): Promise<AuditEntry> {
    const event = eventOf(beginning);
    let isStored = false;
    try {
      await this.#store.insert(event);
      isStored = true;
      const audited = await this.#auditor.createEvent({
        eventId: beginning.eventId,
        severityLevel: event.severity,
        request: beginning.request,
        meta: metaOf(event),
      });
      return new AuditEntry({
        event,
        audited,
        store: this.#store,
        logger: this.#logger,
      });
    } catch (error) {
      this.#logger.error(
        `The beginning of '${event.operation}' by ${event.actor} could not be recorded`,
        toError(error),
      );
      const refusal = new ServiceUnavailableError(CANNOT_RECORD);
      if (isStored) {
        await this.#store
          .end(event.id, endOfError(refusal), new Date())
          .catch(() =>
            this.#logger.error(`Audit event ${event.id} stays open`),
          );
      }
      throw refusal;
    }
  }

  /**
   * Ends the events that wait for a run, when it is over. It never throws: what could not be recorded now is found
   * again by the scheduled task.
   */
  async endOfRun(run: StoredRun): Promise<void> {
    const end = endOfRun(run);
    if (!end) {
      return;
    }
    try {
      for (const event of await this.#store.findOpenOf(run.id)) {
        if (
          await this.#store.end(event.id, end, run.finishedAt ?? new Date())
        ) {
          await this.#tellEnd({ ...event, ...end });
        }
      }
    } catch (error) {
      this.#logger.error(
        `The end of run ${run.id} could not be recorded in the audit trail yet`,
        toError(error),
      );
    }
  }

  /** The request is long answered, maybe by another replica: its end is an event of its own. */
  async #tellEnd(event: StoredAuditEvent): Promise<void> {
    const audited = await this.#auditor.createEvent({
      eventId: 'operation-end',
      severityLevel: event.severity,
      meta: {
        ...metaOf(event),
        actor: event.actor,
        runId: event.runId ?? null,
      },
    });
    await (event.outcome === 'succeeded'
      ? audited.success()
      : audited.fail({
          error: new Error(event.reason),
          meta: { outcome: event.outcome },
        }));
  }
}

function eventOf(beginning: AuditBeginning): StoredAuditEvent {
  const { credentials, identity, request, target, task } = beginning;
  const startedAt = new Date();
  const { organization } = target;
  return {
    ...target,
    ...originOf(request, credentials, task),
    id: randomUUID(),
    startedAt,
    expectedBy: new Date(startedAt.getTime() + EXPECTED_MS),
    operation: beginning.operation,
    severity: beginning.severity,
    outcome: 'running',
    actor: credentials.principal.userEntityRef,
    kubernetesUser: identity?.user,
    // What somebody of elsewhere tries here tells of people this organization's administrators must not know of.
    tenant:
      identity && organization === realmOf(identity) ? organization : undefined,
  };
}

/** The realm that somebody signed in with: the prefix that the API server stamps on the name. */
function realmOf({ user }: KubernetesIdentity): string {
  return user.split(':')[0];
}

function metaOf(event: StoredAuditEvent): JsonObject {
  const { installation, organization, project, kind, namespace, name } = event;
  const target: AuditTarget = {
    installation,
    organization,
    project,
    kind,
    namespace,
    name,
  };
  const { id: auditId, operation: queryType, requestId, via, viaRef } = event;
  return {
    auditId,
    queryType,
    requestId,
    via,
    ...(viaRef !== undefined && { viaRef }),
    ...(event.kubernetesUser !== undefined && {
      kubernetesUser: event.kubernetesUser,
    }),
    target: Object.fromEntries(
      Object.entries(target).filter(([, value]) => value !== undefined),
    ),
  };
}
