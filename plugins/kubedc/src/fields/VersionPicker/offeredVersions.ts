import type { PlatformOffers } from '@kubedc/backstage-plugin-kubedc-common';

/** Versions on offer, newest first; undefined when nothing of that name is offered at all. */
export function offeredVersions(
  offers: PlatformOffers,
  what: string | undefined,
): string[] | undefined {
  if (what === 'cluster') {
    return offers.clusterVersions.map(({ version }) => version);
  }
  const versions: Record<string, string[]> = offers.databaseVersions;
  return what && Object.hasOwn(versions, what) ? versions[what] : undefined;
}
