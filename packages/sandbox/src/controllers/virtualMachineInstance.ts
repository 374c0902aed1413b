import {
  VirtualMachineInstance,
  dataVolumes,
  virtualMachineInstances,
  virtualMachines,
} from '../kinds';
import { Context, defineController, owned } from '../runtime/controller';
import { withConditions } from '../runtime/objects';
import { namespaces, pods } from '../runtime/resources';
import { KubeObject } from '../runtime/types';
import { Result } from '../runtime/workQueue';
import { AddressPool } from './addresses';
import { removeFinalizer } from './finalizer';
import { guestOsOf } from './guestOs';
import { SECONDS, hostIpOf, notReady, toPhase } from './instancePhase';
import { boot, place, schedule } from './instanceStart';
import { KeyedLock } from './keyedLock';
import { launcherNameOf, launcherStatus } from './launcherPod';
import { hasScenario } from './scenario';
import { VMI_FINALIZER } from './virtualMachine';
import { agentConditions } from './virtualMachineInstanceStatus';

/** VirtualMachineInstance → its pod, its phases, its address, its guest. */
export const virtualMachineInstanceController = () => {
  const pool = new AddressPool();
  const lock = new KeyedLock();
  return defineController<VirtualMachineInstance>({
    resource: virtualMachineInstances,
    reads: [virtualMachines, dataVolumes, namespaces],
    watches: [owned(pods, 'VirtualMachineInstance')],

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
      const pod = context.cache.get(pods, {
        namespace: instance.metadata.namespace,
        name: launcherNameOf(instance),
      });
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
          return run(instance, pod, context);
        default:
          return undefined;
      }
    },
  });
};

/** Lets the guest agent come up, or the guest crash. */
async function run(
  instance: VirtualMachineInstance,
  pod: KubeObject | undefined,
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
  if (instance.status?.guestOSInfo?.id) {
    return undefined;
  }
  const wait = steps.remaining(instance, 'boot', SECONDS.boot);
  if (wait) {
    return { requeueAfterMs: wait };
  }
  const root = instance.spec?.volumes?.find(
    ({ dataVolume, containerDisk }) => dataVolume || containerDisk,
  );
  const source = cache.get(dataVolumes, {
    namespace: instance.metadata.namespace,
    name: root?.dataVolume?.name ?? '',
  })?.spec?.source;
  await client.patchStatus(virtualMachineInstances, instance, {
    guestOSInfo: guestOsOf(
      source?.http?.url ??
        source?.registry?.url ??
        root?.containerDisk?.image ??
        '',
    ),
    conditions: withConditions(
      instance.status?.conditions,
      agentConditions(instance),
      now,
    ),
  });
  return undefined;
}

async function shutDown(
  instance: VirtualMachineInstance,
  pool: AddressPool,
  context: Context,
): Promise<Result> {
  const { client, cache, clock, steps, events } = context;
  const key = {
    namespace: instance.metadata.namespace,
    name: launcherNameOf(instance),
  };
  const pod = cache.get(pods, key);
  const isForced = instance.spec?.terminationGracePeriodSeconds === 0;
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
    await client.delete(pods, key, { gracePeriodSeconds: 0 });
    await events.normal(
      instance,
      'SuccessfulDelete',
      `Deleted virtual machine pod ${key.name}`,
    );
  }
  pool.release(key.namespace ?? '', instance.metadata.uid ?? '');
  steps.forget(instance);
  await removeFinalizer(
    client,
    virtualMachineInstances,
    instance,
    VMI_FINALIZER,
  );
  return undefined;
}
