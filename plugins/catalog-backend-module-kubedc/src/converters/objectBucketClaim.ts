import {
  objectBucketClaimKind,
  type ObjectBucketClaim,
} from '@kubedc/backstage-plugin-kubedc-common';
import { resourceEntity } from './entity';
import type { EntityConverter } from './types';

/**
 * A bucket.
 */
export const objectBucketClaimConverter: EntityConverter<ObjectBucketClaim> = {
  kind: objectBucketClaimKind.id,
  convert: (claim, context) =>
    resourceEntity(objectBucketClaimKind, claim, context),
};
