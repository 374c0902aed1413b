import { textOf } from '../../kubernetes';
import type { KindDefinition } from '../types';
import { kdcDatabaseFacts, summarizeKdcDatabase } from './facts';
import { kdcDatabaseHealth } from './health';
import { kdcDatabaseOperations } from './operations';
import { kdcDatabaseType, type KdcDatabase } from './type';

export * from './type';
export * from './connection';
export * from './operations';

/**
 * Managed databases.
 *
 * @public
 */
export const kdcDatabaseKind: KindDefinition<KdcDatabase> = {
  id: 'kdcDatabase',
  type: kdcDatabaseType,
  scope: 'project',
  title: { singular: 'Database', plural: 'Databases' },
  path: 'databases',
  entity: { kind: 'Resource', type: 'database', prefix: 'db' },
  // The claims of a MariaDB have no owner: its stateful set made them.
  engines: [
    {
      group: 'postgresql.cnpg.io',
      kind: 'Cluster',
      parts: ['persistentVolumeClaim'],
    },
  ],
  listed: true,
  facts: kdcDatabaseFacts,
  supporting: [],
  health: kdcDatabaseHealth,
  summarize: summarizeKdcDatabase,
  keywords: ({ spec, status }) => ({
    hosts: [status?.endpoint, status?.externalEndpoint].flatMap(
      host => textOf(host) ?? [],
    ),
    version: [textOf(spec?.engine), textOf(spec?.version)]
      .filter(Boolean)
      .join(' '),
  }),
  operations: kdcDatabaseOperations,
};
