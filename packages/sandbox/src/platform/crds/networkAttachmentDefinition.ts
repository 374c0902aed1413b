import { defineCrd } from './definition';
import { object, string } from './schema';

export const networkAttachmentDefinitionCrd = defineCrd({
  group: 'k8s.cni.cncf.io',
  version: 'v1',
  kind: 'NetworkAttachmentDefinition',
  plural: 'network-attachment-definitions',
  singular: 'network-attachment-definition',
  shortNames: ['net-attach-def'],
  description: 'A network that workloads can be attached to.',
  statusSubresource: false,
  spec: object({ config: string() }),
});
