import {
  VirtualMachine,
  VirtualMachineInstance,
  dataVolumes,
  virtualMachineInstances,
  virtualMachines,
} from '../kinds';
import { Context, defineController, owned } from '../runtime/controller';
import { conditionOf, ownerOf, timestamp } from '../runtime/objects';
import { persistentVolumeClaims } from '../runtime/resources';
import { Result } from '../runtime/workQueue';
import { addFinalizer, removeFinalizer } from './finalizer';
import { continueMemoryDump } from './memoryDump';
import {
  STOPPED_ANNOTATION,
  runStrategyOf,
  wantsToRun,
} from './virtualMachineRun';
import {
  VolumeState,
  isOnItsWay,
  statusOf,
  volumeState,
} from './virtualMachineStatus';
import { fulfilVolumeRequests } from './volumeRequests';

export const VM_FINALIZER = 'kubevirt.io/virtualMachineControllerFinalize';
export const VMI_FINALIZER = 'foregroundDeleteVirtualMachine';
const CRASH_DELAY_SECONDS = 10;

/** VirtualMachine → its instance while it shall run, and its state in words. */
export const virtualMachineController = defineController<VirtualMachine>({
  resource: virtualMachines,
  watches: [
    owned(virtualMachineInstances, 'VirtualMachine'),
    ...[dataVolumes, persistentVolumeClaims].map(resource => ({
      resource,
      toKeys: (
        volume: { metadata: { name: string; namespace?: string } },
        cache: Context['cache'],
      ) =>
        cache
          .list(virtualMachines, volume.metadata.namespace)
          .filter(machine =>
            machine.spec?.template.spec.volumes?.some(
              ({ dataVolume, persistentVolumeClaim }) =>
                (dataVolume?.name ?? persistentVolumeClaim?.claimName) ===
                volume.metadata.name,
            ),
          )
          .map(({ metadata }) => metadata),
    })),
  ],

  async reconcile(machine, context) {
    const { client, cache } = context;
    const instance = cache.get(virtualMachineInstances, machine.metadata);
    if (machine.metadata.deletionTimestamp) {
      if (instance) {
        await stop(machine, instance, context);
        await writeStatus(machine, instance, undefined, context);
      } else {
        await removeFinalizer(client, virtualMachines, machine, VM_FINALIZER);
      }
      return undefined;
    }
    const current = await addFinalizer(
      client,
      virtualMachines,
      machine,
      VM_FINALIZER,
    );
    const pluggedIn = await fulfilVolumeRequests(current, instance, context);
    await ensureVolumes(pluggedIn, context);
    const volumes = volumeState(pluggedIn, cache);
    const result = await converge(pluggedIn, instance, volumes, context);
    const dump = await continueMemoryDump(pluggedIn, context);
    return dump ?? result;
  },
});

async function converge(
  machine: VirtualMachine,
  instance: VirtualMachineInstance | undefined,
  volumes: VolumeState,
  context: Context,
): Promise<Result> {
  const [request] = machine.status?.stateChangeRequests ?? [];
  if (instance && request?.action === 'Stop') {
    if (instance.metadata.uid === request.uid) {
      await stop(machine, instance, context);
      return writeStatus(machine, instance, volumes, context);
    }
    // Stopped and started again meanwhile: nothing is left to do.
    return dropRequest(machine, context);
  }
  if (!instance && request?.action === 'Stop') {
    return dropRequest(machine, context);
  }
  if (instance && request?.action === 'Start') {
    return dropRequest(machine, context);
  }
  if (request?.action === 'Start' && runStrategyOf(machine) === 'Halted') {
    return switchOn(machine, context);
  }
  if (instance) {
    const phase = instance.status?.phase;
    const mustEnd =
      runStrategyOf(machine) === 'Halted' ||
      phase === 'Failed' ||
      (phase === 'Succeeded' && runStrategyOf(machine) === 'Always');
    if (mustEnd && !instance.metadata.deletionTimestamp) {
      await stop(machine, instance, context);
      if (phase === 'Failed') {
        return recordCrash(machine, instance, context);
      }
    }
    return writeStatus(machine, instance, volumes, context);
  }
  if (!wantsToRun(machine) || !volumes.ready) {
    return writeStatus(machine, undefined, volumes, context);
  }
  const retryAt = machine.status?.startFailure?.retryAfterTimestamp;
  const wait = retryAt ? Date.parse(retryAt) - Date.now() : 0;
  if (wait > 0) {
    await writeStatus(machine, undefined, volumes, context);
    return { requeueAfterMs: wait };
  }
  const started = await start(machine, context);
  return writeStatus(machine, started, volumes, context);
}

/** Lets a machine that is off run from now on, as a start in pause asks for. */
async function switchOn(
  machine: VirtualMachine,
  { client }: Context,
): Promise<Result> {
  await client.patch(virtualMachines, machine.metadata, {
    spec:
      machine.spec?.runStrategy === undefined
        ? { running: true }
        : { runStrategy: 'Always' },
  });
  return { requeueAfterMs: 1 };
}

