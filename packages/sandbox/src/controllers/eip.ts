import { EIp, eips, fips, organizations } from '../kinds';
import { readCatalogue } from '../platform/billingPlans';
import { Cache, defineController } from '../runtime/controller';
import { withConditions } from '../runtime/objects';
import { configMaps, namespaces } from '../runtime/resources';
import { AddressPool, rangeOf } from './addresses';
import { addFinalizer, removeFinalizer } from './finalizer';
import { entitlementOf } from './quota';
import { namespacesOf, projectOfNamespace } from './tenancy';

export const EIP_FINALIZER = 'eip.kube-dc.com/finalizer';
const ALLOCATE_SECONDS = 2;

/** The external networks: ranges that are reserved for documentation and CGN. */
const NETWORKS: Record<string, string> = {
  public: '203.0.113.0/24',
  cloud: '100.65.0.0/16',
};

/** EIp → an address of its network, and who holds it. */
export const eipController = () => {
  const pool = new AddressPool();
  return defineController<EIp>({
    resource: eips,
    reads: [organizations, configMaps, namespaces],
    watches: [
      {
        resource: fips,
        toKeys: (fip, cache) =>
          cache
            .list(eips, fip.metadata.namespace)
            .map(({ metadata }) => metadata),
      },
    ],

    async reconcile(eip, { client, cache, clock, steps, events }) {
      const holder = eip.metadata.uid ?? '';
      const network = networkOf(eip);
      if (eip.metadata.deletionTimestamp) {
        pool.release(network, holder);
        await removeFinalizer(client, eips, eip, EIP_FINALIZER);
        return undefined;
      }
      await addFinalizer(client, eips, eip, EIP_FINALIZER);
      if (eip.status?.ipAddress) {
        pool.adopt(network, holder, eip.status.ipAddress);
      }
      const refusal = eip.status?.ipAddress
        ? undefined
        : refusalOf(eip, network, cache);
      const base = {
        ovnEIpRef:
          eip.spec?.childRef ??
          `${eip.metadata.namespace}-${eip.metadata.name}`,
        ...ownershipOf(eip, cache),
      };
      if (refusal) {
        await client.patchStatus(eips, eip, {
          ...base,
          ready: false,
          conditions: withConditions(
            eip.status?.conditions,
            [{ type: 'Ready', status: 'False', ...refusal }],
            clock.now(),
          ),
        });
        return { requeueAfterMs: clock.ms(30) };
      }
      const wait = eip.status?.ready
        ? 0
        : steps.remaining(eip, 'allocate', ALLOCATE_SECONDS);
      if (wait) {
        return { requeueAfterMs: wait };
      }
      const ipAddress = pool.take(
        network,
        rangeOf(NETWORKS[network], 9),
        holder,
      );
      await client.patchStatus(eips, eip, {
        ...base,
        ipAddress,
        ready: Boolean(ipAddress),
        conditions: withConditions(
          eip.status?.conditions,
          [
            {
              type: 'Ready',
              status: ipAddress ? 'True' : 'False',
              reason: ipAddress ? 'Allocated' : 'PoolExhausted',
              message: ipAddress
                ? `address ${ipAddress} is allocated`
                : `network ${network} has no free address`,
            },
          ],
          clock.now(),
        ),
      });
      if (ipAddress && !eip.status?.ready) {
        await events.normal(eip, 'Allocated', `allocated ${ipAddress}`);
      }
      return undefined;
    },
  });
};

function networkOf(eip: EIp): string {
  return (
    eip.spec?.externalNetworkType ||
    (eip.spec?.childRef?.endsWith('-ext-public') ? 'public' : 'cloud')
  );
}

function refusalOf(
  eip: EIp,
  network: string,
  cache: Cache,
): { reason: string; message: string } | undefined {
  if (!NETWORKS[network]) {
    return {
      reason: 'UnknownNetwork',
      message: `there is no external network "${network}"`,
    };
  }
  const owner = projectOfNamespace(cache, eip.metadata.namespace);
  const organization =
    owner &&
    cache.get(organizations, {
      namespace: owner.organization,
      name: owner.organization,
    });
  const plans = cache.get(configMaps, {
    namespace: 'kube-dc',
    name: 'billing-plans',
  });
  const entitlement =
    organization && plans
      ? entitlementOf(organization, readCatalogue(plans))
      : undefined;
  if (
    eip.spec?.externalNetworkType !== 'public' ||
    !owner ||
    !entitlement ||
    heldPublic(cache, owner.organization) < entitlement.publicIPv4
  ) {
    return undefined;
  }
  return {
    reason: 'QuotaExceeded',
    message: `the plan allows ${entitlement.publicIPv4} public addresses`,
  };
}

/** How many public addresses an organization has been given. */
function heldPublic(cache: Cache, organization: string): number {
  return [organization, ...namespacesOf(cache, organization)]
    .flatMap(namespace => cache.list(eips, namespace))
    .filter(
      eip =>
        eip.spec?.externalNetworkType === 'public' && eip.status?.ipAddress,
    ).length;
}

function ownershipOf(eip: EIp, cache: Cache): object {
  if (eip.spec?.childRef) {
    return {
      ownershipType: 'Exclusive',
      owners: [{ ownerRef: eip.spec.childRef, type: 'gateway' }],
    };
  }
  const user = cache
    .list(fips, eip.metadata.namespace)
    .find(fip => (fip.status?.eip || fip.spec?.eip) === eip.metadata.name);
  return user
    ? {
        ownershipType: 'Exclusive',
        owners: [{ ownerRef: user.metadata.name, type: 'fip' }],
      }
    : { ownershipType: 'Released', owners: [] };
}
