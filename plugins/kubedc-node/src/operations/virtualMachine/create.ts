import {
  dataVolumeType,
  textOf,
  virtualMachineCreate,
  virtualMachineKind,
  type DataVolume,
} from '@kubedc/backstage-plugin-kubedc-common';
import { objectOutputOf, settleByHealth, type Target } from '../common';
import type { OperationContext, OperationRunner } from '../types';
import { chooseImage, requireEnough } from './chooseImage';
import {
  rootDiskNameOf,
  rootDiskRequest,
  virtualMachineRequest,
} from './manifests';

/** Secret with the key pair that every project has. */
const DEFAULT_KEYS = 'authorized-keys-default';
const DEFAULT_KEY_PAIR = 'ssh-keypair-default';

/** Phases of a disk that is filled, or that the platform fills when the machine first starts. */
const FILLED = ['Succeeded', 'PendingPopulation', 'WaitForFirstConsumer'];

/**
 * Makes a virtual machine: its disk first, then the machine, which waits for it.
 */
export const createVirtualMachine: OperationRunner<
  typeof virtualMachineCreate
> = {
  declaration: virtualMachineCreate,
  namespaces: (input, context) => ({
    project: context.resolveProjectNamespace(input.project),
  }),
  async plan(input, context) {
    const namespace = context.resolveProjectNamespace(input.project);
    const entry = await chooseImage(input.image, context);
    requireEnough(entry, input);
    return [
      rootDiskRequest(input, namespace, entry),
      virtualMachineRequest(input, namespace, entry),
    ];
  },
  async settled(input, context, run) {
    const target = {
      namespace: context.resolveProjectNamespace(input.project),
      name: input.name,
    };
    return settleByHealth(
      {
        kind: virtualMachineKind,
        target,
        context,
        startedAt: run.startedAt,
      },
      (vm, health) => {
        const status = textOf(vm.status?.printableStatus);
        const finished = input.start
          ? status === 'Running' &&
            (health.state === 'ok' || health.state === 'warning')
          : status === 'Stopped' && isFilled(target, context);
        if (!finished) {
          return undefined;
        }
        const { privateAddress } = virtualMachineKind.summarize(
          vm,
          context.mirror,
        );
        return {
          ...objectOutputOf(virtualMachineKind, target, context),
          phase: health.label,
          endpoint: textOf(privateAddress),
          connectionSecret:
            input.sshKeySecret === DEFAULT_KEYS ? DEFAULT_KEY_PAIR : undefined,
        };
      },
    );
  },
};

function isFilled(target: Target, context: OperationContext): boolean {
  const disk = context.mirror.get<DataVolume>(
    dataVolumeType,
    target.namespace,
    rootDiskNameOf(target.name),
  );
  return FILLED.includes(textOf(disk?.status?.phase) ?? '');
}
