import { phaseHealth, type Health } from '../../health';
import { conditionOf, textOf } from '../../kubernetes';
import { importPercentOf } from './source';
import type { DataVolume } from './type';

const MOVING: Record<string, string> = {
  ImportScheduled: 'Its import is about to begin',
  ImportInProgress: 'Being imported',
  CloneScheduled: 'Its copy is about to begin',
  CloneInProgress: 'Being copied',
  SnapshotForSmartCloneInProgress: 'Being copied from a snapshot',
  SmartClonePVCInProgress: 'Being copied from a snapshot',
  CSICloneInProgress: 'Being copied by the storage',
  UploadScheduled: 'Waiting for an upload',
  UploadReady: 'Ready for an upload',
  Pending: 'Waiting for its volume',
  PVCBound: 'Its volume is there, filling it has not begun',
  PendingPopulation: 'Filled once somebody uses it',
  WaitForFirstConsumer: 'Made once somebody uses it',
};

/**
 * Health of a disk, from its phase.
 */
export function dataVolumeHealth(volume: DataVolume): Health {
  const percent = importPercentOf(volume);
  const moving = Object.fromEntries(
    Object.entries(MOVING).map(([phase, sentence]) => [
      phase,
      {
        state: 'progressing' as const,
        label: 'Preparing',
        reason:
          percent !== undefined && phase.endsWith('InProgress')
            ? `${sentence}, ${percent} %`
            : sentence,
      },
    ]),
  );
  return phaseHealth(volume, volume.status?.phase, {
    ...moving,
    Succeeded: { state: 'ok', label: 'Ready', reason: 'The disk can be used' },
    Paused: {
      state: 'warning',
      label: 'Paused',
      reason: 'Filling it is paused',
    },
    Failed: {
      state: 'error',
      label: 'Failed',
      reason:
        textOf(conditionOf(volume.status, 'Running')?.message) ??
        'It could not be filled; events may tell why',
    },
  });
}
