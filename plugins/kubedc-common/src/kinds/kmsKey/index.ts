import { deletingHealth, readinessHealth } from '../../health';
import { conditionOf, numberOf, textOf, timeOf } from '../../kubernetes';
import type { KindDefinition } from '../types';
import { kmsKeyType, type KmsKey } from './type';

export * from './type';

/**
 * Encryption keys.
 *
 * @public
 */
export const kmsKeyKind: KindDefinition<KmsKey> = {
  id: 'kmsKey',
  type: kmsKeyType,
  scope: 'project',
  title: { singular: 'Encryption key', plural: 'Encryption keys' },
  path: 'keys',
  entity: { kind: 'Resource', type: 'kms-key', prefix: 'key' },
  listed: false,
  facts: [
    {
      id: 'purpose',
      title: 'Purpose',
      type: 'text',
      group: 'what',
      column: true,
    },
    {
      id: 'algorithm',
      title: 'Algorithm',
      type: 'text',
      group: 'what',
      column: true,
    },
    {
      id: 'version',
      title: 'Version',
      type: 'number',
      group: 'what',
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
  health: key => {
    const end = timeOf(key.status?.scheduledDeletion);
    return end
      ? deletingHealth(key) ?? {
          state: 'warning',
          label: 'To be deleted',
          reason:
            'Its material will be destroyed; until then that can be cancelled',
          since: end,
          source: 'scheduledDeletion',
        }
      : readinessHealth(key, {
          ready:
            key.status && conditionOf(key.status, 'Ready')?.status === 'True',
          conditions: key.status?.conditions,
          order: ['Ready', 'OpenBaoMounted', 'RotationScheduled'],
          ok: 'It can encrypt and decrypt',
          waiting: 'Being made',
        });
  },
  summarize: ({ spec, status }) => ({
    purpose: textOf(spec?.purpose) ?? null,
    algorithm: textOf(spec?.algorithm) ?? null,
    version: numberOf(status?.currentVersion) ?? null,
    nextRotation: timeOf(status?.nextRotationTime) ?? null,
  }),
  operations: [],
};
