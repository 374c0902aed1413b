import { numberOf, textOf } from '../../kubernetes';
import { mgmtWorkerPoolHealth } from './health';
import type { KindDefinition } from '../types';
import { mgmtWorkerPoolType, type MgmtWorkerPool } from './type';

export * from './type';

/**
 * Pools of nodes of the platform itself.
 *
 * @public
 */
export const mgmtWorkerPoolKind: KindDefinition<MgmtWorkerPool> = {
  id: 'mgmtWorkerPool',
  type: mgmtWorkerPoolType,
  scope: 'platform',
  title: { singular: 'Platform worker pool', plural: 'Platform worker pools' },
  path: 'platform-worker-pools',
  entity: { kind: 'Resource', type: 'worker-pool', prefix: 'pool' },
  listed: false,
  facts: [
    { id: 'nodes', title: 'Nodes', type: 'text', group: 'what', column: true },
    {
      id: 'size',
      title: 'Size of a node',
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
  ],
  supporting: [],
  health: mgmtWorkerPoolHealth,
  summarize: ({ spec, status }) => {
    const shape = spec?.nodeTemplate;
    return {
      nodes: `${numberOf(status?.nodes) ?? 0} of at most ${
        numberOf(spec?.maxNodes) ?? '?'
      }`,
      size: shape
        ? `${shape.cpuCores} cores, ${shape.memoryGiB} GiB, disk ${shape.diskGiB} GiB`
        : null,
      version: textOf(shape?.rke2Version) ?? null,
    };
  },
  keywords: ({ spec }) => ({
    version: textOf(spec?.nodeTemplate?.rke2Version),
  }),
  operations: [],
};
