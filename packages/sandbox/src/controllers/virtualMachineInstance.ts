import { Guests } from '../guest/guests';
import {
  VirtualMachineInstance,
  dataVolumes,
  virtualMachineInstances,
  virtualMachines,
} from '../kinds';
import { Context, defineController, owned } from '../runtime/controller';
import { conditionOf, withConditions } from '../runtime/objects';
import { namespaces, persistentVolumeClaims, pods } from '../runtime/resources';
import { KubeObject } from '../runtime/types';
import { Result } from '../runtime/workQueue';
import { AddressPool } from './addresses';
import { removeFinalizer } from './finalizer';
import { guestOsOfInstance } from './guestOs';
import { plugVolumes } from './hotplug';
import { SECONDS, hostIpOf, notReady, toPhase } from './instancePhase';
import { boot, place, schedule } from './instanceStart';
import { KeyedLock } from './keyedLock';
import { launcherStatus } from './launcherPod';
import { launcherOf, launchersOf } from './launchers';
import { hasScenario } from './scenario';
import { VMI_FINALIZER } from './virtualMachine';
import { agentConditions } from './virtualMachineInstanceStatus';
import { claimNameOf } from './volumeStatus';

/** VirtualMachineInstance → its pod, its phases, its address, its guest. */
export const virtualMachineInstanceController = (guests: Guests) => {
  const pool = new AddressPool();
  const lock = new KeyedLock();
  return defineController<VirtualMachineInstance>({
    resource: virtualMachineInstances,
    reads: [virtualMachines, dataVolumes, namespaces],
    watches: [
      owned(pods, 'VirtualMachineInstance'),
      {
        resource: persistentVolumeClaims,
        toKeys: ({ metadata }, cache) =>
          cache
            .list(virtualMachineInstances, metadata.namespace)
            .filter(instance => waitsFor(instance, metadata.name))
            .map(instance => instance.metadata),
      },
    ],

    async reconcile(instance, context) {
      if (instance.metadata.deletionTimestamp) {
        return shutDown(instance, pool, context);
      }
      const address = instance.status?.interfaces?.[0]?.ipAddress;
      if (address) {
        pool.adopt(
          instance.metadata.namespace ?? '',
          instance.metadata.uid ?? '',
          address,
        );
      }
      const pod = launcherOf(instance, context.cache);
      switch (instance.status?.phase) {
        case undefined:
        case 'Pending':
          return lock.run(
            instance.metadata.namespace?.split('-')[0] ?? '',
            () => schedule(instance, pod, pool, context),
          );
        case 'Scheduling':
          return place(instance, pod, pool, context);
        case 'Scheduled':
          return boot(instance, pod, pool, context);
        case 'Running':
          return run(instance, pod, guests, context);
        default:
          return leave(instance, pod, context);
      }
    },
  });
};

/** Lets the guest agent come up, or the guest crash. */
async function run(
  instance: VirtualMachineInstance,
  pod: KubeObject | undefined,
  guests: Guests,
  context: Context,
): Promise<Result> {
  const { client, cache, clock, steps, events } = context;
  const machine = cache.get(virtualMachines, instance.metadata);
  const now = clock.now();
  if (!pod || hasScenario(machine, 'crash-loop')) {
    const wait = pod ? steps.remaining(instance, 'crash', SECONDS.crash) : 0;
    if (wait) {
      return { requeueAfterMs: wait };
    }
    await events.warning(
      instance,
      'Stopped',
      'The VirtualMachineInstance crashed.',
    );
    if (pod) {
      await client.patchStatus(
        pods,
        pod,
        launcherStatus(instance, 'Failed', {
          hostIP: hostIpOf(instance.status?.nodeName),
          now,
        }),
      );
    }
    await toPhase(instance, 'Failed', context, {
      conditions: withConditions(
        instance.status?.conditions,
        [notReady('GuestNotRunning', 'the guest has crashed')],
        now,
      ),
    });
    return undefined;
  }
  const isPaused = conditionOf(instance.status?.conditions, 'Paused');
  if (instance.status?.guestOSInfo?.id || isPaused) {
    return plugVolumes(instance, pod, context);
  }
  const wait = steps.remaining(
    instance,
    `boot ${guests.rebootsOf(instance)}`,
    SECONDS.boot,
  );
  if (wait) {
    const next = await plugVolumes(instance, pod, context);
    return {
      requeueAfterMs: Math.min(wait, next?.requeueAfterMs ?? wait),
    };
  }
  await client.patchStatus(virtualMachineInstances, instance, {
    guestOSInfo: guestOsOfInstance(instance, cache),
    conditions: withConditions(
      instance.status?.conditions,
      agentConditions(instance),
      now,
    ),
  });
  return undefined;
}

/** Whether an instance has a volume on its way that a claim is behind. */
function waitsFor(
  { spec, status }: VirtualMachineInstance,
  claimName: string,
): boolean {
  return Boolean(
    spec?.volumes?.some(
      volume =>
        claimNameOf(volume) === claimName &&
        !status?.volumeStatus?.some(
          ({ name, phase }) => name === volume.name && phase !== 'Pending',
        ),
    ),
  );
}

/** Ends the pod of an instance whose guest has switched itself off. */
async function leave(
  instance: VirtualMachineInstance,
  pod: KubeObject | undefined,
  { client, clock }: Context,
): Promise<Result> {
  if (
    instance.status?.phase === 'Succeeded' &&
    pod?.status?.phase === 'Running'
  ) {
    await client.patchStatus(
      pods,
      pod,
      launcherStatus(instance, 'Succeeded', {
        hostIP: hostIpOf(instance.status.nodeName),
        now: clock.now(),
      }),
    );
  }
  return undefined;
}

async function shutDown(
  instance: VirtualMachineInstance,
  pool: AddressPool,
  context: Context,
): Promise<Result> {
  const { client, cache, clock, steps, events } = context;
  const { namespace } = instance.metadata;
  const pod = launcherOf(instance, cache);
  const grace = instance.spec?.terminationGracePeriodSeconds;
  const isForced = grace !== undefined && grace <= 1;
  const isUp = instance.status?.phase === 'Running' && pod;
  const wait =
    isUp && !isForced
      ? steps.remaining(instance, 'shutdown', SECONDS.shutdown)
      : 0;
  if (wait) {
    return { requeueAfterMs: wait };
  }
  if (pod) {
    if (instance.status?.phase !== 'Failed') {
      await client.patchStatus(
        pods,
        pod,
        launcherStatus(instance, 'Succeeded', {
          hostIP: hostIpOf(instance.status?.nodeName),
          now: clock.now(),
        }),
      );
    }
    await client.delete(pods, pod.metadata, { gracePeriodSeconds: 0 });
    await events.normal(
      instance,
      'SuccessfulDelete',
      `Deleted virtual machine pod ${pod.metadata.name}`,
    );
  }
  for (const other of launchersOf(instance, cache)) {
    if (other.metadata.uid !== pod?.metadata.uid) {
      await client.delete(pods, other.metadata, { gracePeriodSeconds: 0 });
    }
  }
  pool.release(namespace ?? '', instance.metadata.uid ?? '');
  steps.forget(instance);
  await removeFinalizer(
    client,
    virtualMachineInstances,
    instance,
    VMI_FINALIZER,
  );
  return undefined;
}
