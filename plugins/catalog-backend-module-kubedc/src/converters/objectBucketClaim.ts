import {
  objectBucketClaimKind,
  type ObjectBucketClaim,
} from '@kubedc/backstage-plugin-kubedc-common';
import { resourceEntity } from './resource';
import type { EntityConverter } from './types';

/**
 * A bucket.
 */
export const objectBucketClaimConverter: EntityConverter<ObjectBucketClaim> = {
  kind: objectBucketClaimKind.id,
  convert: (object, context) =>
    resourceEntity(objectBucketClaimKind, object, context),
};
