import {
  VirtualMachine,
  VirtualMachineInstance,
  virtualMachineInstances,
  virtualMachines,
} from '../kinds';
import { runStrategyOf } from '../controllers/virtualMachineRun';
import { KubeClient } from '../runtime/client';
import { conditionOf, withConditions } from '../runtime/objects';
import { ObjectKey } from '../runtime/types';
import {
  SubresourceError,
  badRequest,
  conflict,
  notFound,
} from './subresourceError';

/** What a lifecycle request may carry. */
export type LifecycleOptions = {
  dryRun?: string[];
  gracePeriod?: number;
  gracePeriodSeconds?: number;
  paused?: boolean;
};

/** Checks that a request is allowed in the machine's state, then does it. */
export type LifecycleAction = (
  client: KubeClient,
  key: ObjectKey,
  options: LifecycleOptions,
) => Promise<void>;

const MACHINE = 'virtualmachine';
const INSTANCE = 'virtualmachineinstance';

const isDryRun = (options: LifecycleOptions): boolean =>
  options.dryRun?.includes('All') ?? false;

async function read(
  client: KubeClient,
  key: ObjectKey,
): Promise<{ machine: VirtualMachine; instance?: VirtualMachineInstance }> {
  const machine = await client.get(virtualMachines, key);
  if (!machine) {
    throw notFound(MACHINE, key.name);
  }
  return { machine, instance: await client.get(virtualMachineInstances, key) };
}

function isFinal(instance: VirtualMachineInstance | undefined): boolean {
  const phase = instance?.status?.phase;
  return phase === 'Failed' || phase === 'Succeeded';
}

/** Switches a machine on or off in the way that its spec states it. */
async function setRunning(
  client: KubeClient,
  machine: VirtualMachine,
  running: boolean,
): Promise<void> {
  await client.patch(virtualMachines, machine.metadata, {
    spec:
      machine.spec?.running === undefined
        ? { runStrategy: running ? 'Always' : 'Halted' }
        : { running },
  });
}

async function request(
  client: KubeClient,
  machine: VirtualMachine,
  ...requests: { action: 'Start' | 'Stop'; uid?: string }[]
): Promise<void> {
  if (machine.status?.stateChangeRequests?.length) {
    throw conflict(
      MACHINE,
      machine.metadata.name,
      'unable to complete request: stop/start already underway',
    );
  }
  await client.patchStatus(virtualMachines, machine, {
    stateChangeRequests: requests,
  });
}

const start: LifecycleAction = async (client, key, options) => {
  const { machine, instance } = await read(client, key);
  const phase = instance?.status?.phase;
  if (instance && phase && !isFinal(instance)) {
    throw conflict(MACHINE, key.name, 'VM is already running');
  }
  const strategy = runStrategyOf(machine);
  if (strategy === 'Always' || strategy === 'Once') {
    throw conflict(
      MACHINE,
      key.name,
      `${strategy} does not support manual start requests`,
    );
  }
  if (isDryRun(options)) {
    return;
  }
  if (strategy === 'Halted') {
    await setRunning(client, machine, true);
  } else if (instance) {
    await request(
      client,
      machine,
      { action: 'Stop', uid: instance.metadata.uid },
      { action: 'Start' },
    );
  } else {
    await request(client, machine, { action: 'Start' });
  }
};

const stop: LifecycleAction = async (client, key, options) => {
  const { machine, instance } = await read(client, key);
  const strategy = runStrategyOf(machine);
  const isForced = options.gracePeriod !== undefined;
  if (
    (strategy === 'Halted' && !(instance && isForced)) ||
    (strategy !== 'Always' && strategy !== 'Once' && !instance) ||
    (instance && isFinal(instance) && strategy !== 'Always')
  ) {
    throw conflict(MACHINE, key.name, 'VM is not running');
  }
  if (options.gracePeriod !== undefined && options.gracePeriod < 0) {
    throw badRequest('gracePeriod has to be greater or equal to 0');
  }
  if (isDryRun(options)) {
    return;
  }
  if (instance && options.gracePeriod !== undefined) {
    await client.patch(virtualMachineInstances, key, {
      spec: { terminationGracePeriodSeconds: options.gracePeriod },
    });
  }
  if (strategy === 'Always' || strategy === 'Once') {
    await setRunning(client, machine, false);
  } else if (instance && strategy !== 'Halted') {
    await request(client, machine, {
      action: 'Stop',
      uid: instance.metadata.uid,
    });
  }
};

