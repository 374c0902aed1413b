import { VolumeClaimSpec } from '../kinds';
import { Cache, defineController } from '../runtime/controller';
import {
  persistentVolumeClaims,
  pods,
  storageClasses,
} from '../runtime/resources';
import { KubeObject } from '../runtime/types';

/** Names the host on which a volume of a late-binding class shall be. */
export const SELECTED_NODE = 'volume.kubernetes.io/selected-node';

export type PersistentVolumeClaim = KubeObject<
  VolumeClaimSpec,
  { phase?: string }
>;

/** Whether volumes of a class are made only once something uses them. */
export function bindsLate(
  cache: Cache,
  className: string | undefined,
): boolean {
  const classes = cache.list(storageClasses);
  const found = className
    ? classes.find(({ metadata }) => metadata.name === className)
    : classes.find(
        ({ metadata }) =>
          metadata.annotations?.[
            'storageclass.kubernetes.io/is-default-class'
          ] === 'true',
      );
  return found?.volumeBindingMode === 'WaitForFirstConsumer';
}

/** PersistentVolumeClaim → bound, as soon as its class allows it. */
export const persistentVolumeClaimController =
  defineController<PersistentVolumeClaim>({
    resource: persistentVolumeClaims as never,
    reads: [storageClasses],
    watches: [
      {
        resource: pods,
        toKeys: pod =>
          claimsOf(pod).map(name => ({
            namespace: pod.metadata.namespace,
            name,
          })),
      },
    ],

    async reconcile(claim, { client, cache, events }) {
      if (claim.metadata.deletionTimestamp || claim.status?.phase === 'Bound') {
        return undefined;
      }
      const isUsed =
        claim.metadata.annotations?.[SELECTED_NODE] !== undefined ||
        cache
          .list(pods, claim.metadata.namespace)
          .some(pod => claimsOf(pod).includes(claim.metadata.name));
      if (bindsLate(cache, claim.spec?.storageClassName) && !isUsed) {
        await client.patchStatus(persistentVolumeClaims, claim, {
          phase: 'Pending',
        });
        return undefined;
      }
      const bound = claim.spec?.volumeName
        ? claim
        : await client.patch(persistentVolumeClaims, claim.metadata, {
            spec: { volumeName: `pvc-${claim.metadata.uid}` },
          });
      await client.patchStatus(persistentVolumeClaims, bound, {
        phase: 'Bound',
        accessModes: claim.spec?.accessModes ?? ['ReadWriteOnce'],
        capacity: { storage: claim.spec?.resources?.requests?.storage },
      });
      await events.normal(
        claim,
        'ProvisioningSucceeded',
        `Successfully provisioned volume pvc-${claim.metadata.uid}`,
      );
      return undefined;
    },
  });

function claimsOf(pod: KubeObject): string[] {
  const volumes = (pod.spec?.volumes ?? []) as {
    persistentVolumeClaim?: { claimName: string };
  }[];
  return volumes.flatMap(volume =>
    volume.persistentVolumeClaim
      ? [volume.persistentVolumeClaim.claimName]
      : [],
  );
}
