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

/**
 * Whose versions a form asks for. A scaffolder form has one set of options for a field, whatever else the field depends
 * on, so a form with a choice of engines names the field with that choice.
 */
export function subjectOf(
  options: { for?: string; forField?: string } | undefined,
  form: Record<string, unknown> | undefined,
): string | undefined {
  const chosen = options?.forField && form?.[options.forField];
  return typeof chosen === 'string' ? chosen : options?.for;
}
