import { Context } from '../runtime/controller';
import { ownerOf, timestamp } from '../runtime/objects';
import { formatBytes, formatCores, parseQuantity } from '../runtime/quantity';
import { persistentVolumeClaims, pods } from '../runtime/resources';
import { KubeObject } from '../runtime/types';
import { NODE_NAMES } from '../platform/infrastructure';
import { KeyedLock } from './keyedLock';
import { quotaShortage } from './quota';

/** A pod that the platform runs for one of its services. */
export type ServicePod = {
  name: string;
  labels: Record<string, string>;
  container: string;
  image: string;
  cpu: string | number;
  memory: string | number;
  /** A volume of its own. */
  volume?: { claim: string; size: string | number; storageClass?: string };
};

const lock = new KeyedLock();

/**
 * Creates a pod, and its volume, unless they are there.
 *
 * @returns why the quota does not allow it, or undefined
 */
export async function ensureServicePod(
  owner: KubeObject,
  pod: ServicePod,
  { client, cache }: Context,
): Promise<string | undefined> {
  const { namespace = '' } = owner.metadata;
  const key = { namespace, name: pod.name };
  if (cache.get(pods, key)) {
    return undefined;
  }
  const ownerReferences = [ownerOf(owner)];
  return lock.run(namespace.split('-')[0], async () => {
    const cpu = parseQuantity(pod.cpu);
    const memory = parseQuantity(pod.memory);
    const shortage = quotaShortage(cache, namespace, { cpu, memory });
    if (shortage) {
      return `pods "${pod.name}" is forbidden: ${shortage}`;
    }
    const { volume } = pod;
    if (
      volume &&
      !cache.get(persistentVolumeClaims, { namespace, name: volume.claim })
    ) {
      await client.createOnce(persistentVolumeClaims, {
        metadata: {
          name: volume.claim,
          namespace,
          labels: pod.labels,
          ownerReferences,
        },
        spec: {
          accessModes: ['ReadWriteOnce'],
          volumeMode: 'Filesystem',
          storageClassName: volume.storageClass ?? 'local-path',
          resources: { requests: { storage: volume.size } },
        },
      });
    }
    const resources = { cpu: formatCores(cpu), memory: formatBytes(memory) };
    await client.createOnce(pods, {
      metadata: { ...key, labels: pod.labels, ownerReferences },
      spec: {
        automountServiceAccountToken: false,
        containers: [
          {
            name: pod.container,
            image: pod.image,
            resources: { requests: resources, limits: resources },
            ...(volume
              ? { volumeMounts: [{ name: 'data', mountPath: '/data' }] }
              : {}),
          },
        ],
        volumes: volume
          ? [
              {
                name: 'data',
                persistentVolumeClaim: { claimName: volume.claim },
              },
            ]
          : [],
      },
    });
    return undefined;
  });
}

/** Lets a pod that has been created run, on one of the hosts. */
export async function startServicePod(
  namespace: string | undefined,
  name: string,
  { client, cache, clock }: Context,
): Promise<void> {
  const pod = cache.get(pods, { namespace, name });
  if (!pod || pod.status?.phase === 'Running') {
    return;
  }
  const now = timestamp(clock.now());
  const node = [...name].reduce((sum, char) => sum + char.charCodeAt(0), 0);
  const containers = (pod.spec?.containers ?? []) as {
    name: string;
    image: string;
  }[];
  await client.patchStatus(pods, pod, {
    phase: 'Running',
    hostIP: `172.16.0.${11 + (node % NODE_NAMES.length)}`,
    startTime: now,
    qosClass: 'Guaranteed',
    conditions: ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map(
      type => ({ type, status: 'True', lastTransitionTime: now }),
    ),
    containerStatuses: containers.map(container => ({
      name: container.name,
      image: container.image,
      imageID: '',
      ready: true,
      started: true,
      restartCount: 0,
      state: { running: { startedAt: now } },
    })),
  });
}

/** Deletes a pod at once, as there is no kubelet that would end it. */
export async function deleteServicePod(
  namespace: string | undefined,
  name: string,
  { client }: Context,
): Promise<void> {
  await client.delete(pods, { namespace, name }, { gracePeriodSeconds: 0 });
}