async function ensureVolumes(
  machine: VirtualMachine,
  { client, cache }: Context,
): Promise<void> {
  for (const { metadata, spec } of machine.spec?.dataVolumeTemplates ?? []) {
    const key = { ...metadata, namespace: machine.metadata.namespace };
    if (!cache.get(dataVolumes, key)) {
      await client.createOnce(dataVolumes, {
        metadata: { ...key, ownerReferences: [ownerOf(machine)] },
        spec,
      });
    }
  }
}

async function start(
  machine: VirtualMachine,
  { client, events }: Context,
): Promise<VirtualMachineInstance | undefined> {
  const { name, namespace } = machine.metadata;
  const template = machine.spec?.template;
  const isPaused = machine.status?.stateChangeRequests?.some(
    ({ action, data }) => action === 'Start' && data?.paused === 'true',
  );
  if (machine.metadata.annotations?.[STOPPED_ANNOTATION]) {
    await client.patch(virtualMachines, machine.metadata, {
      metadata: { annotations: { [STOPPED_ANNOTATION]: null } },
    });
  }
  const instance = await client.create(virtualMachineInstances, {
    metadata: {
      name,
      namespace,
      labels: { ...template?.metadata?.labels, 'vm.kubevirt.io/name': name },
      annotations: template?.metadata?.annotations,
      finalizers: [VMI_FINALIZER],
      ownerReferences: [ownerOf(machine)],
    },
    spec: {
      ...(template?.spec as Record<string, unknown> | undefined),
      ...(isPaused ? { startStrategy: 'Paused' } : {}),
    },
  });
  await events.normal(
    machine,
    'SuccessfulCreate',
    `Started the virtual machine by creating the new virtual machine instance ${name}`,
  );
  return instance as VirtualMachineInstance;
}

async function stop(
  machine: VirtualMachine,
  instance: VirtualMachineInstance,
  { client, events }: Context,
): Promise<void> {
  if (instance.metadata.deletionTimestamp) {
    return;
  }
  await client.delete(virtualMachineInstances, instance.metadata, {
    uid: instance.metadata.uid,
  });
  await events.normal(
    machine,
    'SuccessfulDelete',
    `Stopped the virtual machine by deleting the virtual machine instance ${instance.metadata.name}`,
  );
}

/** Takes the first request off the list once it is fulfilled. */
async function dropRequest(
  machine: VirtualMachine,
  { client }: Context,
): Promise<Result> {
  const [done, ...rest] = machine.status?.stateChangeRequests ?? [];
  const strategy = runStrategyOf(machine);
  const staysOff =
    done?.action === 'Stop' &&
    !rest.length &&
    (strategy === 'RerunOnFailure' || strategy === 'Once');
  if (staysOff) {
    await client.patch(virtualMachines, machine.metadata, {
      metadata: { annotations: { [STOPPED_ANNOTATION]: 'true' } },
    });
  }
  await client.patchStatus(virtualMachines, machine, {
    stateChangeRequests: rest.length ? rest : null,
  });
  return { requeueAfterMs: 1 };
}

/** Notes a crash, so that the next start comes later each time. */
async function recordCrash(
  machine: VirtualMachine,
  instance: VirtualMachineInstance,
  { client, clock }: Context,
): Promise<Result> {
  const failure = machine.status?.startFailure;
  if (failure?.lastFailedVMIUID === instance.metadata.uid) {
    return undefined;
  }
  const count = (failure?.consecutiveFailCount ?? 0) + 1;
  const delay = clock.ms(CRASH_DELAY_SECONDS * Math.min(count, 30));
  await client.patchStatus(virtualMachines, machine, {
    ready: false,
    printableStatus: 'CrashLoopBackOff',
    startFailure: {
      consecutiveFailCount: count,
      lastFailedVMIUID: instance.metadata.uid,
      retryAfterTimestamp: timestamp(
        new Date(clock.now().getTime() + Math.max(delay, 1000)),
      ),
    },
  });
  return undefined;
}

async function writeStatus(
  machine: VirtualMachine,
  instance: VirtualMachineInstance | undefined,
  volumes: VolumeState | undefined,
  { client, clock }: Context,
): Promise<Result> {
  const isStable =
    conditionOf(instance?.status?.conditions, 'Ready')?.status === 'True';
  const status = statusOf(machine, instance, volumes, clock.now());
  if (clock.isSeeding && isOnItsWay(status.printableStatus)) {
    // What comes next is written soon, and nobody looks meanwhile.
    return undefined;
  }
  await client.patchStatus(virtualMachines, machine, {
    ...status,
    // The crash count ends with a machine that came up, or is switched off.
    ...((isStable &&
      instance?.metadata.uid !==
        machine.status?.startFailure?.lastFailedVMIUID) ||
    (!instance && !wantsToRun(machine))
      ? { startFailure: null }
      : {}),
  });
  return undefined;
}
