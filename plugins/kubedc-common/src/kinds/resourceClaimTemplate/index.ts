import { deletingHealth } from '../../health';
import { deviceClassesOf } from '../shared/devices';
import type { KindDefinition } from '../types';
import { resourceClaimTemplateType, type ResourceClaimTemplate } from './type';

export * from './type';

/**
 * What claims for devices are made from.
 *
 * @public
 */
export const resourceClaimTemplateKind: KindDefinition<ResourceClaimTemplate> =
  {
    id: 'resourceClaimTemplate',
    type: resourceClaimTemplateType,
    scope: 'project',
    title: { singular: 'GPU claim template', plural: 'GPU claim templates' },
    path: 'gpu-claim-templates',
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
    health: template =>
      deletingHealth(template) ?? {
        state: 'ok',
        label: 'Ready',
        reason: 'Workloads can claim devices with it',
      },
    summarize: ({ spec }) => ({
      device: deviceClassesOf(spec?.spec).join(', ') || null,
    }),

    operations: [],
  };
