import { readinessHealth } from '../../health';
import { textOf } from '../../kubernetes';
import type { KindDefinition } from '../types';
import { floatingIpType, type FloatingIp } from './type';

export * from './type';

/**
 * External addresses mapped to one workload.
 *
 * @public
 */
export const fipKind: KindDefinition<FloatingIp> = {
  id: 'fip',
  type: floatingIpType,
  scope: 'project',
  title: { singular: 'Floating address', plural: 'Floating addresses' },
  path: 'floating-addresses',
  entity: { kind: 'Resource', type: 'floating-ip', prefix: 'fip' },
  listed: false,
  facts: [
    {
      id: 'external',
      title: 'External address',
      type: 'address',
      group: 'reach',
      column: true,
    },
    {
      id: 'target',
      title: 'Target',
      type: 'text',
      group: 'what',
      column: true,
    },
    {
      id: 'targetAddress',
      title: 'Target address',
      type: 'address',
      group: 'reach',
      column: true,
    },
  ],
  supporting: [],
  health: fip =>
    readinessHealth(fip, {
      ready: fip.status && (fip.status.ready ?? false),
      conditions: fip.status?.conditions,
      ok: 'Traffic reaches the target',
      waiting: fip.spec?.vmTarget
        ? 'Waiting for the virtual machine to have an address'
        : 'Being set up',
    }),
  summarize: ({ spec, status }) => ({
    external: textOf(status?.externalIP) ?? null,
    target: textOf(spec?.vmTarget?.vmName) ?? null,
    targetAddress:
      textOf(status?.resolvedTargetIP) ?? textOf(spec?.ipAddress) ?? null,
  }),
  keywords: ({ status }) => ({
    addresses: [textOf(status?.externalIP) ?? ''].filter(Boolean),
  }),
  operations: [],
};
