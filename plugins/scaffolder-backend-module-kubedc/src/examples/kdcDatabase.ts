import type { OperationExample } from './types';

/** Examples of `kubedc:database:create`. */
export const kdcDatabaseExamples: OperationExample[] = [
  {
    description: 'A PostgreSQL database',
    input: {
      project: 'acme/prod',
      name: 'orders',
      engine: 'postgresql',
      version: '17',
    },
  },
];
