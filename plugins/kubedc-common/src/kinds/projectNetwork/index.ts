import { firstFalse, phaseHealth, wordsOf } from '../../health';
import { numberOf, textOf } from '../../kubernetes';
import type { KindDefinition } from '../types';
import { projectNetworkType, type ProjectNetwork } from './type';

export * from './type';

/**
 * Data centre VLANs that were granted to projects.
 *
 * @public
 */
export const projectNetworkKind: KindDefinition<ProjectNetwork> = {
  id: 'projectNetwork',
  type: projectNetworkType,
  scope: 'platform',
  title: { singular: 'VLAN', plural: 'VLANs' },
  path: 'vlans',
  entity: { kind: 'Resource', type: 'vlan', prefix: 'vlan' },
  listed: false,
  facts: [
    {
      id: 'segment',
      title: 'Segment',
      type: 'text',
      group: 'what',
      column: true,
    },
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
    { id: 'ports', title: 'Attached', type: 'number', group: 'what' },
  ],
  supporting: [],
  health: network =>
    phaseHealth(network, network.status?.phase, {
      Ready: {
        state: 'ok',
        label: 'Ready',
        reason: 'Workloads can attach to it',
      },
      Pending: {
        state: 'progressing',
        label: 'Pending',
        reason: wordsOf(firstFalse(network.status?.conditions), 'Being set up'),
      },
      Denying: {
        state: 'progressing',
        label: 'Releasing',
        reason: 'Waiting until nothing is attached any more',
      },
    }),
  summarize: ({ spec, status }) => ({
    segment: textOf(spec?.segmentRef) ?? null,
    cidr: textOf(spec?.cidrBlock) ?? null,
    gateway: textOf(spec?.gateway) ?? null,
    ports: numberOf(status?.attachedPorts) ?? null,
  }),
  operations: [],
};
