import { defineCrd } from './definition';
import { int32, object, open, string } from './schema';

const free = () => ({ ...open(), nullable: true });

export const objectBucketClaimCrd = defineCrd({
  group: 'objectbucket.io',
  version: 'v1alpha1',
  kind: 'ObjectBucketClaim',
  plural: 'objectbucketclaims',
  shortNames: ['obc', 'obcs'],
  description: 'A claim for a bucket of object storage.',
  spec: object({
    additionalConfig: free(),
    bucketName: string(),
    generateBucketName: string(),
    objectBucketName: string(),
    storageClassName: string(),
  }),
  status: open(),
});

export const objectBucketCrd = defineCrd({
  group: 'objectbucket.io',
  version: 'v1alpha1',
  kind: 'ObjectBucket',
  plural: 'objectbuckets',
  scope: 'Cluster',
  shortNames: ['ob', 'obs'],
  description: 'A bucket of object storage.',
  spec: object({
    additionalState: free(),
    authentication: { type: 'object', nullable: true, items: open() },
    claimRef: free(),
    endpoint: object(
      {
        additionalConfig: free(),
        bucketHost: string(),
        bucketName: string(),
        bucketPort: int32(),
        region: string(),
        subRegion: string(),
      },
      { nullable: true },
    ),
    reclaimPolicy: string(),
    storageClassName: string(),
  }),
  status: open(),
});
