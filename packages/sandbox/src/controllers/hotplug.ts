import {
  MachineVolume,
  VirtualMachineInstance,
  VolumeStatus,
  dataVolumes,
  virtualMachineInstances,
} from '../kinds';
import { Context } from '../runtime/controller';
import { pods, persistentVolumeClaims } from '../runtime/resources';
import { KubeObject } from '../runtime/types';
import { Result } from '../runtime/workQueue';
import { createAttachmentPod } from './hotplugPod';
import { PersistentVolumeClaim, SELECTED_NODE } from './persistentVolumeClaim';
import {
  claimInfoOf,
  claimNameOf,
  isHotpluggable,
  nextTarget,
} from './volumeStatus';

const STEP_SECONDS = 1;

/** The reasons that go with the phases of a volume. */
const REASONS: Record<string, string> = {
  AttachedToNode: 'SuccessfulCreate',
  MountedToPod: 'VolumeMountedToPod',
  Ready: 'VolumeReady',
  Detaching: 'SuccessfulDelete',
  UnMountedFromPod: 'VolumeUnMountedFromPod',
};

/** Moves volumes that are plugged in or out on by one step each. */
export async function plugVolumes(
  instance: VirtualMachineInstance,
  launcher: KubeObject,
  context: Context,
): Promise<Result> {
  const volumes = instance.spec?.volumes ?? [];
  const before = instance.status?.volumeStatus ?? [];
  const missing = volumes
    .filter(
      volume =>
        isHotpluggable(volume) &&
        !before.some(({ name }) => name === volume.name),
    )
    .map(({ name }): VolumeStatus => ({ name, target: '' }));
  const after: VolumeStatus[] = [];
  let isMoving = false;
  for (const entry of [...before, ...missing]) {
    const volume = volumes.find(({ name }) => name === entry.name);
    if (!isHotpluggable(volume) && !entry.hotplugVolume) {
      after.push(entry);
      continue;
    }
    let next: VolumeStatus | undefined = entry;
    if (isDue(instance, entry, context)) {
      next = volume
        ? await attach(entry, volume, instance, launcher, context)
        : await detach(entry, instance, context);
    }
    isMoving ||= !volume || next?.phase !== 'Ready';
    if (next) {
      after.push(next);
    }
  }
  await context.client.patchStatus(virtualMachineInstances, instance, {
    volumeStatus: after,
  });
  return isMoving
    ? { requeueAfterMs: Math.max(10, context.clock.ms(STEP_SECONDS)) }
    : undefined;
}

/** Whether a volume has been in its phase for as long as that takes. */
function isDue(
  instance: VirtualMachineInstance,
  entry: VolumeStatus,
  { steps }: Context,
): boolean {
  const uid = `${instance.metadata.uid}/${entry.name}`;
  const mover = { ...instance, metadata: { ...instance.metadata, uid } };
  return steps.remaining(mover, entry.phase ?? 'new', STEP_SECONDS) === 0;
}

async function attach(
  entry: VolumeStatus,
  volume: MachineVolume,
  instance: VirtualMachineInstance,
  launcher: KubeObject,
  context: Context,
): Promise<VolumeStatus> {
  const { events } = context;
  const to = async (phase: string, message: string, more = {}) => {
    await events.normal(instance, REASONS[phase] ?? phase, message);
    return { ...entry, ...more, phase, reason: REASONS[phase], message };
  };
  switch (entry.phase) {
    case 'Ready':
      return entry;
    case 'MountedToPod':
      return to(
        'Ready',
        `Successfully attach hotplugged volume ${entry.name} to VM`,
        { target: nextTarget(instance, entry.name) },
      );
    case 'AttachedToNode':
      return to(
        'MountedToPod',
        `Volume ${entry.name} has been mounted in virt-launcher pod`,
      );
    case 'Bound': {
      const pod = await createAttachmentPod(
        instance,
        launcher,
        claimNameOf(volume) ?? '',
        context,
      );
      return typeof pod === 'string'
        ? { ...entry, reason: 'FailedCreate', message: pod }
        : to(
            'AttachedToNode',
            `Created hotplug attachment pod ${pod.metadata.name}, for volume ${entry.name}`,
            {
              hotplugVolume: {
                attachPodName: pod.metadata.name,
                attachPodUID: pod.metadata.uid,
              },
            },
          );
    }
    default:
      return awaitClaim(entry, volume, instance, context);
  }
}

/** Waits until what backs the volume is filled. */
async function awaitClaim(
  entry: VolumeStatus,
  volume: MachineVolume,
  instance: VirtualMachineInstance,
  { client: api, cache }: Context,
): Promise<VolumeStatus> {
  const { namespace } = instance.metadata;
  const name = claimNameOf(volume) ?? '';
  const claim = cache.get(persistentVolumeClaims, { namespace, name }) as
    | PersistentVolumeClaim
    | undefined;
  const filled = cache.get(dataVolumes, { namespace, name })?.status?.phase;
  const base: VolumeStatus = { ...entry, hotplugVolume: {} };
  if (!claim) {
    return {
      ...base,
      phase: 'Pending',
      reason: 'FailedPvcNotFound',
      message: `PVC ${name} not found`,
    };
  }
  const isBound = claim.status?.phase === 'Bound';
  if (!isBound && !claim.metadata.annotations?.[SELECTED_NODE]) {
    // The instance is the first consumer that the volume waits for.
    await api.patch(persistentVolumeClaims, claim.metadata, {
      metadata: {
        annotations: { [SELECTED_NODE]: instance.status?.nodeName },
      },
    });
  }
  const isReady = isBound && (filled === undefined || filled === 'Succeeded');
  return {
    ...base,
    phase: isReady ? 'Bound' : 'Pending',
    reason: 'PVCNotReady',
    message: `PVC is in phase ${isReady ? 'Bound' : 'ClaimPending'}`,
    persistentVolumeClaimInfo: claimInfoOf(claim),
  };
}

async function detach(
  entry: VolumeStatus,
  instance: VirtualMachineInstance,
  { client: api, events }: Context,
): Promise<VolumeStatus | undefined> {
  const name = entry.hotplugVolume?.attachPodName;
  if (!name) {
    return undefined;
  }
  const phase = entry.phase === 'Detaching' ? 'UnMountedFromPod' : 'Detaching';
  if (entry.phase !== 'UnMountedFromPod') {
    const message =
      phase === 'Detaching'
        ? `Deleted hotplug attachment pod ${name}, for volume ${entry.name}`
        : `Volume ${entry.name} has been unmounted from virt-launcher pod`;
    await events.normal(instance, REASONS[phase], message);
    return { ...entry, phase, reason: REASONS[phase], message };
  }
  await api.delete(
    pods,
    { namespace: instance.metadata.namespace, name },
    { gracePeriodSeconds: 0 },
  );
  return undefined;
}
