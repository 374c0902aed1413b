import {
  bucketCreate,
  objectBucketClaimKind,
  objectBucketClaimType,
  ORGANIZATION_LABEL,
  platformUseOf,
  textOf,
} from '@kubedc/backstage-plugin-kubedc-common';
import {
  createRequest,
  metadataOf,
  objectOutputOf,
  settleByHealth,
} from '../common';
import { FieldError } from '../engine/FieldError';
import type { OperationRunner } from '../types';

/** Longest name of an S3 bucket. */
const MAX_BUCKET_NAME = 63;

/**
 * Makes a bucket with keys of its own, in a Secret of the claim's name.
 */
export const createObjectBucketClaim: OperationRunner<typeof bucketCreate> = {
  declaration: bucketCreate,
  namespaces: (input, context) => ({
    project: context.resolveProjectNamespace(input.project),
  }),
  async plan(input, context) {
    const namespace = context.resolveProjectNamespace(input.project);
    const bucketName = bucketNameOf(namespace, input.name);
    if (bucketName.length > MAX_BUCKET_NAME) {
      throw new FieldError(
        'name',
        `The bucket would be called ${bucketName}, which is over ${MAX_BUCKET_NAME} characters`,
      );
    }
    const metadata = metadataOf(input, namespace, {
      labels: { [ORGANIZATION_LABEL]: input.project.split('/')[0] },
    });
    const request = createRequest(
      objectBucketClaimType,
      metadata,
      { bucketName, storageClassName: input.storageClass },
      `Create bucket ${input.name}`,
    );
    if (platformUseOf({ apiVersion: '', kind: '', metadata })) {
      throw new FieldError(
        'name',
        'The platform keeps this name for its own backups',
      );
    }
    return [request];
  },
  async settled(input, context, run) {
    const target = {
      namespace: context.resolveProjectNamespace(input.project),
      name: input.name,
    };
    return settleByHealth(
      {
        kind: objectBucketClaimKind,
        target,
        context,
        startedAt: run.startedAt,
      },
      (claim, health) =>
        health.state === 'ok'
          ? {
              ...objectOutputOf(objectBucketClaimKind, target, context),
              phase: health.label,
              bucket:
                textOf(claim.spec?.bucketName) ??
                bucketNameOf(target.namespace, target.name),
              endpoint: context.installation.s3,
              connectionSecret: target.name,
            }
          : undefined,
    );
  },
};

function bucketNameOf(namespace: string, name: string): string {
  return `${namespace}-${name}`;
}
