import { readinessHealth } from '../../health';
import { conditionOf, listOf, textOf, timeOf } from '../../kubernetes';
import type { KindDefinition } from '../types';
import { mariadbBackupType, type MariadbBackup } from './type';

export * from './type';

/** A backup that is not complete yet says so by the same condition as one that failed; only the reason tells. */
function failuresOf({ status }: MariadbBackup) {
  return listOf(status?.conditions).filter(({ reason }) =>
    /fail/i.test(reason ?? ''),
  );
}

/**
 * Backups of MariaDB databases.
 *
 * @public
 */
export const mariadbBackupKind: KindDefinition<MariadbBackup> = {
  id: 'mariadbBackup',
  type: mariadbBackupType,
  scope: 'project',
  title: { singular: 'MariaDB backup', plural: 'MariaDB backups' },
  path: 'mariadb-backups',
  entity: { kind: 'Resource', type: 'backup', prefix: 'backup' },
  listed: false,
  facts: [
    {
      id: 'database',
      title: 'Database',
      type: 'text',
      group: 'what',
      column: true,
    },
    {
      id: 'schedule',
      title: 'Schedule',
      type: 'text',
      group: 'what',
      column: true,
    },
    {
      id: 'last',
      title: 'Last run',
      type: 'time',
      group: 'what',
      column: true,
    },
  ],
  supporting: [],
  health: backup =>
    readinessHealth(backup, {
      ready:
        backup.status &&
        conditionOf(backup.status, 'Complete')?.status === 'True',
      conditions: failuresOf(backup),
      ok: 'A database can be restored from it',
      waiting: backup.spec?.schedule
        ? 'Waiting for its first run'
        : 'The backup is being taken',
    }),
  summarize: ({ spec, status }) => ({
    database: textOf(spec?.mariaDbRef?.name) ?? null,
    schedule: textOf(spec?.schedule?.cron) ?? null,
    last: timeOf(status?.lastScheduleTime) ?? null,
  }),
  operations: [],
};
