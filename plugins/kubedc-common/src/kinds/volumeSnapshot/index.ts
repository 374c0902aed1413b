import { deletingHealth, readinessHealth } from '../../health';
import { textOf, timeOf } from '../../kubernetes';
import { parseQuantity } from '../../quantities';
import type { KindDefinition } from '../types';
import { volumeSnapshotType, type VolumeSnapshot } from './type';

export * from './type';

/**
 * Snapshots of volumes.
 *
 * @public
 */
export const volumeSnapshotKind: KindDefinition<VolumeSnapshot> = {
  id: 'volumeSnapshot',
  type: volumeSnapshotType,
  scope: 'project',
  title: { singular: 'Snapshot', plural: 'Snapshots' },
  path: 'snapshots',
  entity: { kind: 'Resource', type: 'snapshot', prefix: 'snapshot' },
  listed: false,
  facts: [
    { id: 'source', title: 'Of', type: 'text', group: 'what', column: true },
    { id: 'size', title: 'Size', type: 'bytes', group: 'what', column: true },
    { id: 'taken', title: 'Taken', type: 'time', group: 'what', column: true },
  ],
  supporting: [],
  health: snapshot => {
    const message = textOf(snapshot.status?.error?.message);
    return message && !snapshot.status?.readyToUse
      ? deletingHealth(snapshot) ?? {
          state: 'error',
          label: 'Failed',
          reason: message,
          since: timeOf(snapshot.status?.error?.time),
          source: 'error',
        }
      : readinessHealth(snapshot, {
          ready: snapshot.status?.readyToUse,
          ok: 'Volumes can be made from it',
          waiting: 'Being taken',
        });
  },
  summarize: ({ spec, status }) => ({
    source: textOf(spec?.source?.persistentVolumeClaimName) ?? null,
    size: parseQuantity(status?.restoreSize) ?? null,
    taken: timeOf(status?.creationTime) ?? null,
  }),
  operations: [],
};
