import {
  kindRegistry,
  projectKind,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  KindCount,
  KindDefinition,
  Project,
  ProjectView,
  ResourceSummary,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { PlatformService } from '@kubedc/backstage-plugin-kubedc-node';
import type { Viewer } from '../access/Viewer';
import { countHealth } from '../resources/listQuery';
import type { ResourceReader } from '../resources/ResourceReader';
import { quotaOf } from './quota';

/** Everything a person can list on one installation. */
export interface Inventory {
  viewer: Viewer;
  kinds: Array<{ kind: KindDefinition; items: ResourceSummary[] }>;
}

/** Counts objects of each kind by health, in the order of the registry. */
export function countKinds(
  kinds: Inventory['kinds'],
  belongs: (item: ResourceSummary) => boolean = () => true,
): KindCount[] {
  return kinds.map(({ kind, items }) => {
    const found = items.filter(belongs);
    return { kind: kind.id, total: found.length, health: countHealth(found) };
  });
}

/** Kinds whose objects are counted inside projects and organizations. */
export function isCounted(kind: KindDefinition): boolean {
  return kind.listed && kind.scope === 'project';
}

/** Sums up projects. */
export class ProjectViews {
  readonly #platform: PlatformService;
  readonly #reader: ResourceReader;

  constructor(options: { platform: PlatformService; reader: ResourceReader }) {
    this.#platform = options.platform;
    this.#reader = options.reader;
  }

  /** Reads all listed kinds. */
  async inventory(viewer: Viewer): Promise<Inventory> {
    const kinds = kindRegistry.all().filter(({ listed }) => listed);
    return {
      viewer,
      kinds: await Promise.all(
        kinds.map(async kind => ({
          kind,
          items: await this.#reader.summaries(viewer, kind),
        })),
      ),
    };
  }

  /** The person's projects with quota and what runs in them. */
  projects({ viewer, kinds }: Inventory): ProjectView[] {
    const mirror = this.#platform.mirror(viewer.installation.name);
    const counted = kinds.filter(({ kind }) => isCounted(kind));
    const byProject = groupByProject(counted);
    const projects = kinds.find(({ kind }) => kind.id === projectKind.id);
    return (projects?.items ?? [])
      .map(summary => {
        const { status } =
          mirror.get<Project>(
            projectKind.type,
            summary.namespace,
            summary.name,
          ) ?? {};
        return {
          ...summary,
          ...(status?.namespace ? { backingNamespace: status.namespace } : {}),
          quota: quotaOf(status?.quotaUsage),
          ownQuota: status?.quotaUsage?.perProjectQuotaSet === true,
          counts: countKinds(byProject(summary.project)),
        };
      })
      .sort((a, b) => (a.project ?? '').localeCompare(b.project ?? '', 'en'));
  }
}

/** Looks at each object once, however many projects there are. */
function groupByProject(kinds: Inventory['kinds']) {
  const grouped = kinds.map(({ kind, items }) => {
    const groups = new Map<string, ResourceSummary[]>();
    for (const item of items) {
      const group = groups.get(item.project ?? '') ?? [];
      group.push(item);
      groups.set(item.project ?? '', group);
    }
    return { kind, groups };
  });
  return (project: string | undefined): Inventory['kinds'] =>
    grouped.map(({ kind, groups }) => ({
      kind,
      items: groups.get(project ?? '') ?? [],
    }));
}
