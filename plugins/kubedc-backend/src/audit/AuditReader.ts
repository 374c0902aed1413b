import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import {
  kubedcAdminReadPermission,
  organizationType,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  AuditEvent,
  AuditList,
  AuditScope,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { RightsService } from '@kubedc/backstage-plugin-kubedc-node';
import type { PolicyService } from '../access/PolicyService';
import type { Viewer } from '../access/Viewer';
import type { ViewerService } from '../access/ViewerService';
import type { AuditQuery } from './auditQuery';
import { formatCursor } from './auditQuery';
import type { AuditStore } from './AuditStore';
import type { AuditFilter, AuditReach, StoredAuditEvent } from './types';

/** Most events in a file. */
export const MAX_EXPORTED = 100_000;

/** Events that are read from the database at once for a file. */
const EXPORT_PAGE = 1_000;

/** Said to who is neither operator nor administrator of an organization. */
const NOT_YOURS =
  'Only operators of the platform and administrators of an organization may read the audit trail';

/** Reads the audit trail for who may: operators all of it, an organization's administrators what happened there. */
export class AuditReader {
  readonly #store: AuditStore;
  readonly #viewers: ViewerService;
  readonly #rights: RightsService;
  readonly #policy: Pick<PolicyService, 'allows'>;

  constructor(options: {
    auditStore: AuditStore;
    viewers: ViewerService;
    rights: RightsService;
    policy: Pick<PolicyService, 'allows'>;
  }) {
    this.#store = options.auditStore;
    this.#viewers = options.viewers;
    this.#rights = options.rights;
    this.#policy = options.policy;
  }

  /** What somebody may read; for most people that is nothing. */
  async scope(credentials: BackstageCredentials): Promise<AuditScope> {
    const { reach } = await this.#find(credentials);
    return {
      installations: reach
        .filter(({ tenants }) => tenants === 'all')
        .map(({ installation }) => installation),
      organizations: reach.flatMap(({ installation, tenants }) =>
        tenants === 'all'
          ? []
          : [...tenants].map(organization => ({ installation, organization })),
      ),
    };
  }

  /** @throws NotAllowedError for who may read nothing, ServiceUnavailableError when that could not be found out. */
  async list(
    credentials: BackstageCredentials,
    query: AuditQuery,
  ): Promise<AuditList> {
    const { filter, after, limit } = query;
    const reach = await this.#require(credentials);
    // One more than asked for tells whether there are older ones.
    const found = await this.#store.list(reach, filter, {
      after,
      limit: limit + 1,
    });
    const items = found.slice(0, limit);
    return {
      items: items.map(toAuditEvent),
      ...(found.length > limit && { nextCursor: formatCursor(items.at(-1)!) }),
    };
  }

  /**
   * Everything that matches, newest first, at most {@link MAX_EXPORTED}.
   *
   * @throws what {@link list} throws.
   */
  async export(
    credentials: BackstageCredentials,
    filter: AuditFilter,
  ): Promise<{ events: AsyncIterable<AuditEvent>; isCutOff: boolean }> {
    const reach = await this.#require(credentials);
    return {
      events: this.#pages(reach, filter),
      isCutOff: await this.#store.isMoreThan(reach, filter, MAX_EXPORTED),
    };
  }

  async *#pages(reach: AuditReach, filter: AuditFilter) {
    let after: StoredAuditEvent | undefined;
    for (let count = 0; count < MAX_EXPORTED; count += EXPORT_PAGE) {
      const limit = Math.min(EXPORT_PAGE, MAX_EXPORTED - count);
      const page = await this.#store.list(reach, filter, { after, limit });
      yield* page.map(toAuditEvent);
      if (page.length < limit) {
        return;
      }
      after = page.at(-1);
    }
  }

  async #require(credentials: BackstageCredentials): Promise<AuditReach> {
    const { reach, undecided } = await this.#find(credentials);
    if (reach.length > 0) {
      return reach;
    }
    throw undecided
      ? new ServiceUnavailableError(undecided)
      : new NotAllowedError(NOT_YOURS);
  }

  async #find(
    credentials: BackstageCredentials,
  ): Promise<{ reach: AuditReach; undecided?: string }> {
    const viewers = await this.#viewers.everywhere(credentials);
    const found = await Promise.all(viewers.map(one => this.#reachOf(one)));
    return {
      reach: found.flatMap(({ tenants, installation }) =>
        tenants === 'all' || tenants.size > 0
          ? [{ installation, tenants }]
          : [],
      ),
      undecided: found.find(({ undecided }) => undecided)?.undecided,
    };
  }

  async #reachOf(
    viewer: Viewer,
  ): Promise<AuditReach[number] & { undecided?: string }> {
    const { identity, credentials } = viewer;
    const installation = viewer.installation.name;
    if (!identity) {
      // Everybody acts as one account there, so only the portal's own policy can tell people apart.
      const [isOperator] = await this.#policy.allows(
        [kubedcAdminReadPermission],
        credentials,
      );
      return { installation, tenants: isOperator ? 'all' : new Set() };
    }
    const { group, resource } = organizationType;
    const all = await this.#rights.check(installation, identity, {
      verb: 'list',
      group,
      resource,
    });
    if (all.allowed) {
      return { installation, tenants: 'all' };
    }
    // Whoever may change an organization administers it; its namespace has its name.
    const own = await this.#rights.namespaces(installation, identity, {
      verb: 'update',
      group,
      resource,
    });
    return {
      installation,
      // Somebody may change all but not list them: no role of the platform is like that.
      tenants: own.all ? new Set() : own.namespaces,
      undecided: all.undecided ? all.reason : undefined,
    };
  }
}

/** The event as the API tells it. */
export function toAuditEvent(event: StoredAuditEvent): AuditEvent {
  const { startedAt, finishedAt, expectedBy, tenant: _, ...rest } = event;
  return {
    ...rest,
    outcome:
      event.outcome === 'running' && expectedBy < new Date()
        ? 'unfinished'
        : event.outcome,
    startedAt: startedAt.toISOString(),
    ...(finishedAt && { finishedAt: finishedAt.toISOString() }),
  };
}
