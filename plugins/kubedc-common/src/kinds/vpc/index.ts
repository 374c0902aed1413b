import { readinessHealth } from '../../health';
import type { KindDefinition } from '../types';
import { vpcType, type Vpc } from './type';

export * from './type';

function namesOf(names: unknown): string | null {
  return (Array.isArray(names) && names.join(', ')) || null;
}

/**
 * Private networks of projects.
 *
 * @public
 */
export const vpcKind: KindDefinition<Vpc> = {
  id: 'vpc',
  type: vpcType,
  scope: 'platform',
  title: { singular: 'VPC', plural: 'VPCs' },
  path: 'vpcs',
  entity: { kind: 'Resource', type: 'vpc', prefix: 'vpc' },
  listed: false,
  facts: [
    {
      id: 'subnets',
      title: 'Subnets',
      type: 'text',
      group: 'what',
      column: true,
    },
    {
      id: 'namespaces',
      title: 'Namespaces',
      type: 'text',
      group: 'what',
      column: true,
    },
  ],
  supporting: [],
  health: vpc =>
    readinessHealth(vpc, {
      ready: vpc.status?.standby,
      conditions: vpc.status?.conditions,
      ok: 'The network is set up',
      waiting: 'Being set up',
    }),
  summarize: ({ spec, status }) => ({
    subnets: namesOf(status?.subnets),
    namespaces: namesOf(spec?.namespaces),
  }),
  operations: [],
};
