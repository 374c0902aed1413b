import type { OperationExample } from './types';

/** Examples of `kubedc:bucket:create`. */
export const objectBucketClaimExamples: OperationExample[] = [
  {
    description: 'An S3 bucket',
    input: { project: 'acme/prod', name: 'uploads' },
  },
];
