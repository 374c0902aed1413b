import { annotationOf, listOf, numberOf, textOf } from '../../kubernetes';
import { parseQuantity } from '../../quantities';
import type {
  EntityKeywords,
  FactDeclaration,
  FactValue,
  RelatedObjects,
} from '../types';
import {
  virtualMachineInstanceType,
  type VirtualMachineInstance,
} from '../supporting';
import { privateAddressesOf, publicAddressesOf } from './addresses';
import { runningSince } from './runningHealth';
import { OS_IMAGE_ANNOTATION, type VirtualMachine } from './type';

export const virtualMachineFacts: readonly FactDeclaration[] = [
  { id: 'cpu', title: 'vCPU', type: 'cores', group: 'what', column: true },
  { id: 'memory', title: 'Memory', type: 'bytes', group: 'what', column: true },
  {
    id: 'os',
    title: 'Operating system',
    type: 'text',
    group: 'what',
    column: true,
  },
  { id: 'node', title: 'Node', type: 'text', group: 'what' },
  { id: 'runningSince', title: 'Running since', type: 'time', group: 'what' },
  {
    id: 'privateAddress',
    title: 'Private address',
    type: 'address',
    group: 'reach',
    column: true,
  },
  {
    id: 'publicAddress',
    title: 'Public address',
    type: 'address',
    group: 'reach',
    column: true,
  },
  { id: 'user', title: 'Sign in as', type: 'text', group: 'reach' },
];

export function summarizeVirtualMachine(
  vm: VirtualMachine,
  related: RelatedObjects,
): Record<string, FactValue> {
  const { name, namespace } = vm.metadata;
  const instance = related.get<VirtualMachineInstance>(
    virtualMachineInstanceType,
    namespace,
    name,
  );
  const guest = instance?.status?.guestOSInfo;
  return {
    cpu: coresOf(vm) ?? null,
    memory: memoryOf(vm) ?? null,
    os:
      textOf(guest?.prettyName) ??
      textOf(guest?.name) ??
      annotationOf(vm, OS_IMAGE_ANNOTATION) ??
      null,
    node: textOf(instance?.status?.nodeName) ?? null,
    runningSince: runningSince(instance) ?? null,
    privateAddress: privateAddressesOf(vm, instance)[0] ?? null,
    publicAddress: publicAddressesOf(vm, related)[0] ?? null,
    user: userOf(vm) ?? null,
  };
}

function coresOf(vm: VirtualMachine): number | undefined {
  const domain = vm.spec?.template?.spec?.domain;
  const cpu = domain?.cpu;
  const counts = [cpu?.cores, cpu?.sockets, cpu?.threads].map(numberOf);
  if (counts.some(count => count !== undefined)) {
    return counts.reduce<number>((product, count) => product * (count ?? 1), 1);
  }
  return parseQuantity(domain?.resources?.requests?.cpu);
}

function memoryOf(vm: VirtualMachine): number | undefined {
  const domain = vm.spec?.template?.spec?.domain;
  return parseQuantity(
    domain?.memory?.guest ?? domain?.resources?.requests?.memory,
  );
}

function userOf(vm: VirtualMachine): string | undefined {
  const credentials = listOf(vm.spec?.template?.spec?.accessCredentials);
  const users =
    credentials[0]?.sshPublicKey?.propagationMethod?.qemuGuestAgent?.users;
  return Array.isArray(users) ? textOf(users[0]) : undefined;
}

/**
 * What people search a virtual machine by: all its addresses, its operating system.
 */
export function virtualMachineKeywords(
  vm: VirtualMachine,
  related: RelatedObjects,
): EntityKeywords {
  const { name, namespace } = vm.metadata;
  const instance = related.get<VirtualMachineInstance>(
    virtualMachineInstanceType,
    namespace,
    name,
  );
  const { os } = summarizeVirtualMachine(vm, related);
  return {
    addresses: [
      ...new Set([
        ...privateAddressesOf(vm, instance),
        ...publicAddressesOf(vm, related),
      ]),
    ],
    image: annotationOf(vm, OS_IMAGE_ANNOTATION) ?? textOf(os),
  };
}
