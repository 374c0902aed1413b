import type { OperationExample } from './types';

/** Examples of `kubedc:vm:create`. */
export const virtualMachineExamples: OperationExample[] = [
  {
    description: 'A virtual machine of the default size',
    input: { project: 'acme/prod', name: 'web-1', image: 'ubuntu-24.04-lts' },
  },
  {
    description: 'A larger one that belongs to a group and serves a component',
    input: {
      project: 'acme/prod',
      name: 'build-1',
      image: 'debian-13-lts',
      cpu: 8,
      memory: '16Gi',
      diskSize: '100Gi',
      owner: 'group:acme/backend-team',
      component: 'component:default/build',
    },
  },
];