const restart: LifecycleAction = async (client, key, options) => {
  const { machine, instance } = await read(client, key);
  const { gracePeriodSeconds: seconds } = options;
  if (seconds !== undefined && seconds !== 0) {
    throw badRequest(
      seconds < 0
        ? 'gracePeriodSeconds has to be greater or equal to 0'
        : 'Currently only gracePeriodSeconds=0 is supported for force restart',
    );
  }
  const strategy = runStrategyOf(machine);
  if (strategy === 'Halted') {
    throw conflict(MACHINE, key.name, `VM is not running: ${strategy}`);
  }
  if (!instance) {
    throw conflict(MACHINE, key.name, 'VM is not running');
  }
  if (isDryRun(options)) {
    return;
  }
  if (seconds === 0) {
    await client.patch(virtualMachineInstances, key, {
      spec: { terminationGracePeriodSeconds: 0 },
    });
  }
  await request(
    client,
    machine,
    { action: 'Stop', uid: instance.metadata.uid },
    { action: 'Start' },
  );
};

async function readRunning(
  client: KubeClient,
  key: ObjectKey,
): Promise<VirtualMachineInstance> {
  const instance = await client.get(virtualMachineInstances, key);
  if (!instance) {
    throw notFound(INSTANCE, key.name);
  }
  if (instance.status?.phase !== 'Running') {
    throw conflict(INSTANCE, key.name, 'VMI is not running');
  }
  return instance;
}

const isPaused = (instance: VirtualMachineInstance): boolean =>
  conditionOf(instance.status?.conditions, 'Paused')?.status === 'True';

const pause: LifecycleAction = async (client, key, options) => {
  const instance = await readRunning(client, key);
  if (isPaused(instance)) {
    throw conflict(INSTANCE, key.name, 'VMI is already paused');
  }
  if (!isDryRun(options)) {
    await client.patchStatus(virtualMachineInstances, instance, {
      conditions: withConditions(
        instance.status?.conditions,
        [
          {
            type: 'Paused',
            status: 'True',
            reason: 'PausedByUser',
            message: 'VMI was paused by user',
          },
        ],
        new Date(),
      ),
    });
  }
};

const unpause: LifecycleAction = async (client, key, options) => {
  const instance = await readRunning(client, key);
  if (!isPaused(instance)) {
    throw conflict(INSTANCE, key.name, 'VMI is not paused');
  }
  if (!isDryRun(options)) {
    await client.patchStatus(virtualMachineInstances, instance, {
      conditions: instance.status?.conditions?.filter(
        ({ type }) => type !== 'Paused',
      ),
    });
  }
};

/** What can be asked of machines and instances, by resource and subresource. */
export const lifecycleActions: Record<
  'virtualmachines' | 'virtualmachineinstances',
  Record<string, LifecycleAction>
> = {
  virtualmachines: { start, stop, restart },
  virtualmachineinstances: { pause, unpause },
};

const OPTION_TYPES: Record<
  keyof LifecycleOptions,
  (value: unknown) => boolean
> = {
  dryRun: value =>
    Array.isArray(value) && value.every(entry => entry === 'All'),
  gracePeriod: Number.isInteger,
  gracePeriodSeconds: Number.isInteger,
  paused: value => typeof value === 'boolean',
};

/**
 * Reads the body of a lifecycle request; an empty one is fine.
 *
 * @throws SubresourceError that names the field which is not as it must be
 */
export function parseOptions(body: string): LifecycleOptions {
  if (!body.trim()) {
    return {};
  }
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    throw unreadable(String(error));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw unreadable('the body is not an object');
  }
  for (const [field, isValid] of Object.entries(OPTION_TYPES)) {
    const given = (value as Record<string, unknown>)[field];
    if (given !== undefined && given !== null && !isValid(given)) {
      throw unreadable(`${field}: ${JSON.stringify(given)} is not valid`);
    }
  }
  return value;
}

function unreadable(detail: string): SubresourceError {
  return badRequest(
    `Can not unmarshal Request body to struct, error: ${detail}`,
  );
}
