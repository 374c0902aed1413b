import type { KubernetesObject, ResourceType } from '../../kubernetes';

/**
 * A claim for an S3 bucket.
 *
 * @public
 */
export interface ObjectBucketClaim extends KubernetesObject {
  spec?: {
    bucketName?: string;
    generateBucketName?: string;
    storageClassName?: string;
  };
  status?: { phase?: string };
}

/**
 * Resource type of {@link ObjectBucketClaim}.
 *
 * @public
 */
export const objectBucketClaimType: ResourceType = {
  group: 'objectbucket.io',
  version: 'v1alpha1',
  resource: 'objectbucketclaims',
  kind: 'ObjectBucketClaim',
  namespaced: true,
};

/**
 * Label that usage accounting needs on a bucket: the organization's name.
 *
 * @public
 */
export const ORGANIZATION_LABEL = 'kube-dc.com/organization';

/** Claims that the platform makes for its own backups. */
const PLATFORM_BUCKETS: Record<string, string> = {
  'managed-k8s-backups': 'Backups of clusters',
  'db-backups': 'Backups of databases',
};

/**
 * What the platform itself uses a bucket for.
 *
 * @returns undefined when the bucket is a person's.
 * @public
 */
export function platformUseOf(claim: KubernetesObject): string | undefined {
  const { name } = claim.metadata;
  return Object.hasOwn(PLATFORM_BUCKETS, name)
    ? PLATFORM_BUCKETS[name]
    : undefined;
}
