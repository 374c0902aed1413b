import { textOf, timeOf } from '../../kubernetes';
import type { FactDeclaration, FactValue } from '../types';
import type { KdcCluster } from './type';
import { workerPoolsOf } from './workers';

export const kdcClusterFacts: readonly FactDeclaration[] = [
  {
    id: 'version',
    title: 'Version',
    type: 'version',
    group: 'what',
    column: true,
  },
  {
    id: 'workers',
    title: 'Workers',
    type: 'text',
    group: 'what',
    column: true,
  },
  {
    id: 'controlPlanes',
    title: 'Control plane replicas',
    type: 'number',
    group: 'what',
  },
  {
    id: 'datastore',
    title: 'Datastore',
    type: 'text',
    group: 'what',
    column: true,
  },
  { id: 'lastBackup', title: 'Last backup', type: 'time', group: 'what' },
  {
    id: 'endpoint',
    title: 'API endpoint',
    type: 'address',
    group: 'reach',
    column: true,
  },
  { id: 'podNetwork', title: 'Pod network', type: 'address', group: 'reach' },
  {
    id: 'serviceNetwork',
    title: 'Service network',
    type: 'address',
    group: 'reach',
  },
];

export function summarizeKdcCluster(
  cluster: KdcCluster,
): Record<string, FactValue> {
  const { spec, status } = cluster;
  const pools = workerPoolsOf(cluster);
  const sum = (pick: (pool: (typeof pools)[number]) => number) =>
    pools.reduce((total, pool) => total + pick(pool), 0);
  const replicas: unknown = spec?.controlPlane?.replicas;
  return {
    version:
      textOf(status?.controlPlane?.version) ?? textOf(spec?.version) ?? null,
    workers: `${sum(pool => pool.ready)} of ${sum(pool => pool.desired)} ready`,
    controlPlanes: typeof replicas === 'number' ? replicas : null,
    datastore: datastoreOf(cluster),
    lastBackup: timeOf(status?.latestBackupTime) ?? null,
    endpoint: textOf(status?.endpoint) ?? null,
    podNetwork: textOf(spec?.network?.podCIDR) ?? null,
    serviceNetwork: textOf(spec?.network?.serviceCIDR) ?? null,
  };
}

function datastoreOf(cluster: KdcCluster): string | null {
  if (cluster.spec?.dataStore?.dedicated === true) {
    return 'Dedicated';
  }
  const name =
    textOf(cluster.status?.dataStoreName) ??
    textOf(cluster.spec?.dataStore?.name);
  return name ? `Shared (${name})` : null;
}
