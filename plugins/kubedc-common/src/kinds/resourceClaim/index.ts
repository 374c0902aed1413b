import { readinessHealth } from '../../health';
import { deviceClassesOf } from '../shared/devices';
import type { KindDefinition } from '../types';
import { resourceClaimType, type ResourceClaim } from './type';

export * from './type';

/**
 * Claims for devices.
 *
 * @public
 */
export const resourceClaimKind: KindDefinition<ResourceClaim> = {
  id: 'resourceClaim',
  type: resourceClaimType,
  scope: 'project',
  title: { singular: 'GPU claim', plural: 'GPU claims' },
  path: 'gpu-claims',
  entity: { kind: 'Resource', type: 'gpu-claim', prefix: 'gpu' },
  listed: false,
  facts: [
    {
      id: 'device',
      title: 'Device',
      type: 'text',
      group: 'what',
      column: true,
    },
  ],
  supporting: [],
  health: claim =>
    readinessHealth(claim, {
      ready: claim.status && claim.status.allocation !== undefined,
      ok: 'A device is reserved',
      waiting: 'Waiting for a workload, or for a free device',
    }),
  summarize: ({ spec }) => ({
    device: deviceClassesOf(spec).join(', ') || null,
  }),
  operations: [],
};
