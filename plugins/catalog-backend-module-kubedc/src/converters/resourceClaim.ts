import {
  resourceClaimKind,
  type ResourceClaim,
} from '@kubedc/backstage-plugin-kubedc-common';
import { resourceEntity } from './resource';
import type { EntityConverter } from './types';

/**
 * A claim for a GPU.
 */
export const resourceClaimConverter: EntityConverter<ResourceClaim> = {
  kind: resourceClaimKind.id,
  convert: (object, context) =>
    resourceEntity(resourceClaimKind, object, context),
};
