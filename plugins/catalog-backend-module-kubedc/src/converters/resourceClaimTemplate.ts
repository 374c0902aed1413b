import {
  resourceClaimTemplateKind,
  type ResourceClaimTemplate,
} from '@kubedc/backstage-plugin-kubedc-common';
import { resourceEntity } from './resource';
import type { EntityConverter } from './types';

/**
 * What claims for GPUs are made from.
 */
export const resourceClaimTemplateConverter: EntityConverter<ResourceClaimTemplate> =
  {
    kind: resourceClaimTemplateKind.id,
    convert: (object, context) =>
      resourceEntity(resourceClaimTemplateKind, object, context),
  };
