import type { Health } from '../../health';
import { textOf, timeOf } from '../../kubernetes';
import type { KdcDatabase } from './type';

const HOUR = 3_600_000;

/** Hours a run of the backup may take beyond its hour. */
const GRACE_HOURS = 2;

/**
 * What is wrong with a database's scheduled backups.
 *
 * @returns undefined when there is nothing to say, also where none are scheduled.
 */
export function backupHealth(database: KdcDatabase): Health | undefined {
  const backup = database.spec?.backup;
  if (!backup || backup.enabled === false) {
    return undefined;
  }
  const latest = timeOf(database.status?.latestBackup);
  const since = latest ?? timeOf(database.metadata.creationTimestamp);
  if (!since) {
    return undefined;
  }
  const hours = Math.floor((Date.now() - Date.parse(since)) / HOUR);
  if (hours < intervalHours(textOf(backup.schedule)) + GRACE_HOURS) {
    return undefined;
  }
  const age = hours < 72 ? `${hours} h` : `${Math.floor(hours / 24)} days`;
  return {
    state: 'warning',
    label: 'No backup',
    reason: latest
      ? `No backup for ${age}`
      : `No backup since it was made ${age} ago`,
    since,
    source: 'latestBackup',
  };
}

/** Longest time between two runs of a five-field schedule that is not more often than needed here: in hours. */
function intervalHours(schedule: string | undefined): number {
  const [, , dayOfMonth = '*', month = '*', dayOfWeek = '*'] = (
    schedule ?? ''
  ).split(/\s+/);
  if (month !== '*') {
    return 366 * 24;
  }
  if (dayOfMonth !== '*') {
    return 31 * 24;
  }
  return dayOfWeek === '*' ? 24 : 7 * 24;
}
