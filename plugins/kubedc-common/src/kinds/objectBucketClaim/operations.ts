import { z } from 'zod/v3';
import { defineOperation } from '../../operations/define';
import { connectableOutput } from '../../operations/fields';
import {
  existingObjectInput,
  newObjectInput,
  objectOutput,
  subdomainName,
} from '../../operations/schemas';
import { operationPermission } from '../../permissions/permissions';
import { platformUseOf } from './type';

/**
 * Makes a bucket: `bucket:create`.
 *
 * @public
 */
export const bucketCreate = defineOperation({
  id: 'bucket:create',
  kind: 'objectBucketClaim',
  title: 'Create bucket',
  description: 'Makes an S3 bucket with keys of its own.',
  target: 'new',
  input: newObjectInput.extend({
    storageClass: subdomainName
      .default('ceph-bucket')
      .describe('Storage class of buckets'),
  }),
  output: connectableOutput.extend({
    bucket: z.string().describe('Name of the bucket in S3'),
  }),
  access: [
    {
      verb: 'create',
      group: 'objectbucket.io',
      resource: 'objectbucketclaims',
      in: 'project',
    },
  ],
  permission: operationPermission('bucket:create', 'create'),
  destructive: false,
  confirm: 'none',
  deadlineSeconds: 300,
});

/**
 * Deletes a bucket with everything in it: `bucket:delete`.
 *
 * @public
 */
export const bucketDelete = defineOperation({
  id: 'bucket:delete',
  kind: 'objectBucketClaim',
  title: 'Delete',
  description: 'Deletes a bucket with all objects in it.',
  target: 'existing',
  input: existingObjectInput,
  output: objectOutput,
  access: [
    {
      verb: 'delete',
      group: 'objectbucket.io',
      resource: 'objectbucketclaims',
      in: 'project',
    },
  ],
  permission: operationPermission('bucket:delete', 'delete'),
  destructive: true,
  confirm: 'name',
  consequences: () => [
    'All objects in the bucket are destroyed, and its keys.',
  ],
  availability: object =>
    platformUseOf(object)
      ? { available: false, reason: 'The platform keeps its backups in it' }
      : { available: true },
  deadlineSeconds: 600,
});

/** In the order in which a menu shows them. */
export const objectBucketClaimOperations = [
  bucketCreate,
  bucketDelete,
] as const;
