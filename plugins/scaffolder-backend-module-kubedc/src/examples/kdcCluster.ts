import type { OperationExample } from './types';

/** Examples of `kubedc:cluster:create`. */
export const kdcClusterExamples: OperationExample[] = [
  {
    description: 'A managed cluster with three workers',
    input: { project: 'acme/prod', name: 'apps', version: 'v1.35.2' },
  },
  {
    description: 'A small one for development',
    input: {
      project: 'acme/dev',
      name: 'try',
      version: 'v1.35.2',
      controlPlaneReplicas: 1,
      workers: 1,
      workerMemory: '4Gi',
    },
  },
];
