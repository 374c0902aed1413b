import type { VirtualMachine } from '../kinds';
import type { KubernetesObject } from '../kubernetes';

/** A machine with one disk, in a state. */
export function vm(
  status?: Record<string, unknown>,
  extra: Record<string, unknown> = {},
): VirtualMachine {
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: {
      name: 'web-1',
      namespace: 'acme-prod',
      creationTimestamp: '2026-11-21T11:00:00Z',
    },
    spec: {
      template: {
        spec: {
          domain: { cpu: { cores: 2 }, memory: { guest: '4Gi' } },
          volumes: [{ name: 'root', dataVolume: { name: 'web-1-root' } }],
          networks: [{ name: 'vpc_net_0', multus: { default: true } }],
        },
      },
    },
    ...(status ? { status } : {}),
    ...extra,
  } as VirtualMachine;
}

/** Its disk. */
export function disk(status: Record<string, unknown>): KubernetesObject {
  return {
    apiVersion: 'cdi.kubevirt.io/v1beta1',
    kind: 'DataVolume',
    metadata: { name: 'web-1-root', namespace: 'acme-prod' },
    spec: { source: { http: { url: 'https://example.com/a/noble.img?x=1' } } },
    status,
  } as KubernetesObject;
}

/** Its running instance. */
export function instance(status: Record<string, unknown>): KubernetesObject {
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachineInstance',
    metadata: { name: 'web-1', namespace: 'acme-prod' },
    status,
  } as KubernetesObject;
}
