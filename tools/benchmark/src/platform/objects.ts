import {
  apiVersionOf,
  dataVolumeType,
  kdcDatabaseType,
  objectBucketClaimType,
  organizationType,
  projectType,
  virtualMachineType,
  type ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import { resourcePath } from '@kubedc/backstage-plugin-kubedc-node';
import type { BenchRequest } from '../client';

/** Types of which the platform has objects. */
export const FILLED_TYPES: readonly ResourceType[] = [
  organizationType,
  projectType,
  virtualMachineType,
  dataVolumeType,
  kdcDatabaseType,
  objectBucketClaimType,
];

const objectOf = (type: ResourceType, name: string, spec: object): object => ({
  apiVersion: apiVersionOf(type),
  kind: type.kind,
  metadata: { name },
  spec,
});

/** Makes an object. */
export const createRequest = (
  type: ResourceType,
  namespace: string,
  name: string,
  spec: object,
): BenchRequest => [
  'POST',
  resourcePath(type, { namespace }),
  objectOf(type, name, spec),
];

/** Makes a virtual machine. */
export const createMachine = (namespace: string, name: string): BenchRequest =>
  createRequest(virtualMachineType, namespace, name, {
    runStrategy: 'Always',
    template: {
      spec: {
        domain: { cpu: { cores: 2 }, memory: { guest: '4Gi' } },
        networks: [
          { name: 'own', multus: { networkName: `${namespace}/default` } },
        ],
        volumes: [{ name: 'root', dataVolume: { name: `${name}-root` } }],
      },
    },
  });

/** Of five things in a project two are virtual machines. */
export function createThing(namespace: string, index: number): BenchRequest {
  const name = `thing-${index}`;
  switch (index % 5) {
    case 0:
      return createRequest(kdcDatabaseType, namespace, name, {
        engine: 'postgresql',
        version: '16',
        backup: { enabled: true },
      });
    case 1:
      return createRequest(objectBucketClaimType, namespace, name, {
        bucketName: name,
      });
    case 2:
      return createRequest(dataVolumeType, namespace, `vm-${index + 1}-root`, {
        source: { blank: {} },
      });
    default:
      return createMachine(namespace, `vm-${index}`);
  }
}

/** Names of the machines among so many things. */
export const machinesAmong = (things: number): string[] =>
  Array.from({ length: things }, (_, index) => index)
    .filter(index => index % 5 > 2)
    .map(index => `vm-${index}`);
