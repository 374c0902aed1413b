import { phaseHealth } from '../../health';
import { textOf, timeOf } from '../../kubernetes';
import type { KindDefinition } from '../types';
import { postgresqlBackupType, type PostgresqlBackup } from './type';

export * from './type';

const MOVING = ['pending', 'new', 'started', 'running', 'finalizing'];

/**
 * Backups of PostgreSQL databases.
 *
 * @public
 */
export const postgresqlBackupKind: KindDefinition<PostgresqlBackup> = {
  id: 'postgresqlBackup',
  type: postgresqlBackupType,
  scope: 'project',
  title: { singular: 'PostgreSQL backup', plural: 'PostgreSQL backups' },
  path: 'postgresql-backups',
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
    { id: 'method', title: 'Method', type: 'text', group: 'what' },
    {
      id: 'started',
      title: 'Started',
      type: 'time',
      group: 'what',
      column: true,
    },
    {
      id: 'finished',
      title: 'Finished',
      type: 'time',
      group: 'what',
      column: true,
    },
  ],
  supporting: [],
  health: backup =>
    phaseHealth(backup, backup.status?.phase, {
      ...Object.fromEntries(
        MOVING.map(phase => [
          phase,
          {
            state: 'progressing' as const,
            label: 'Running',
            reason: 'The backup is being taken',
          },
        ]),
      ),
      completed: {
        state: 'ok',
        label: 'Completed',
        reason: 'A database can be restored from it',
      },
      failed: {
        state: 'error',
        label: 'Failed',
        reason: textOf(backup.status?.error) ?? 'The platform gives no reason',
      },
      walArchivingFailing: {
        state: 'error',
        label: 'Failing',
        reason: 'The log of changes cannot be archived',
      },
    }),
  summarize: ({ spec, status }) => ({
    database: textOf(spec?.cluster?.name) ?? null,
    method: textOf(spec?.method) ?? null,
    started: timeOf(status?.startedAt) ?? null,
    finished: timeOf(status?.stoppedAt) ?? null,
  }),
  operations: [],
};
