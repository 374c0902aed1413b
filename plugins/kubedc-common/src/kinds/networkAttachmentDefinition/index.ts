import { deletingHealth } from '../../health';
import { textOf } from '../../kubernetes';
import type { KindDefinition } from '../types';
import {
  networkAttachmentDefinitionType,
  type NetworkAttachmentDefinition,
} from './type';

export * from './type';

/** The plugin that makes the attachment, for example `kube-ovn`. */
function cniTypeOf({ spec }: NetworkAttachmentDefinition): string | undefined {
  try {
    const config: unknown = JSON.parse(spec?.config ?? '');
    return textOf((config as { type?: unknown } | null)?.type);
  } catch {
    return undefined;
  }
}

/**
 * Networks that workloads of a project can attach to.
 *
 * @public
 */
export const networkAttachmentDefinitionKind: KindDefinition<NetworkAttachmentDefinition> =
  {
    id: 'networkAttachmentDefinition',
    type: networkAttachmentDefinitionType,
    scope: 'project',
    title: { singular: 'Network', plural: 'Networks' },
    path: 'networks',
    entity: { kind: 'Resource', type: 'network', prefix: 'net' },

    listed: false,
    facts: [
      { id: 'type', title: 'Type', type: 'text', group: 'what', column: true },
    ],
    supporting: [],
    health: network =>
      deletingHealth(network) ?? {
        state: 'ok',
        label: 'Ready',
        reason: 'Workloads can attach to it',
      },
    summarize: network => ({ type: cniTypeOf(network) ?? null }),

    operations: [],
  };
