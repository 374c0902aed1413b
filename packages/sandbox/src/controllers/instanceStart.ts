import { VirtualMachineInstance, virtualMachineInstances } from '../kinds';
import { NODE_CAPACITY, NODE_NAMES } from '../platform/infrastructure';
import { Context } from '../runtime/controller';
import { ApiError } from '../runtime/errors';
import { withConditions } from '../runtime/objects';
import { pods } from '../runtime/resources';
import { Condition, KubeObject } from '../runtime/types';
import { Result } from '../runtime/workQueue';
import { AddressPool, rangeOf } from './addresses';
import { SECONDS, hostIpOf, notReady, toPhase } from './instancePhase';
import {
  launcherNameOf,
  launcherPod,
  launcherStatus,
  requestsOf,
} from './launcherPod';
import { migratableConditions } from './liveMigratable';
import { quotaShortage } from './quota';
import { projectAt } from './tenancy';
import { interfacesOf, runningStatus } from './virtualMachineInstanceStatus';

/** The condition of an instance that was started without its guest running. */
const PAUSED: Condition = {
  type: 'Paused',
  status: 'True',
  reason: 'PausedByUser',
  message: 'VMI was paused by user',
};

/** Makes the pod, if the quota and the hosts have room for it. */
export async function schedule(
  instance: VirtualMachineInstance,
  present: KubeObject | undefined,
  pool: AddressPool,
  context: Context,
): Promise<Result> {
  const { client, clock, events } = context;
  let pod = present;
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
      pod = await client.create(pods, launcherPod(instance));
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
  const next = await toPhase(instance, 'Scheduling', context, {
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
  return clock.isSeeding ? place(next, pod, pool, context) : undefined;
}

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
export async function place(
  instance: VirtualMachineInstance,
  pod: KubeObject | undefined,
  pool: AddressPool,
  context: Context,
): Promise<Result> {
  const { client, cache, clock, steps } = context;
  const wait = clock.isSeeding
    ? 0
    : steps.remaining(instance, 'Scheduling', SECONDS.schedule);
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
  if (!clock.isSeeding) {
    await client.patchStatus(
      pods,
      pod,
      launcherStatus(instance, 'Pending', {
        hostIP: hostIpOf(nodeName),
        now: clock.now(),
      }),
    );
  }
  const next = await toPhase(instance, 'Scheduled', context, {
    nodeName,
    activePods: { [`${pod.metadata.uid}`]: nodeName },
  });
  return clock.isSeeding ? boot(next, pod, pool, context) : undefined;
}

/** Starts the guest and gives it an address of the project's network. */
export async function boot(
  instance: VirtualMachineInstance,
  pod: KubeObject | undefined,
  pool: AddressPool,
  context: Context,
): Promise<Result> {
  const { client, cache, clock, steps, events } = context;
  const wait = clock.isSeeding
    ? 0
    : steps.remaining(instance, 'Scheduled', SECONDS.start);
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
    ...runningStatus(instance, cache),
    nodeName: instance.status?.nodeName,
    activePods: instance.status?.activePods,
    interfaces: interfacesOf(instance, address),
    conditions: withConditions(
      instance.status?.conditions,
      [
        instance.spec?.readinessProbe
          ? notReady('GuestNotRunning', `guest of ${name} is booting`)
          : { type: 'Ready', status: 'True' },
        ...migratableConditions(instance, cache),
        ...(instance.spec?.startStrategy === 'Paused' ? [PAUSED] : []),
      ],
      clock.now(),
    ),
  });
  await events.normal(instance, 'Started', 'VirtualMachineInstance started.');
  return undefined;
}
