import { textOf, timeOf } from '../../kubernetes';
import { parseQuantity } from '../../quantities';
import type { FactDeclaration, FactValue } from '../types';
import { externalEndpointOf } from './connection';
import { instancesOf } from './health';
import type { KdcDatabase } from './type';

export const kdcDatabaseFacts: readonly FactDeclaration[] = [
  { id: 'engine', title: 'Engine', type: 'text', group: 'what', column: true },
  {
    id: 'version',
    title: 'Version',
    type: 'version',
    group: 'what',
    column: true,
  },
  {
    id: 'instances',
    title: 'Instances',
    type: 'text',
    group: 'what',
    column: true,
  },
  { id: 'cpu', title: 'vCPU each', type: 'cores', group: 'what' },
  { id: 'memory', title: 'Memory each', type: 'bytes', group: 'what' },
  {
    id: 'storage',
    title: 'Storage each',
    type: 'bytes',
    group: 'what',
    column: true,
  },
  {
    id: 'lastBackup',
    title: 'Last backup',
    type: 'time',
    group: 'what',
    column: true,
  },
  {
    id: 'endpoint',
    title: 'Endpoint',
    type: 'address',
    group: 'reach',
    column: true,
  },
  {
    id: 'externalEndpoint',
    title: 'Outside endpoint',
    type: 'address',
    group: 'reach',
  },
  { id: 'database', title: 'Database', type: 'text', group: 'reach' },
  { id: 'user', title: 'User', type: 'text', group: 'reach' },
];

const ENGINES: Record<string, string> = {
  postgresql: 'PostgreSQL',
  mariadb: 'MariaDB',
};

export function summarizeKdcDatabase(
  database: KdcDatabase,
): Record<string, FactValue> {
  const { spec, status } = database;
  const engine = textOf(spec?.engine);
  const { ready, total } = instancesOf(database);
  return {
    engine:
      engine && Object.hasOwn(ENGINES, engine)
        ? ENGINES[engine]
        : engine ?? null,
    version: textOf(status?.version) ?? textOf(spec?.version) ?? null,
    instances: `${ready} of ${total} ready`,
    cpu: parseQuantity(spec?.cpu) ?? null,
    memory: parseQuantity(spec?.memory) ?? null,
    storage: parseQuantity(spec?.storage) ?? null,
    lastBackup: timeOf(status?.latestBackup) ?? null,
    endpoint: textOf(status?.endpoint) ?? null,
    externalEndpoint: externalEndpointOf(database) ?? null,
    database: textOf(spec?.databaseName) ?? null,
    user: textOf(spec?.username) ?? null,
  };
}
