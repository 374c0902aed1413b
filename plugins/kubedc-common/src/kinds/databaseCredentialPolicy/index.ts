import { readinessHealth } from '../../health';
import { conditionOf, textOf, timeOf } from '../../kubernetes';
import type { KindDefinition } from '../types';
import {
  databaseCredentialPolicyType,
  type DatabaseCredentialPolicy,
} from './type';

export * from './type';

/**
 * How passwords of database users are rotated.
 *
 * @public
 */
export const databaseCredentialPolicyKind: KindDefinition<DatabaseCredentialPolicy> =
  {
    id: 'databaseCredentialPolicy',
    type: databaseCredentialPolicyType,
    scope: 'project',
    title: { singular: 'Credential policy', plural: 'Credential policies' },
    path: 'credential-policies',
    entity: { kind: 'Resource', type: 'credential-policy', prefix: 'cred' },

    listed: false,
    facts: [
      {
        id: 'database',
        title: 'Database',
        type: 'text',
        group: 'what',
        column: true,
      },
      { id: 'user', title: 'User', type: 'text', group: 'what', column: true },
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
    health: policy =>
      readinessHealth(policy, {
        ready:
          policy.status &&
          conditionOf(policy.status, 'Ready')?.status === 'True',
        conditions: policy.status?.conditions,
        order: ['Ready', 'Synced', 'RotationScheduled'],
        ok: 'The password is rotated by schedule',
        waiting: 'Being set up',
      }),
    summarize: ({ spec, status }) => ({
      database: textOf(spec?.databaseRef?.name) ?? null,
      user: textOf(status?.username) ?? textOf(spec?.username) ?? null,
      secret: textOf(status?.targetSecretName) ?? null,
      nextRotation: timeOf(status?.nextRotationTime) ?? null,
    }),

    operations: [],
  };
