import { phaseHealth } from '../../health';
import { textOf } from '../../kubernetes';
import { parseQuantity } from '../../quantities';
import type { KindDefinition } from '../types';
import { persistentVolumeClaimType, type PersistentVolumeClaim } from './type';

export * from './type';

/**
 * Volumes that workloads mount.
 *
 * @public
 */
export const persistentVolumeClaimKind: KindDefinition<PersistentVolumeClaim> =
  {
    id: 'persistentVolumeClaim',
    type: persistentVolumeClaimType,
    scope: 'project',
    title: { singular: 'Volume', plural: 'Volumes' },
    path: 'volumes',
    entity: { kind: 'Resource', type: 'volume', prefix: 'volume' },

    listed: false,
    facts: [
      { id: 'size', title: 'Size', type: 'bytes', group: 'what', column: true },
      {
        id: 'storageClass',
        title: 'Storage class',
        type: 'text',
        group: 'what',
        column: true,
      },
      { id: 'mode', title: 'Mode', type: 'text', group: 'what' },
    ],
    supporting: [],
    health: claim =>
      phaseHealth(claim, claim.status?.phase, {
        Bound: {
          state: 'ok',
          label: 'Ready',
          reason: 'The volume can be used',
        },
        Pending: {
          state: 'progressing',
          label: 'Pending',
          reason: 'Made once somebody uses it, or when the storage has room',
        },
        Lost: {
          state: 'error',
          label: 'Lost',
          reason: 'The storage behind it is gone',
        },
      }),
    summarize: ({ spec, status }) => ({
      size:
        parseQuantity(status?.capacity?.storage) ??
        parseQuantity(spec?.resources?.requests?.storage) ??
        null,
      storageClass: textOf(spec?.storageClassName) ?? null,
      mode: textOf(spec?.volumeMode) ?? null,
    }),

    operations: [],
  };
