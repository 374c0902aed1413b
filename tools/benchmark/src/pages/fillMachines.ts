import { virtualMachineType } from '@kubedc/backstage-plugin-kubedc-common';
import type { BenchClient, BenchRequest } from '../client';
import { createRequest } from '../platform/objects';

/** Projects of the sandbox's demo tenants that get them. */
const NAMESPACES = [
  'acme-dev',
  'acme-staging',
  'globex-analytics',
  'initech-tps',
];

/** A machine that does not run: nobody has to work for it. */
const createHalted = (namespace: string, name: string): BenchRequest =>
  createRequest(virtualMachineType, namespace, name, {
    runStrategy: 'Halted',
    template: {
      spec: {
        domain: {
          cpu: { cores: 2 },
          memory: { guest: '4Gi' },
          devices: {},
        },
      },
    },
  });

/** Fills the sandbox with virtual machines; resolves to the first by name. */
export async function fillMachines(
  client: BenchClient,
  count: number,
): Promise<{ namespace: string; name: string }> {
  const machines = Array.from({ length: count }, (_, index) => ({
    namespace: NAMESPACES[index % NAMESPACES.length],
    // Before those of the demo tenants.
    name: `a-${String(index).padStart(6, '0')}`,
  }));
  await client.all(
    machines.map(({ namespace, name }) => createHalted(namespace, name)),
  );
  return machines[0];
}
