import { wordsOf, type Health } from '../../health';
import { conditionOf, numberOf, textOf, timeOf } from '../../kubernetes';
import { importPercentOf, importSourceOf } from '../dataVolume/source';
import type { DataVolume } from '../dataVolume/type';

const IMPORTING: Record<string, string> = {
  ImportScheduled: 'is about to start',
  ImportInProgress: 'is running',
  CloneScheduled: 'is about to start',
  CloneInProgress: 'is running',
  CSICloneInProgress: 'is running',
  SnapshotForSmartCloneInProgress: 'is running',
  CloneFromSnapshotSourceInProgress: 'is running',
  SmartClonePVCInProgress: 'is running',
  UploadScheduled: 'is about to start',
  UploadReady: 'waits for data',
  ExpansionInProgress: 'is growing the disk',
  NamespaceTransferInProgress: 'is running',
  PrepClaimInProgress: 'is preparing the disk',
  RebindInProgress: 'is preparing the disk',
  Pending: 'waits for the disk',
  PVCBound: 'is about to start',
};

/** Failed tries after which an import that is tried again counts as failed. */
const TRIES = 3;

/**
 * Why a disk cannot be filled.
 *
 * @returns undefined when nothing is known to be wrong.
 */
export function diskFailure(volume: DataVolume): Health | undefined {
  const status = volume.status;
  const running = conditionOf(status, 'Running');
  const what = importSourceOf(volume) ?? volume.metadata.name;
  if (textOf(status?.phase) === 'Failed') {
    return {
      state: 'error',
      label: 'Import failed',
      reason: `Import of ${what} failed: ${wordsOf(
        running,
        'the platform gives no reason',
      )}`,
      since: timeOf(running?.lastTransitionTime),
      source: 'DataVolume phase',
    };
  }
  const restarts = numberOf(status?.restartCount) ?? 0;
  if (running?.status === 'False' && restarts > 0 && isImporting(volume)) {
    const tries = restarts === 1 ? 'once' : `${restarts} times`;
    return {
      state: restarts < TRIES ? 'warning' : 'error',
      label: 'Import failing',
      reason: `Import of ${what} failed ${tries} and is tried again: ${wordsOf(
        running,
        'the platform gives no reason',
      )}`,
      since: timeOf(running.lastTransitionTime),
      source: 'Running',
    };
  }
  return undefined;
}

/**
 * How far a disk is, as a progress.
 *
 * @returns undefined when nothing is going on.
 */
export function diskProgress(volume: DataVolume): Health | undefined {
  if (!isImporting(volume)) {
    return undefined;
  }
  const phase = textOf(volume.status?.phase) ?? '';
  const what = importSourceOf(volume) ?? volume.metadata.name;
  const percent = importPercentOf(volume);
  return {
    state: 'progressing',
    label: 'Importing',
    reason:
      percent === undefined
        ? `Import of ${what} ${IMPORTING[phase]}`
        : `Import of ${what} at ${percent} %`,
    since: timeOf(volume.metadata.creationTimestamp),
    source: 'DataVolume progress',
  };
}

function isImporting(volume: DataVolume): boolean {
  return Object.hasOwn(IMPORTING, textOf(volume.status?.phase) ?? '');
}
