import { namespaceType } from '@kubedc/backstage-plugin-kubedc-common';
import type {
  KindDefinition,
  KubernetesObject,
  ResourceSummary,
  SourceProblem,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { PlatformService } from '@kubedc/backstage-plugin-kubedc-node';
import type { Viewer } from '../access/Viewer';
import { problemOf } from './sourceProblems';
import { summarize } from './summarize';

/** Reads from the mirror what a person may list. */
export class ResourceReader {
  readonly #platform: PlatformService;

  constructor(options: { platform: PlatformService }) {
    this.#platform = options.platform;
  }

  /** Objects of a kind that the person may list, maybe of one namespace only. */
  async objects(
    viewer: Viewer,
    kind: KindDefinition,
    namespace?: string,
  ): Promise<KubernetesObject[]> {
    const mirror = this.#platform.mirror(viewer.installation.name);
    const scope = await viewer.listable(kind.type);
    if (scope.all) {
      return mirror.list(kind.type, namespace);
    }
    const namespaces =
      namespace === undefined
        ? [...scope.namespaces]
        : [...scope.namespaces].filter(name => name === namespace);
    return namespaces.flatMap(name => mirror.list(kind.type, name));
  }

  /** The same as lists show it. */
  async summaries(
    viewer: Viewer,
    kind: KindDefinition,
    namespace?: string,
  ): Promise<ResourceSummary[]> {
    const mirror = this.#platform.mirror(viewer.installation.name);
    const objects = await this.objects(viewer, kind, namespace);
    return objects.flatMap(
      object => summarize(kind, object, mirror, viewer.installation) ?? [],
    );
  }

  /** What stands against the completeness of the kind's objects. */
  problems(viewer: Viewer, kind: KindDefinition): SourceProblem[] {
    const mirror = this.#platform.mirror(viewer.installation.name);
    return [kind.type, namespaceType].flatMap(
      type => problemOf(mirror, type) ?? [],
    );
  }
}
