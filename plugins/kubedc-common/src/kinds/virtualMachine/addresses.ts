import { listOf, textOf } from '../../kubernetes';
import { floatingIpType, type FloatingIp } from '../fip/type';
import type { VirtualMachineInstance } from '../supporting';
import type { RelatedObjects } from '../types';
import type { VirtualMachine } from './type';

/** Addresses that mean something on one wire only. */
const LINK_LOCAL = /^(fe[89ab][0-9a-f]:|169\.254\.)/i;

/**
 * All addresses of a running machine in the networks it was given, those of its main network first, the others in a
 * stable order. What only the guest knows of, such as the bridges of its containers, reaches nobody and is left out.
 */
export function privateAddressesOf(
  vm: VirtualMachine,
  instance: VirtualMachineInstance | undefined,
): string[] {
  const networks = listOf(vm.spec?.template?.spec?.networks);
  const main = networks.find(({ multus }) => multus?.default === true)?.name;
  const order = [main, ...networks.map(({ name }) => name)];
  const placeOf = (name: string) => {
    const place = order.indexOf(name);
    return place < 0 ? order.length : place;
  };
  const found = listOf(instance?.status?.interfaces)
    .flatMap(({ name, ipAddress, ipAddresses }) =>
      textOf(name)
        ? [ipAddress, ...(Array.isArray(ipAddresses) ? ipAddresses : [])]
            .flatMap(address => textOf(address) ?? [])
            .map(address => ({ address, place: placeOf(name!) }))
        : [],
    )
    .filter(({ address }) => !LINK_LOCAL.test(address))
    .sort((a, b) => a.place - b.place);
  return [...new Set(found.map(({ address }) => address))];
}

/** External addresses that lead to a machine. */
export function publicAddressesOf(
  vm: VirtualMachine,
  related: RelatedObjects,
): string[] {
  return related
    .list<FloatingIp>(floatingIpType, vm.metadata.namespace)
    .filter(fip => fip.spec?.vmTarget?.vmName === vm.metadata.name)
    .flatMap(fip => textOf(fip.status?.externalIP) ?? [])
    .sort();
}
