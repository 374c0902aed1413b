import { textOf } from '../../kubernetes';
import type { KindDefinition } from '../types';
import { clusterDatastoreType } from '../kdcClusterDatastore/type';
import { kdcClusterFacts, summarizeKdcCluster } from './facts';
import { kdcClusterHealth } from './health';
import { kdcClusterOperations } from './operations';
import { kdcClusterType, type KdcCluster } from './type';

export * from './type';
export * from './workers';
export * from './operations';

/**
 * Managed Kubernetes clusters.
 *
 * @public
 */
export const kdcClusterKind: KindDefinition<KdcCluster> = {
  id: 'kdcCluster',
  type: kdcClusterType,
  scope: 'project',
  title: { singular: 'Cluster', plural: 'Clusters' },
  path: 'clusters',
  entity: { kind: 'Resource', type: 'kubernetes-cluster', prefix: 'cluster' },
  listed: true,
  facts: kdcClusterFacts,
  supporting: [clusterDatastoreType],
  health: kdcClusterHealth,
  summarize: summarizeKdcCluster,
  keywords: ({ spec, status }) => ({
    hosts: [textOf(status?.endpoint) ?? ''].filter(Boolean),
    version: textOf(spec?.version),
  }),
  operations: kdcClusterOperations,
};
