import { textOf } from '../../kubernetes';
import type { KindDefinition } from '../types';
import { objectBucketClaimFacts, summarizeObjectBucketClaim } from './facts';
import { objectBucketClaimHealth } from './health';
import { objectBucketClaimOperations } from './operations';
import { objectBucketClaimType, type ObjectBucketClaim } from './type';

export * from './type';
export * from './operations';

/**
 * S3 buckets.
 *
 * @public
 */
export const objectBucketClaimKind: KindDefinition<ObjectBucketClaim> = {
  id: 'objectBucketClaim',
  type: objectBucketClaimType,
  scope: 'project',
  title: { singular: 'Bucket', plural: 'Buckets' },
  path: 'buckets',
  entity: { kind: 'Resource', type: 'bucket', prefix: 'bucket' },
  listed: true,
  facts: objectBucketClaimFacts,
  supporting: [],
  health: objectBucketClaimHealth,
  summarize: summarizeObjectBucketClaim,
  keywords: ({ spec }) => ({
    hosts: [textOf(spec?.bucketName) ?? ''].filter(Boolean),
  }),
  operations: objectBucketClaimOperations,
};
