import {
  VirtualMachineInstance,
  dataVolumes,
  virtualMachineInstances,
  virtualMachines,
} from '../kinds';
import { NODE_CAPACITY, NODE_NAMES } from '../platform/infrastructure';
import { Context, defineController, owned } from '../runtime/controller';
import { ApiError } from '../runtime/errors';
import { timestamp, withConditions } from '../runtime/objects';
import { namespaces, pods } from '../runtime/resources';
import { Condition, KubeObject } from '../runtime/types';
import { Result } from '../runtime/workQueue';
import { AddressPool, rangeOf } from './addresses';
import { removeFinalizer } from './finalizer';
import { guestOsOf } from './guestOs';
import { KeyedLock } from './keyedLock';
import {
  launcherNameOf,
  launcherPod,
  launcherStatus,
  requestsOf,
} from './launcherPod';
import { quotaShortage } from './quota';
import { hasScenario } from './scenario';
import { projectAt } from './tenancy';
import { VMI_FINALIZER } from './virtualMachine';
import {
  agentConditions,
  interfacesOf,
  runningStatus,
} from './virtualMachineInstanceStatus';

const SECONDS = {
  schedule: 2,
  start: 3,
  boot: 8,
  crash: 5,
  shutdown: 3,
  retry: 15,
};

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
            () => schedule(instance, pod, context),
          );
        case 'Scheduling':
          return place(instance, pod, context);
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

/** Makes the pod, if the quota and the hosts have room for it. */
async function schedule(
  instance: VirtualMachineInstance,
  pod: KubeObject | undefined,
  context: Context,
): Promise<Result> {
  const { client, clock, events } = context;
  if (!pod) {
    const requested = requestsOf(instance.spec);
    const shortage = quotaShortage(
      context.cache,
      instance.metadata.namespace ?? '',
      requested,
    );
    const name = launcherNameOf(instance);
    const refused = (reason: string) =>
      `Error creating pod: pods "${name}" is forbidden: ${reason}`;
    if (shortage) {
      return hold(instance, 'FailedCreate', refused(shortage), context);
    }
    if (
      requested.cpu > NODE_CAPACITY.cores ||
      requested.memory > NODE_CAPACITY.memoryGiB * 2 ** 30
    ) {
      const count = NODE_NAMES.length;
      return hold(
        instance,
        'FailedScheduling',
        `0/${count} nodes are available: ${count} Insufficient ${
          requested.cpu > NODE_CAPACITY.cores ? 'cpu' : 'memory'
        }.`,
        context,
      );
    }
    try {
      await client.create(pods, launcherPod(instance));
    } catch (error) {
      if (error instanceof ApiError && error.code === 403) {
        return hold(
          instance,
          'FailedCreate',
          `Error creating pod: ${error.message}`,
          context,
        );
      }
      if (!(error instanceof ApiError && error.reason === 'AlreadyExists')) {
        throw error;
      }
    }
    await events.normal(
      instance,
      'SuccessfulCreate',
      `Created virtual machine pod ${name}`,
    );
  }
  await toPhase(instance, 'Scheduling', context, {
    conditions: withConditions(
      (instance.status?.conditions ?? []).filter(
        ({ type }) => type !== 'PodScheduled' && type !== 'Synchronized',
      ),
      [
        notReady(
          'PodNotExists',
          'virt-launcher pod has not yet been scheduled',
        ),
      ],
      clock.now(),
    ),
  });
  return undefined;
}

const notReady = (reason: string, message: string): Condition => ({
  type: 'Ready',
  status: 'False',
  reason,
  message,
});

/** Leaves the instance waiting, and says for what. */
async function hold(
  instance: VirtualMachineInstance,
  reason: string,
  message: string,
  context: Context,
): Promise<Result> {
  const { clock, events } = context;
  await events.warning(instance, reason, message);
  await toPhase(instance, 'Pending', context, {
    conditions: withConditions(
      instance.status?.conditions,
      [
        notReady('GuestNotRunning', message),
        {
          type: 'PodScheduled',
          status: 'False',
          reason: 'Unschedulable',
          message,
        },
        {
          type: 'Synchronized',
          status: 'False',
          reason,
          message,
        },
      ],
      clock.now(),
    ),
  });
  // Real time, so that a fast clock does not turn waiting into a busy loop.
  return { requeueAfterMs: Math.max(500, clock.ms(SECONDS.retry)) };
}

