import { readinessHealth } from '../../health';
import { numberOf, textOf } from '../../kubernetes';
import type { KindDefinition } from '../types';
import { fabricSegmentType, type FabricSegment } from './type';

export * from './type';

/**
 * VLANs of the data centre.
 *
 * @public
 */
export const fabricSegmentKind: KindDefinition<FabricSegment> = {
  id: 'fabricSegment',
  type: fabricSegmentType,
  scope: 'platform',
  title: { singular: 'Fabric segment', plural: 'Fabric segments' },
  path: 'fabric-segments',
  entity: { kind: 'Resource', type: 'fabric-segment', prefix: 'fabric' },
  listed: false,
  facts: [
    { id: 'vlan', title: 'VLAN', type: 'number', group: 'what', column: true },
    {
      id: 'uplink',
      title: 'Uplink',
      type: 'text',
      group: 'what',
      column: true,
    },
    {
      id: 'boundTo',
      title: 'Used by',
      type: 'text',
      group: 'what',
      column: true,
    },
    {
      id: 'nodes',
      title: 'Nodes',
      type: 'number',
      group: 'what',
      column: true,
    },
  ],
  supporting: [],
  health: segment =>
    readinessHealth(segment, {
      ready: segment.status && (segment.status.ready ?? false),
      conditions: segment.status?.conditions,
      ok: segment.status?.boundTo ? 'In use' : 'It can be handed out',
      waiting: 'Waiting for its uplink and nodes',
    }),
  summarize: ({ spec, status }) => ({
    vlan: numberOf(spec?.vlanId) ?? null,
    uplink: textOf(spec?.providerNetwork) ?? textOf(spec?.bridge) ?? null,
    boundTo: textOf(status?.boundTo) ?? null,
    nodes: Array.isArray(status?.readyNodes) ? status.readyNodes.length : null,
  }),
  operations: [],
};
