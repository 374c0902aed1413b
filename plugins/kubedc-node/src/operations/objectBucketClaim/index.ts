import {
  bucketDelete,
  objectBucketClaimKind,
} from '@kubedc/backstage-plugin-kubedc-common';
import { deletionRunner } from '../common';

export * from './create';

/** Deletes a bucket with everything in it. */
export const deleteObjectBucketClaim = deletionRunner(
  bucketDelete,
  objectBucketClaimKind,
);
