import { VirtualMachineInstance } from '../kinds';
import { Condition } from '../runtime/types';
import { createHash } from 'node:crypto';
import { Cache } from '../runtime/controller';
import { coresOf } from './launcherPod';
import { initialVolumeStatus } from './volumeStatus';

/** What is known of an instance as soon as its guest has started. */
export function runningStatus(
  instance: VirtualMachineInstance,
  cache: Cache,
): object {
  const {
    cores = 1,
    sockets = 1,
    threads = 1,
  } = instance.spec?.domain.cpu ?? {};
  const memory = instance.spec?.domain.memory?.guest ?? '1Gi';
  return {
    currentCPUTopology: { cores, sockets, threads },
    memory: {
      guestAtBoot: memory,
      guestCurrent: memory,
      guestRequested: memory,
    },
    machine: { type: instance.spec?.domain.machine?.type ?? 'q35' },
    migrationMethod:
      instance.spec?.evictionStrategy === 'LiveMigrate'
        ? 'LiveMigration'
        : 'BlockMigration',
    qosClass: 'Guaranteed',
    runtimeUser: 107,
    launcherContainerImageVersion: 'quay.io/kubevirt/virt-launcher:v1.8.0',
    volumeStatus: initialVolumeStatus(instance, cache),
  };
}

/** The network interfaces; the first one has the address. */
export function interfacesOf(
  instance: VirtualMachineInstance,
  address: string | undefined,
): object[] {
  return (
    instance.spec?.domain.devices?.interfaces ?? [{ name: 'default' }]
  ).map((entry, index) => ({
    name: entry.name,
    mac: entry.macAddress ?? macOf(instance, index),
    infoSource: 'domain, guest-agent',
    interfaceName: `enp${index + 1}s0`,
    podInterfaceName: `eth${index}`,
    queueCount: coresOf(instance.spec),
    ...(index === 0 && address
      ? { ipAddress: address, ipAddresses: [address] }
      : {}),
  }));
}

/** A locally administered address that stays the same for an instance. */
function macOf(instance: VirtualMachineInstance, index: number): string {
  const hash = createHash('sha256')
    .update(`${instance.metadata.uid}/${index}`)
    .digest('hex');
  return `02:${[0, 2, 4, 6, 8].map(at => hash.slice(at, at + 2)).join(':')}`;
}

/** The conditions once the guest agent has answered. */
export function agentConditions(instance: VirtualMachineInstance): Condition[] {
  return [
    { type: 'Ready', status: 'True' },
    { type: 'AgentConnected', status: 'True' },
    ...(instance.spec?.accessCredentials?.length
      ? [
          {
            type: 'AccessCredentialsSynchronized',
            status: 'True' as const,
          },
        ]
      : []),
  ];
}
