import {
  textOf,
  virtualMachineInstanceType,
  virtualMachineKind,
  virtualMachineRestart,
  virtualMachineStart,
  virtualMachineStop,
  virtualMachineType,
  type Health,
  type VirtualMachine,
} from '@kubedc/backstage-plugin-kubedc-common';
import {
  objectOutputOf,
  requireObject,
  settleByHealth,
  type Target,
} from '../common';
import type {
  OperationContext,
  OperationRunner,
  PlannedRequest,
} from '../types';

/** Start, stop and restart are calls of KubeVirt's own API, which fit both ways a machine's run state may be written. */
function powerRequest(
  action: 'start' | 'stop' | 'restart',
  target: Target,
  body?: Record<string, unknown>,
): PlannedRequest {
  const verb = action.charAt(0).toUpperCase() + action.slice(1);
  return {
    method: 'PUT',
    type: {
      group: 'subresources.kubevirt.io',
      version: virtualMachineType.version,
      resource: virtualMachineType.resource,
      namespaced: true,
    },
    namespace: target.namespace,
    name: target.name,
    subresource: action,
    ...(body ? { body } : {}),
    dryRun: 'body',
    description: `${verb} virtual machine ${target.name}`,
  };
}

function settlePower(
  target: Target,
  context: OperationContext,
  options: {
    startedAt: Date;
    isThere: (vm: VirtualMachine, health: Health) => boolean;
    meanwhile: (health: Health) => string | undefined;
    despiteErrors?: boolean;
  },
) {
  return settleByHealth(
    { kind: virtualMachineKind, target, context, ...options },
    (vm, health) =>
      options.isThere(vm, health)
        ? objectOutputOf(virtualMachineKind, target, context)
        : undefined,
  );
}

/** The platform takes a moment to act; until then the machine still says what it was before. */
const STARTING = ({ state }: Health) =>
  state === 'stopped' ? 'Starting' : undefined;
const STOPPING = ({ state }: Health) =>
  state === 'progressing' ? undefined : 'Shutting down';

/** Kubernetes writes times in whole seconds. */
function wholeSeconds(time: Date): number {
  return Math.floor(time.getTime() / 1_000) * 1_000;
}

function isUp(vm: VirtualMachine, health: Health): boolean {
  return (
    textOf(vm.status?.printableStatus) === 'Running' &&
    (health.state === 'ok' || health.state === 'warning')
  );
}

const inProject = (input: Target) => ({ project: input.namespace });

/** Starts a virtual machine. */
export const startVirtualMachine: OperationRunner<typeof virtualMachineStart> =
  {
    declaration: virtualMachineStart,
    namespaces: inProject,
    async plan(input, context) {
      requireObject(virtualMachineKind, input, context);
      return [powerRequest('start', input)];
    },
    async settled(input, context, run) {
      return settlePower(input, context, {
        startedAt: run.startedAt,
        isThere: isUp,
        meanwhile: STARTING,
      });
    },
  };

/** Shuts a virtual machine down. */
export const stopVirtualMachine: OperationRunner<typeof virtualMachineStop> = {
  declaration: virtualMachineStop,
  namespaces: inProject,
  async plan(input, context) {
    requireObject(virtualMachineKind, input, context);
    return [
      powerRequest('stop', input, input.force ? { gracePeriod: 0 } : undefined),
    ];
  },
  async settled(input, context, run) {
    return settlePower(input, context, {
      startedAt: run.startedAt,
      isThere: vm => textOf(vm.status?.printableStatus) === 'Stopped',
      meanwhile: STOPPING,
      // What is stopped because it crashes or finds no room must not fail for that.
      despiteErrors: true,
    });
  },
};

/** Restarts a virtual machine; done when an instance younger than the request is up. */
export const restartVirtualMachine: OperationRunner<
  typeof virtualMachineRestart
> = {
  declaration: virtualMachineRestart,
  namespaces: inProject,
  async plan(input, context) {
    requireObject(virtualMachineKind, input, context);
    return [
      powerRequest(
        'restart',
        input,
        input.force ? { gracePeriodSeconds: 0 } : undefined,
      ),
    ];
  },
  async settled(input, context, run) {
    return settlePower(input, context, {
      startedAt: run.startedAt,
      isThere: (vm, health) => {
        const instance = context.mirror.get(
          virtualMachineInstanceType,
          input.namespace,
          input.name,
        );
        const made = Date.parse(instance?.metadata.creationTimestamp ?? '');
        return isUp(vm, health) && made >= wholeSeconds(run.startedAt);
      },
      meanwhile: health =>
        health.state === 'ok' ? STOPPING(health) : STARTING(health),
    });
  },
};
