import {
  bucketCreate,
  type KubernetesObject,
} from '@kubedc/backstage-plugin-kubedc-common';
import {
  bodiesOf,
  contextOf,
  object,
  platformObjects,
} from '../__testUtils__/context';
import { createObjectBucketClaim, deleteObjectBucketClaim } from '.';

const input = (name = 'media') =>
  bucketCreate.input.parse({ project: 'acme/production', name });

const claim = (name: string, status?: object) =>
  ({
    ...object(
      'objectbucket.io/v1alpha1',
      'ObjectBucketClaim',
      'acme-production',
      name,
    ),
    status,
  } as KubernetesObject);

describe('bucket:create', () => {
  it('makes a bucket as the platform documents it', async () => {
    const plan = await createObjectBucketClaim.plan(
      input(),
      contextOf(platformObjects()),
    );
    expect(bodiesOf(plan)).toEqual([
      {
        apiVersion: 'objectbucket.io/v1alpha1',
        kind: 'ObjectBucketClaim',
        metadata: {
          name: 'media',
          namespace: 'acme-production',
          labels: { 'kube-dc.com/organization': 'acme' },
        },
        spec: {
          bucketName: 'acme-production-media',
          storageClassName: 'ceph-bucket',
        },
      },
    ]);
  });

  it.each([
    ['db-backups', /keeps this name/],
    ['managed-k8s-backups', /keeps this name/],
    ['m'.repeat(48), /over 63 characters/],
  ])('refuses the name %s', async (name, message) => {
    await expect(
      createObjectBucketClaim.plan(input(name), contextOf(platformObjects())),
    ).rejects.toMatchObject({
      field: 'name',
      message: expect.stringMatching(message),
    });
  });

  it('ends when the bucket is bound', async () => {
    const settle = (status: object) =>
      createObjectBucketClaim.settled(
        input(),
        contextOf([claim('media', status)]),
        {
          startedAt: new Date(),
          created: [],
        },
      );
    await expect(settle({ phase: 'Pending' })).resolves.toMatchObject({
      state: 'pending',
    });
    await expect(settle({ phase: 'Failed' })).resolves.toMatchObject({
      state: 'failed',
    });
    await expect(settle({ phase: 'Bound' })).resolves.toMatchObject({
      state: 'done',
      output: {
        bucket: 'acme-production-media',
        endpoint: 'https://s3.kube-dc.example',
        connectionSecret: 'media',
        entityRef: 'resource:acme-production/bucket.media',
      },
    });
  });
});

describe('bucket:delete', () => {
  const plan = (name: string) =>
    deleteObjectBucketClaim.plan(
      { namespace: 'acme-production', name },
      contextOf([claim('media'), claim('db-backups')]),
    );

  it('deletes the claim', async () => {
    await expect(plan('media')).resolves.toMatchObject([
      {
        method: 'DELETE',
        name: 'media',
        query: { propagationPolicy: 'Background' },
      },
    ]);
  });

  it('does not take the platform’s own backups away', async () => {
    await expect(plan('db-backups')).rejects.toMatchObject({
      field: 'name',
      message: expect.stringContaining('The platform keeps its backups in it'),
    });
  });

  it('knows whether there is such a bucket', async () => {
    await expect(plan('nope')).rejects.toMatchObject({ name: 'NotFoundError' });
  });
});
