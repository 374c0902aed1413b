import { FIp, eips, fips, virtualMachineInstances } from '../kinds';
import { Cache, defineController } from '../runtime/controller';
import { ownerOf } from '../runtime/objects';

/** FIp → the external address of a workload. */
export const fipController = defineController<FIp>({
  resource: fips,
  watches: [eips, virtualMachineInstances].map(resource => ({
    resource,
    toKeys: (object, cache) =>
      cache
        .list(fips, object.metadata.namespace)
        .map(({ metadata }) => metadata),
  })),

  async reconcile(fip, { client, cache, events }) {
    if (fip.metadata.deletionTimestamp) {
      return undefined;
    }
    const { namespace, name } = fip.metadata;
    const eipName = fip.spec?.eip || `fip-${name}`;
    if (!fip.spec?.eip) {
      await client.ensure(
        eips,
        {
          metadata: {
            name: eipName,
            namespace,
            ownerReferences: [ownerOf(fip)],
          },
          spec: {
            externalNetworkType: fip.spec?.externalNetworkType ?? 'cloud',
          },
        },
        cache.get(eips, { namespace, name: eipName }),
      );
    }
    const eip = cache.get(eips, { namespace, name: eipName });
    const target = targetOf(fip, cache);
    const address = target?.ipAddress ?? fip.spec?.ipAddress;
    const ready = Boolean(address && eip?.status?.ready);
    await client.patchStatus(fips, fip, {
      eip: eipName,
      externalIP: eip?.status?.ipAddress ?? '',
      ovnFip: `${namespace}-${name}`,
      resolvedTargetIP: address ?? null,
      targetVMInterface: target ?? null,
      ready,
    });
    if (ready && !fip.status?.ready) {
      await events.normal(
        fip,
        'Ready',
        `${eip?.status?.ipAddress} leads to ${address}`,
      );
    }
    return undefined;
  },
});

function targetOf(fip: FIp, cache: Cache) {
  const target = fip.spec?.vmTarget;
  const instance =
    target &&
    cache.get(virtualMachineInstances, {
      namespace: fip.metadata.namespace,
      name: target.vmName,
    });
  const found = instance?.status?.interfaces?.find(
    entry => !target?.interfaceName || entry.name === target.interfaceName,
  );
  return target && found?.ipAddress
    ? {
        vmName: target.vmName,
        interfaceName: found.name ?? '',
        ipAddress: found.ipAddress,
        mac: found.mac,
      }
    : undefined;
}
