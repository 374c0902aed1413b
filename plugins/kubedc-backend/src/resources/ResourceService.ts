import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError, toError } from '@backstage/errors';
import {
  kubedcAdminReadPermission,
  kubedcResourceReadPermission,
  organizationKind,
  projectKind,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  KindDefinition,
  KubernetesObject,
  ResourceDetail,
  ResourceEvent,
  ResourceList,
  ResourceSummary,
} from '@kubedc/backstage-plugin-kubedc-common';
import {
  FieldError,
  KubernetesApiError,
  KubernetesClient,
  toBackstageError,
} from '@kubedc/backstage-plugin-kubedc-node';
import type {
  Installation,
  KubernetesEvent,
  PlatformService,
} from '@kubedc/backstage-plugin-kubedc-node';
import { refusalBy } from '../access/PolicyService';
import type { PolicyService } from '../access/PolicyService';
import type { Viewer } from '../access/Viewer';
import type { ViewerService } from '../access/ViewerService';
import type { OfferedOperations } from '../operations/OfferedOperations';
import { applyListQuery } from './listQuery';
import type { ListQuery } from './listQuery';
import { locate } from './locate';
import type { ResourceReader } from './ResourceReader';
import { distinctProblems } from './sourceProblems';
import { summarize, summarizeOf, tenancyOf } from './summarize';

const MAX_EVENTS = 100;

function toResourceEvent(event: KubernetesEvent): ResourceEvent {
  return {
    type: event.type === 'Warning' ? 'Warning' : 'Normal',
    reason: event.reason ?? '',
    message: event.message ?? '',
    count: event.series?.count ?? event.count ?? 1,
    lastSeen:
      event.series?.lastObservedTime ??
      event.lastTimestamp ??
      event.eventTime ??
      event.metadata.creationTimestamp ??
      '',
  };
}

function withoutManagedFields(object: KubernetesObject): KubernetesObject {
  const { managedFields: _, ...metadata } =
    object.metadata as KubernetesObject['metadata'] & {
      managedFields?: unknown;
    };
  return { ...object, metadata };
}

function requireFittingNamespace(
  kind: KindDefinition,
  namespace: string | undefined,
): void {
  if (kind.type.namespaced && namespace === undefined) {
    throw new FieldError('namespace', 'A value is required');
  }
  if (!kind.type.namespaced && namespace !== undefined) {
    throw new FieldError(
      'namespace',
      `${kind.title.plural} live in no namespace`,
    );
  }
}

/** @throws NotFoundError for another object of the type of a kind that is one object only. */
function requireObjectOfKind(
  kind: KindDefinition,
  installation: Installation,
  { namespace, name }: { namespace?: string; name: string },
): void {
  if (!kind.only) {
    return;
  }
  const only = kind.only(installation);
  if (only?.namespace !== namespace || only?.name !== name) {
    throw new NotFoundError(
      `${kind.type.resource} "${name}" is not one of the ${kind.title.plural}`,
    );
  }
}

/** Lists resources for people, and reads single ones as them. */
export class ResourceService {
  readonly #policy: PolicyService;
  readonly #platform: PlatformService;
  readonly #viewers: ViewerService;
  readonly #reader: ResourceReader;
  readonly #offered: OfferedOperations;
  readonly #logger: LoggerService;

  constructor(options: {
    policy: PolicyService;
    platform: PlatformService;
    viewers: ViewerService;
    reader: ResourceReader;
    offered: OfferedOperations;
    logger: LoggerService;
  }) {
    this.#policy = options.policy;
    this.#platform = options.platform;
    this.#viewers = options.viewers;
    this.#reader = options.reader;
    this.#offered = options.offered;
    this.#logger = options.logger;
  }

