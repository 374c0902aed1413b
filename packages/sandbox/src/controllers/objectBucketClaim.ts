import { ObjectBucketClaim, objectBucketClaims, objectBuckets } from '../kinds';
import { Context, defineController } from '../runtime/controller';
import {
  ownerOf,
  randomPassword,
  secretData,
  shortHash,
} from '../runtime/objects';
import { configMaps, secrets } from '../runtime/resources';
import { addFinalizer, removeFinalizer } from './finalizer';
import { hasScenario } from './scenario';

export const BUCKET_FINALIZER = 'objectbucket.io/finalizer';
const PROVISION_SECONDS = 4;
const HOST = 'rook-ceph-rgw-s3-store.rook-ceph.svc';
const REGION = 'us-east-1';

/** ObjectBucketClaim → bucket, with the Secret and ConfigMap to reach it. */
export const objectBucketClaimController = defineController<ObjectBucketClaim>({
  resource: objectBucketClaims,
  reads: [objectBuckets],

  async reconcile(claim, context) {
    const { client, cache, clock, steps, events } = context;
    const bucket = `obc-${claim.metadata.namespace}-${claim.metadata.name}`;
    if (claim.metadata.deletionTimestamp) {
      await client.delete(objectBuckets, { name: bucket });
      await client.delete(secrets, claim.metadata);
      await client.delete(configMaps, claim.metadata);
      await removeFinalizer(
        client,
        objectBucketClaims,
        claim,
        BUCKET_FINALIZER,
      );
      return undefined;
    }
    if (claim.status?.phase === 'Bound') {
      return undefined;
    }
    const current = await addFinalizer(
      client,
      objectBucketClaims,
      claim,
      BUCKET_FINALIZER,
    );
    const name = bucketNameOf(claim);
    const refusal = refusalOf(claim, name, context);
    if (refusal || !clock.isSeeding) {
      await client.patchStatus(objectBucketClaims, current, {
        phase: 'Pending',
      });
    }
    if (refusal) {
      await events.warning(claim, 'ProvisioningFailed', refusal);
      // Real time, so that a fast clock does not turn retries into a busy loop.
      return { requeueAfterMs: Math.max(500, clock.ms(30)) };
    }
    const wait = steps.remaining(claim, 'provision', PROVISION_SECONDS);
    if (wait) {
      return { requeueAfterMs: wait };
    }
    await provision(claim, bucket, name, context);
    const bound = await client.patch(objectBucketClaims, claim.metadata, {
      spec: { bucketName: name, objectBucketName: bucket },
    });
    await client.patchStatus(objectBucketClaims, bound, { phase: 'Bound' });
    if (!cache.get(objectBuckets, { name: bucket })) {
      steps.forget(claim);
    }
    await events.normal(
      claim,
      'ProvisioningSucceeded',
      `bucket ${name} is ready`,
    );
    return undefined;
  },
});

function bucketNameOf(claim: ObjectBucketClaim): string {
  return (
    claim.spec?.bucketName ||
    `${claim.spec?.generateBucketName || claim.metadata.name}-${shortHash(
      `${claim.metadata.uid}`,
      8,
    )}`
  );
}

function refusalOf(
  claim: ObjectBucketClaim,
  name: string,
  { cache }: Context,
): string | undefined {
  if (hasScenario(claim, 'stuck-pending')) {
    return 'failed to create the bucket: the object store does not answer';
  }
  if (claim.spec?.storageClassName !== 'ceph-bucket') {
    return `storage class "${
      claim.spec?.storageClassName ?? ''
    }" makes no buckets`;
  }
  const isTaken = cache
    .list(objectBucketClaims)
    .some(
      other =>
        other.metadata.uid !== claim.metadata.uid &&
        other.spec?.bucketName === name &&
        other.status?.phase === 'Bound',
    );
  return isTaken ? `bucket "${name}" already exists` : undefined;
}

async function provision(
  claim: ObjectBucketClaim,
  bucket: string,
  name: string,
  { client, cache }: Context,
): Promise<void> {
  const metadata = {
    name: claim.metadata.name,
    namespace: claim.metadata.namespace,
    labels: { 'bucket-provisioner': 'rook-ceph.ceph.rook.io-bucket' },
    ownerReferences: [ownerOf(claim)],
  };
  await client.createOnce(secrets, {
    metadata,
    type: 'Opaque',
    data: secretData({
      AWS_ACCESS_KEY_ID: randomPassword(20).toUpperCase(),
      AWS_SECRET_ACCESS_KEY: randomPassword(40),
    }),
  });
  await client.createOnce(configMaps, {
    metadata,
    data: {
      BUCKET_HOST: HOST,
      BUCKET_NAME: name,
      BUCKET_PORT: '80',
      BUCKET_REGION: REGION,
      BUCKET_SUBREGION: '',
    },
  });
  const stored = await client.ensure(
    objectBuckets,
    {
      metadata: { name: bucket },
      spec: {
        storageClassName: claim.spec?.storageClassName,
        reclaimPolicy: 'Delete',
        claimRef: {
          apiVersion: claim.apiVersion,
          kind: claim.kind,
          name: claim.metadata.name,
          namespace: claim.metadata.namespace,
          uid: claim.metadata.uid,
        },
        endpoint: {
          bucketHost: HOST,
          bucketName: name,
          bucketPort: 80,
          region: REGION,
        },
      },
    },
    cache.get(objectBuckets, { name: bucket }),
  );
  await client.patchStatus(objectBuckets, stored, { phase: 'Bound' });
}