/** Gives the pod a host. */
async function place(
  instance: VirtualMachineInstance,
  pod: KubeObject | undefined,
  context: Context,
): Promise<Result> {
  const { client, cache, clock, steps } = context;
  const wait = steps.remaining(instance, 'Scheduling', SECONDS.schedule);
  if (!pod || wait) {
    return { requeueAfterMs: wait || clock.ms(1) };
  }
  const load = new Map(NODE_NAMES.map(name => [name, 0]));
  for (const { status } of cache.list(virtualMachineInstances)) {
    const node = status?.nodeName;
    if (node !== undefined) {
      load.set(node, (load.get(node) ?? 0) + 1);
    }
  }
  const [nodeName] = [...load].sort((a, b) => a[1] - b[1])[0];
  await client.patchStatus(
    pods,
    pod,
    launcherStatus(instance, 'Pending', {
      hostIP: hostIpOf(nodeName),
      now: clock.now(),
    }),
  );
  await toPhase(instance, 'Scheduled', context, {
    nodeName,
    activePods: { [`${pod.metadata.uid}`]: nodeName },
  });
  return undefined;
}

function hostIpOf(nodeName: string | undefined): string {
  return `172.16.0.${11 + NODE_NAMES.indexOf(nodeName ?? '')}`;
}

/** Starts the guest and gives it an address of the project's network. */
async function boot(
  instance: VirtualMachineInstance,
  pod: KubeObject | undefined,
  pool: AddressPool,
  context: Context,
): Promise<Result> {
  const { client, cache, clock, steps, events } = context;
  const wait = steps.remaining(instance, 'Scheduled', SECONDS.start);
  if (!pod || wait) {
    return { requeueAfterMs: wait || clock.ms(1) };
  }
  const { namespace, uid, name } = instance.metadata;
  const cidr = projectAt(cache, namespace)?.spec?.cidrBlock;
  const address = cidr
    ? pool.take(namespace ?? '', rangeOf(cidr, 9), uid ?? '')
    : undefined;
  await client.patchStatus(
    pods,
    pod,
    launcherStatus(instance, 'Running', {
      podIP: address,
      hostIP: hostIpOf(instance.status?.nodeName),
      now: clock.now(),
    }),
  );
  await events.normal(instance, 'Created', 'VirtualMachineInstance defined.');
  await toPhase(instance, 'Running', context, {
    ...runningStatus(instance),
    interfaces: interfacesOf(instance, address),
    conditions: withConditions(
      instance.status?.conditions,
      [
        instance.spec?.readinessProbe
          ? notReady('GuestNotRunning', `guest of ${name} is booting`)
          : { type: 'Ready', status: 'True' },
        { type: 'LiveMigratable', ...migratable(instance) },
      ],
      clock.now(),
    ),
  });
  await events.normal(instance, 'Started', 'VirtualMachineInstance started.');
  return undefined;
}

function migratable(instance: VirtualMachineInstance): Omit<Condition, 'type'> {
  return instance.spec?.evictionStrategy === 'LiveMigrate'
    ? { status: 'True' }
    : {
        status: 'False',
        reason: 'DisksNotLiveMigratable',
        message: 'cannot migrate VMI: the volumes are not shared',
      };
}

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

async function toPhase(
  instance: VirtualMachineInstance,
  phase: string,
  { client, clock }: Context,
  status: object,
): Promise<void> {
  const earlier = instance.status?.phaseTransitionTimestamps ?? [];
  await client.patchStatus(virtualMachineInstances, instance, {
    ...status,
    phase,
    phaseTransitionTimestamps: earlier.some(entry => entry.phase === phase)
      ? earlier
      : [
          ...earlier,
          { phase, phaseTransitionTimestamp: timestamp(clock.now()) },
        ],
  });
}
