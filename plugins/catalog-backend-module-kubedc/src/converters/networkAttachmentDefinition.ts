import {
  networkAttachmentDefinitionKind,
  type NetworkAttachmentDefinition,
} from '@kubedc/backstage-plugin-kubedc-common';
import { resourceEntity } from './resource';
import type { EntityConverter } from './types';

/**
 * A network.
 */
export const networkAttachmentDefinitionConverter: EntityConverter<NetworkAttachmentDefinition> =
  {
    kind: networkAttachmentDefinitionKind.id,
    convert: (object, context) =>
      resourceEntity(networkAttachmentDefinitionKind, object, context),
  };
