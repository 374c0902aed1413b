import type { KubernetesObject, ResourceType } from '../../kubernetes';

/**
 * A network that workloads of a project can attach to.
 *
 * @public
 */
export interface NetworkAttachmentDefinition extends KubernetesObject {
  /** `config` is the CNI configuration, as JSON. */
  spec?: { config?: string };
}

/**
 * Resource type of {@link NetworkAttachmentDefinition}.
 *
 * @public
 */
export const networkAttachmentDefinitionType: ResourceType = {
  group: 'k8s.cni.cncf.io',
  version: 'v1',
  resource: 'network-attachment-definitions',
  kind: 'NetworkAttachmentDefinition',
  namespaced: true,
};
