import {
  compareHealth,
  kindRegistry,
  type HealthState,
  type WatchView,
} from '@kubedc/backstage-plugin-kubedc-common';

const HEALTH: Record<WatchView['state'], HealthState> = {
  watching: 'ok',
  syncing: 'progressing',
  listing: 'progressing',
  backoff: 'warning',
  forbidden: 'error',
  absent: 'stopped',
};

/** A watch that will not come right by itself, or does not follow the platform now. */
export function isInTrouble(watch: WatchView): boolean {
  return watch.state === 'backoff' || watch.state === 'forbidden';
}

/** A row of the table of watches. */
export interface WatchRow extends WatchView {
  id: string;
  /** Title of the kind; the resource where it is no kind of the portal. */
  title: string;
  health: HealthState;
}

/** Title of the kind of a resource type, written `{resource}.{group}`; undefined where it is no kind of the portal. */
export function titleOf(resourceKey: string): string | undefined {
  const [resource, ...group] = resourceKey.split('.');
  return kindRegistry.byType({ resource, group: group.join('.') })?.title
    .plural;
}

/** Watches as rows, what is in trouble first. */
export function watchRows(watches: readonly WatchView[]): WatchRow[] {
  return watches
    .map(watch => ({
      ...watch,
      id: watch.resource,
      title: titleOf(watch.resource) ?? watch.resource,
      health: HEALTH[watch.state],
    }))
    .sort(
      (a, b) =>
        compareHealth(a.health, b.health) ||
        a.title.localeCompare(b.title) ||
        a.resource.localeCompare(b.resource),
    );
}