  /** What the person may list of a kind, on one installation or all. */
  async list(
    credentials: BackstageCredentials,
    kind: KindDefinition,
    query: ListQuery,
  ): Promise<ResourceList> {
    const asked = await this.#viewers.readers(credentials, query.installation);
    const viewers = await this.#admitted(asked, kind);
    const summaries = await Promise.all(
      viewers.map(viewer => this.#reader.summaries(viewer, kind, query)),
    );
    const problems = await Promise.all(
      viewers.map(viewer => this.#reader.problems(viewer, kind, query)),
    );
    return {
      ...applyListQuery(summaries.flat(), query),
      problems: distinctProblems([
        ...problems.flat(),
        ...(await this.#viewers.problems(credentials)),
      ]),
    };
  }

  /**
   * One object, read from the API server as the person, so that what it refuses is refused in its words.
   *
   * @param target - without a namespace for kinds that live in none
   * @throws InputError when the kind lives in namespaces and none is given, or the other way round; NotAllowedError, NotFoundError or ServiceUnavailableError in the API server's words.
   */
  async detail(
    credentials: BackstageCredentials,
    kind: KindDefinition,
    target: { installation: string; namespace?: string; name: string },
  ): Promise<ResourceDetail> {
    requireFittingNamespace(kind, target.namespace);
    const viewer = await this.#viewers.on(credentials, target.installation);
    await this.#admit(viewer, kind);
    const { installation, identity } = viewer;
    requireObjectOfKind(kind, installation, target);
    await this.#requireReadable(viewer, kind, target);
    const client = new KubernetesClient(
      this.#platform.transport(installation.name),
      identity,
    );
    let object: KubernetesObject;
    try {
      object = await client.get(kind.type, target.namespace, target.name);
    } catch (error) {
      throw toBackstageError(error);
    }
    const [events, operations, related] = await Promise.all([
      this.#events(client, object),
      this.#offered.of(viewer, kind, object),
      this.#related(viewer, kind, object),
    ]);
    return {
      ...this.#summaryOf(viewer, kind, object),
      object: withoutManagedFields(object),
      events,
      operations,
      related,
    };
  }

  /**
   * Where the portal acts for everybody, the API server cannot tell who runs the platform, so the portal's own policy
   * keeps what is the platform's to its operators.
   */
  async #admit(viewer: Viewer, kind: KindDefinition): Promise<void> {
    if (kind.scope === 'platform' && !viewer.identity) {
      await this.#policy.require(kubedcAdminReadPermission, viewer.credentials);
    }
  }

  /**
   * By where it would be, so that the refusal does not tell whether it exists.
   *
   * @throws NotAllowedError when the portal's own policy does not let the person read it.
   */
  async #requireReadable(
    viewer: Viewer,
    kind: KindDefinition,
    target: { namespace?: string; name: string },
  ): Promise<void> {
    const mirror = this.#platform.mirror(viewer.installation.name);
    const permitted = await viewer.permitted(kubedcResourceReadPermission);
    if (!permitted.includes(locate(kind, target, mirror))) {
      throw new NotAllowedError(refusalBy(kubedcResourceReadPermission));
    }
  }

  async #admitted(
    viewers: readonly Viewer[],
    kind: KindDefinition,
  ): Promise<Viewer[]> {
    const admitted: Viewer[] = [];
    for (const viewer of viewers) {
      try {
        await this.#admit(viewer, kind);
        admitted.push(viewer);
      } catch (error) {
        // One sees less of a list for want of a right.
        if (!(error instanceof NotAllowedError)) {
          throw error;
        }
      }
    }
    return admitted;
  }

  /** Also of an object that the mirror knows no project for, which the person may read all the same. */
  #summaryOf(
    viewer: Viewer,
    kind: KindDefinition,
    object: KubernetesObject,
  ): ResourceSummary {
    const { installation } = viewer;
    const mirror = this.#platform.mirror(installation.name);
    return (
      summarize(kind, object, mirror, installation) ??
      summarizeOf({ organization: '' }, kind, object, mirror, installation)
    );
  }

  /** Newest first; none for people who may not read events. */
  async #events(
    client: KubernetesClient,
    object: KubernetesObject,
  ): Promise<ResourceEvent[]> {
    try {
      const events = await client.eventsOf(object);
      return events
        .map(toResourceEvent)
        .sort((a, b) => b.lastSeen.localeCompare(a.lastSeen))
        .slice(0, MAX_EVENTS);
    } catch (error) {
      if (!(error instanceof KubernetesApiError && error.code === 403)) {
        this.#logger.warn(
          `Could not read the events of ${object.kind} '${object.metadata.name}'`,
          toError(error),
        );
      }
      return [];
    }
  }

  /** What it belongs to, and what belongs to it, as far as the person may list it. */
  async #related(
    viewer: Viewer,
    kind: KindDefinition,
    object: KubernetesObject,
  ): Promise<ResourceSummary[]> {
    if (kind.scope === 'platform') {
      return [];
    }
    const mirror = this.#platform.mirror(viewer.installation.name);
    const tenancy = tenancyOf(kind, object.metadata, mirror);
    if (!tenancy) {
      return [];
    }
    const { organization, project } = tenancy;
    if (kind.id === organizationKind.id) {
      return this.#reader.summaries(viewer, projectKind, { organization });
    }
    const parent = kind.scope === 'project' ? projectKind : organizationKind;
    const parents = await this.#reader.summaries(viewer, parent, {
      organization,
    });
    return parents.filter(
      found => parent === organizationKind || found.project === project,
    );
  }
}
