import type { OperationExample } from './types';

/** Examples of `kubedc:project:create`. */
export const projectExamples: OperationExample[] = [
  {
    description: 'A project with a network of its own',
    input: { organization: 'acme', name: 'shop' },
  },
  {
    description: 'A project in a given network',
    input: { organization: 'acme', name: 'shop', cidrBlock: '10.40.0.0/20' },
  },
];
