import { numberOf, textOf } from '../../kubernetes';
import { kdcClusterDatastoreHealth, membersOf } from './health';
import type { KindDefinition } from '../types';
import { clusterDatastoreType, type ClusterDatastore } from './type';

export * from './type';

/**
 * The etcd behind managed clusters.
 *
 * @public
 */
export const kdcClusterDatastoreKind: KindDefinition<ClusterDatastore> = {
  id: 'kdcClusterDatastore',
  type: clusterDatastoreType,
  scope: 'project',
  title: { singular: 'Cluster datastore', plural: 'Cluster datastores' },
  path: 'cluster-datastores',
  entity: { kind: 'Resource', type: 'cluster-datastore', prefix: 'datastore' },
  listed: false,
  facts: [
    {
      id: 'members',
      title: 'Members',
      type: 'text',
      group: 'what',
      column: true,
    },
    {
      id: 'version',
      title: 'Version',
      type: 'version',
      group: 'what',
      column: true,
    },
    {
      id: 'clusters',
      title: 'Clusters',
      type: 'number',
      group: 'what',
      column: true,
    },
    {
      id: 'address',
      title: 'Address',
      type: 'address',
      group: 'reach',
      column: true,
    },
  ],
  supporting: [],
  health: kdcClusterDatastoreHealth,
  summarize: ({ spec, status }) => ({
    members: membersOf(status),
    version: textOf(spec?.etcd?.version) ?? null,
    clusters: numberOf(status?.referenceCount) ?? null,
    address: textOf(status?.etcd?.loadBalancerIP) ?? null,
  }),
  keywords: ({ spec, status }) => ({
    addresses: [status?.etcd?.loadBalancerIP ?? ''].filter(Boolean),
    version: textOf(spec?.etcd?.version),
  }),
  operations: [],
};
