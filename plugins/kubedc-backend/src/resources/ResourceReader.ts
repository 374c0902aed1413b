import {
  kubedcResourceReadPermission,
  namespaceType,
  roleBindingType,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  KindDefinition,
  KubernetesObject,
  ResourceSummary,
  SourceProblem,
} from '@kubedc/backstage-plugin-kubedc-common';
import { NotFoundError } from '@backstage/errors';
import { findProjectNamespace } from '@kubedc/backstage-plugin-kubedc-node';
import type {
  Mirror,
  NamespaceScope,
  PlatformService,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { Viewer } from '../access/Viewer';
import { permittedObjects } from './permittedObjects';
import { problemOf } from './sourceProblems';
import { summarize } from './summarize';

/** A part of an installation. */
export interface Within {
  organization?: string;
  /** `{organization}/{project}` */
  project?: string;
}

/** The one namespace that is asked for: undefined for all, null where there is none. */
function namespaceOf(
  mirror: Mirror,
  kind: KindDefinition,
  { organization, project }: Within,
): string | null | undefined {
  if (kind.scope === 'platform') {
    // In no tenant's namespace, so there is none of it within a tenant.
    return organization === undefined && project === undefined
      ? undefined
      : null;
  }
  if (kind.scope === 'organization') {
    return organization ?? project?.split('/')[0];
  }
  return project === undefined
    ? undefined
    : findProjectNamespace(mirror, project) ?? null;
}

/** @throws NotFoundError for a kind that the configuration does not ask for. */
function requireFollowed(
  mirror: Mirror,
  { type, title }: KindDefinition,
): void {
  const followed = mirror
    .types()
    .some(
      ({ group, resource }) =>
        group === type.group && resource === type.resource,
    );
  if (!followed) {
    throw new NotFoundError(
      `${title.plural} are not read from '${mirror.installation}': kubedc.catalog.components does not name them`,
    );
  }
}

/** Objects of a kind in all namespaces of a scope, or in one of them. */
function listWithin(
  mirror: Mirror,
  kind: KindDefinition,
  scope: NamespaceScope,
  namespace: string | undefined,
): KubernetesObject[] {
  if (scope.all) {
    return mirror.list(kind.type, namespace);
  }
  const namespaces =
    namespace === undefined ? [...scope.namespaces] : [namespace];
  return namespaces
    .filter(name => scope.namespaces.has(name))
    .flatMap(name => mirror.list(kind.type, name));
}

/** Reads from the mirror what a person may list. */
export class ResourceReader {
  readonly #platform: PlatformService;

  constructor(options: { platform: PlatformService }) {
    this.#platform = options.platform;
  }

  /** Objects of a kind that the person may list, by Kubernetes and by the portal's own policy. */
  async objects(
    viewer: Viewer,
    kind: KindDefinition,
    within: Within = {},
  ): Promise<KubernetesObject[]> {
    const mirror = this.#platform.mirror(viewer.installation.name);
    requireFollowed(mirror, kind);
    const namespace = namespaceOf(mirror, kind, within);
    if (namespace === null) {
      return [];
    }
    const [permitted, scope] = await Promise.all([
      viewer.permitted(kubedcResourceReadPermission),
      viewer.listable(kind.type, namespace),
    ]);
    return permittedObjects(permitted, kind, mirror, () =>
      listWithin(mirror, kind, scope, namespace),
    );
  }

  /** The same as lists show it. */
  async summaries(
    viewer: Viewer,
    kind: KindDefinition,
    within: Within = {},
  ): Promise<ResourceSummary[]> {
    const mirror = this.#platform.mirror(viewer.installation.name);
    const objects = await this.objects(viewer, kind, within);
    return objects.flatMap(
      object => summarize(kind, object, mirror, viewer.installation) ?? [],
    );
  }

  /** What stands against the completeness of the kind's objects, for this person. */
  async problems(
    viewer: Viewer,
    kind: KindDefinition,
    within: Within = {},
  ): Promise<SourceProblem[]> {
    const mirror = this.#platform.mirror(viewer.installation.name);
    const namespace = namespaceOf(mirror, kind, within);
    const types = [kind.type, namespaceType];
    const scope: NamespaceScope =
      namespace === null
        ? { all: false, namespaces: new Set() }
        : await viewer.listable(kind.type, namespace);
    if (!scope.all && namespace === undefined) {
      // Without the bindings nobody knows where to ask for rights.
      types.push(roleBindingType);
    }
    const problems = types.flatMap(type => problemOf(mirror, type) ?? []);
    return scope.all || scope.undecided === undefined || problems.length > 0
      ? problems
      : [
          {
            installation: mirror.installation,
            reason: 'unreachable',
            message: scope.undecided,
          },
        ];
  }
}
