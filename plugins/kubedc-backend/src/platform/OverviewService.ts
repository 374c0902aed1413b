import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { compareHealth } from '@kubedc/backstage-plugin-kubedc-common';
import type {
  KindCount,
  Overview,
  ProjectView,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { ViewerService } from '../access/ViewerService';
import type { ResourceReader } from '../resources/ResourceReader';
import { distinctProblems } from '../resources/sourceProblems';
import { countKinds } from './ProjectViews';
import type { ProjectViews } from './ProjectViews';

/** At most so many objects that are not well are listed; the counts tell the rest. */
const MAX_ATTENTION = 50;

/** Adds up the counts of several installations. */
export function addCounts(counts: readonly KindCount[]): KindCount[] {
  const sums = new Map<string, KindCount>();
  for (const { kind, total, health } of counts) {
    const sum = sums.get(kind) ?? { kind, total: 0, health: {} };
    sum.total += total;
    for (const [state, count] of Object.entries(health)) {
      const key = state as keyof KindCount['health'];
      sum.health[key] = (sum.health[key] ?? 0) + count;
    }
    sums.set(kind, sum);
  }
  return [...sums.values()];
}

/** Sums up what a person can see. */
export class OverviewService {
  readonly #viewers: ViewerService;
  readonly #views: ProjectViews;
  readonly #reader: ResourceReader;

  constructor(options: {
    viewers: ViewerService;
    views: ProjectViews;
    reader: ResourceReader;
  }) {
    this.#viewers = options.viewers;
    this.#views = options.views;
    this.#reader = options.reader;
  }

  async overview(
    credentials: BackstageCredentials,
    installation?: string,
  ): Promise<Overview> {
    const viewers = await this.#viewers.readers(credentials, installation);
    const inventories = await Promise.all(
      viewers.map(viewer => this.#views.inventory(viewer)),
    );
    const problems = await Promise.all(
      inventories.flatMap(({ viewer, kinds }) =>
        kinds.map(({ kind }) => this.#reader.problems(viewer, kind)),
      ),
    );
    return {
      attention: inventories
        .flatMap(({ kinds }) => kinds.flatMap(({ items }) => items))
        .filter(({ health }) => ['error', 'warning'].includes(health.state))
        .sort(
          (a, b) =>
            compareHealth(a.health.state, b.health.state) ||
            (b.health.since ?? '').localeCompare(a.health.since ?? '', 'en') ||
            a.name.localeCompare(b.name, 'en'),
        )
        .slice(0, MAX_ATTENTION),
      counts: addCounts(inventories.flatMap(({ kinds }) => countKinds(kinds))),
      projects: inventories.flatMap(found => this.#views.projects(found)),
      problems: distinctProblems([
        ...problems.flat(),
        ...(await this.#viewers.problems(credentials)),
      ]),
    };
  }

  /** The person's projects with quota and counts. */
  async projects(
    credentials: BackstageCredentials,
    installation?: string,
  ): Promise<ProjectView[]> {
    const viewers = await this.#viewers.readers(credentials, installation);
    const inventories = await Promise.all(
      viewers.map(viewer => this.#views.inventory(viewer)),
    );
    return inventories.flatMap(found => this.#views.projects(found));
  }
}
