import { createHash } from 'node:crypto';
import { Resource, Subresource } from '../scheme/resource';
import { ServedVersion } from '../scheme/resources';
import { groupVersion } from '../types';
import { ServedGroup } from './groups';

/** `APIGroup` of one group. */
export function apiGroup({ name, versions }: ServedGroup) {
  const all = versions.map(version => ({
    groupVersion: groupVersion(name, version),
    version,
  }));
  return { name, versions: all, preferredVersion: all[0] };
}

export function apiGroupList(groups: ServedGroup[]) {
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: groups.map(apiGroup),
  };
}

function storageVersionHash(resource: Resource): string {
  return createHash('sha256')
    .update(
      `${groupVersion(resource.group, resource.version)}/${resource.kind}`,
    )
    .digest()
    .subarray(0, 8)
    .toString('base64');
}

/** `APIResourceList` of one version of a group. */
export function apiResourceList({ group, version, resources }: ServedVersion) {
  return {
    kind: 'APIResourceList',
    // The core group's list has no apiVersion, as in the real server.
    ...(group && { apiVersion: 'v1' }),
    groupVersion: groupVersion(group, version),
    resources: resources.flatMap(resource => [
      {
        name: resource.resource,
        singularName: resource.singular,
        namespaced: resource.namespaced,
        kind: resource.kind,
        verbs: resource.verbs,
        ...(resource.shortNames.length && { shortNames: resource.shortNames }),
        ...(resource.categories.length && { categories: resource.categories }),
        ...(resource.verbs.includes('watch') && {
          storageVersionHash: storageVersionHash(resource),
        }),
      },
      ...resource.subresources.map(sub => ({
        name: `${resource.resource}/${sub.name}`,
        singularName: '',
        namespaced: resource.namespaced,
        kind: sub.kind,
        verbs: sub.verbs,
        ...((sub.group !== group || sub.version !== version) && {
          group: sub.group,
          version: sub.version,
        }),
      })),
    ]),
  };
}

/** One version of a group in aggregated discovery. */
export interface AggregatedVersion {
  version: string;
  freshness: 'Current' | 'Stale';
  resources?: unknown[];
}

function isOwn({ custom, group, version }: Resource, sub: Subresource) {
  return !custom && sub.group === group && sub.version === version;
}

/** One version of a group as aggregated discovery shows it. */
export function aggregatedVersion({
  version,
  resources,
}: ServedVersion): AggregatedVersion {
  return {
    version,
    freshness: 'Current',
    resources: resources.map(resource => ({
      resource: resource.resource,
      // A built-in kind of the version itself goes without saying.
      responseKind: {
        group: resource.custom ? resource.group : '',
        version: resource.custom ? resource.version : '',
        kind: resource.kind,
      },
      scope: resource.namespaced ? 'Namespaced' : 'Cluster',
      singularResource: resource.singular,
      verbs: resource.verbs,
      ...(resource.shortNames.length && { shortNames: resource.shortNames }),
      ...(resource.categories.length && { categories: resource.categories }),
      ...(resource.subresources.length && {
        subresources: resource.subresources.map(sub => ({
          subresource: sub.name,
          responseKind: isOwn(resource, sub)
            ? { group: '', version: '', kind: sub.kind }
            : { group: sub.group, version: sub.version, kind: sub.kind },
          verbs: sub.verbs,
        })),
      }),
    })),
  };
}
