import {
  VirtualMachine,
  VirtualMachineInstance,
  virtualMachineInstances,
  virtualMachines,
} from '../../kinds';
import { KubeClient } from '../../runtime/client';
import { internalError } from '../subresourceError';

type StateChange = {
  action: 'Start' | 'Stop';
  uid?: string;
  data?: Record<string, string>;
};

/** Switches a machine on or off in the way that its spec states it. */
export async function setRunning(
  client: KubeClient,
  machine: VirtualMachine,
  running: boolean,
  dryRun: string[] | undefined,
): Promise<void> {
  const { resourceVersion } = machine.metadata;
  await client.patch(
    virtualMachines,
    machine.metadata,
    {
      metadata: { resourceVersion },
      spec:
        machine.spec?.runStrategy === undefined
          ? { running }
          : { runStrategy: running ? 'Always' : 'Halted' },
    },
    { dryRun },
  );
}

/** Leaves a note for the controller of what it shall do with a machine. */
export async function requestChange(
  client: KubeClient,
  machine: VirtualMachine,
  changes: StateChange[],
  dryRun: string[] | undefined,
): Promise<void> {
  const isUnderway = Boolean(machine.status?.stateChangeRequests?.length);
  const isStop = changes.length === 1 && changes[0].action === 'Stop';
  if (isUnderway && !isStop) {
    throw internalError(
      'unable to complete request: stop/start already underway',
    );
  }
  const { resourceVersion } = machine.metadata;
  await client.patch(
    virtualMachines,
    machine.metadata,
    {
      metadata: { resourceVersion },
      status: {
        stateChangeRequests: changes,
        ...(machine.status?.startFailure ? { startFailure: null } : {}),
      },
    },
    { dryRun, subresource: 'status' },
  );
}

/** Changes how long a guest has to shut down. */
export async function setGracePeriod(
  client: KubeClient,
  instance: VirtualMachineInstance,
  seconds: number,
  dryRun: string[] | undefined,
): Promise<void> {
  await client.patch(
    virtualMachineInstances,
    instance.metadata,
    { spec: { terminationGracePeriodSeconds: seconds } },
    { dryRun },
  );
}
