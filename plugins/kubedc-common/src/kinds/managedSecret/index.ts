import { readinessHealth } from '../../health';
import { conditionOf, numberOf, textOf, timeOf } from '../../kubernetes';
import type { KindDefinition } from '../types';
import { managedSecretType, type ManagedSecret } from './type';

export * from './type';

/**
 * Secrets whose values the platform keeps.
 *
 * @public
 */
export const managedSecretKind: KindDefinition<ManagedSecret> = {
  id: 'managedSecret',
  type: managedSecretType,
  scope: 'project',
  title: { singular: 'Managed secret', plural: 'Managed secrets' },
  path: 'managed-secrets',
  entity: { kind: 'Resource', type: 'managed-secret', prefix: 'secret' },
  listed: false,
  facts: [
    { id: 'type', title: 'Type', type: 'text', group: 'what', column: true },
    {
      id: 'version',
      title: 'Version',
      type: 'number',
      group: 'what',
      column: true,
    },
    {
      id: 'secret',
      title: 'Kubernetes secret',
      type: 'text',
      group: 'reach',
      column: true,
    },
    {
      id: 'nextRotation',
      title: 'Next rotation',
      type: 'time',
      group: 'what',
      column: true,
    },
  ],
  supporting: [],
  health: secret =>
    readinessHealth(secret, {
      ready:
        secret.status && conditionOf(secret.status, 'Ready')?.status === 'True',
      conditions: secret.status?.conditions,
      order: ['Ready', 'OpenBaoMounted', 'Synced', 'RotationScheduled'],
      ok: 'Its values can be read',
      waiting: 'Being set up',
    }),
  summarize: ({ spec, status }) => ({
    type: textOf(spec?.type) ?? null,
    version: numberOf(status?.currentVersion) ?? null,
    secret: textOf(status?.syncedSecretName) ?? null,
    nextRotation: timeOf(status?.nextRotationTime) ?? null,
  }),
  operations: [],
};
