import { readinessHealth } from '../../health';
import { conditionOf, numberOf, textOf } from '../../kubernetes';
import type { KindDefinition } from '../types';
import { subnetType, type Subnet } from './type';

export * from './type';

function readyOf({ status }: Subnet): boolean {
  return conditionOf(status, 'Ready')?.status === 'True';
}

/**
 * Ranges of addresses.
 *
 * @public
 */
export const subnetKind: KindDefinition<Subnet> = {
  id: 'subnet',
  type: subnetType,
  scope: 'platform',
  title: { singular: 'Subnet', plural: 'Subnets' },
  path: 'subnets',
  entity: { kind: 'Resource', type: 'subnet', prefix: 'subnet' },
  listed: false,
  facts: [
    {
      id: 'cidr',
      title: 'Addresses',
      type: 'text',
      group: 'reach',
      column: true,
    },
    {
      id: 'gateway',
      title: 'Gateway',
      type: 'address',
      group: 'reach',
      column: true,
    },
    { id: 'vpc', title: 'VPC', type: 'text', group: 'what', column: true },
    {
      id: 'free',
      title: 'Free addresses',
      type: 'number',
      group: 'what',
      column: true,
    },
  ],
  supporting: [],
  health: subnet =>
    readinessHealth(subnet, {
      ready: subnet.status && readyOf(subnet),
      conditions: subnet.status?.conditions,
      order: ['Ready', 'Validated'],
      ok: 'Addresses can be given out',
      waiting: 'Being set up',
    }),
  summarize: ({ spec, status }) => ({
    cidr: textOf(spec?.cidrBlock) ?? null,
    gateway: textOf(spec?.gateway) ?? null,
    vpc: textOf(spec?.vpc) ?? null,
    free: numberOf(status?.v4availableIPs) ?? null,
  }),
  operations: [],
};
