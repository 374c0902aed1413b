import { compareVersions } from './compareVersions';
import { ServedVersion } from '../scheme/resources';

/** A group with the names of its versions, the preferred one first. */
export interface ServedGroup {
  name: string;
  versions: string[];
}

/** Groups in the order in which the real server lists them. */
const ORDER = [
  'apiregistration.k8s.io',
  'apps',
  'events.k8s.io',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'networking.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'storage.k8s.io',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'scheduling.k8s.io',
  'coordination.k8s.io',
  'node.k8s.io',
  'discovery.k8s.io',
];

function rank(name: string): number {
  const at = ORDER.indexOf(name);
  return at < 0 ? ORDER.length : at;
}

/** The groups that some versions belong to, without the core group. */
export function servedGroups(
  versions: Pick<ServedVersion, 'group' | 'version'>[],
): ServedGroup[] {
  const byName = new Map<string, Set<string>>();
  for (const { group, version } of versions) {
    if (group) {
      byName.set(group, (byName.get(group) ?? new Set()).add(version));
    }
  }
  return [...byName]
    .map(([name, names]) => ({
      name,
      versions: [...names].sort(compareVersions),
    }))
    .sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1));
}
