import { readinessHealth } from '../../health';
import { textOf } from '../../kubernetes';
import type { KindDefinition } from '../types';
import { eipType, type Eip } from './type';

export * from './type';

/**
 * External addresses.
 *
 * @public
 */
export const eipKind: KindDefinition<Eip> = {
  id: 'eip',
  type: eipType,
  scope: 'project',
  title: { singular: 'External address', plural: 'External addresses' },
  path: 'external-addresses',
  entity: { kind: 'Resource', type: 'external-ip', prefix: 'eip' },
  listed: false,
  facts: [
    {
      id: 'address',
      title: 'Address',
      type: 'address',
      group: 'reach',
      column: true,
    },
    {
      id: 'network',
      title: 'Network',
      type: 'text',
      group: 'what',
      column: true,
    },
    { id: 'use', title: 'Use', type: 'text', group: 'what', column: true },
  ],
  supporting: [],
  health: eip =>
    readinessHealth(eip, {
      ready: eip.status && (eip.status.ready ?? false),
      conditions: eip.status?.conditions,
      ok:
        eip.status?.ownershipType === 'Released'
          ? 'Nothing uses it'
          : 'The address is in use',
      waiting: 'Waiting for an address; the quota may be used up',
    }),
  summarize: ({ spec, status }) => ({
    address: textOf(status?.ipAddress) ?? null,
    network: textOf(spec?.externalNetworkType) ?? null,
    use: textOf(status?.ownershipType) ?? null,
  }),
  keywords: ({ status }) => ({
    addresses: [textOf(status?.ipAddress) ?? ''].filter(Boolean),
  }),
  operations: [],
};
