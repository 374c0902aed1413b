import { applyVolumeRequest } from '../../controllers/volumeRequests';
import { VolumeRequest, virtualMachineInstances } from '../../kinds';
import {
  INSTANCE,
  VMI_NOT_RUNNING,
  readInstance,
  requireRunning,
  withRetries,
} from '../readMachine';
import { conflict, passInvalid } from '../subresourceError';
import {
  SubresourceAnswer,
  SubresourceContext,
  SubresourceHandler,
  SubresourceRequest,
} from '../types';
import {
  parseAddVolume,
  parseRemoveVolume,
  volumeRefusal,
} from '../volumeOptions';

async function submit(
  { key }: SubresourceRequest,
  { client }: SubresourceContext,
  request: VolumeRequest,
): Promise<SubresourceAnswer> {
  return withRetries(async () => {
    const instance = await readInstance(client, key);
    requireRunning(instance, VMI_NOT_RUNNING);
    const refusal = volumeRefusal(instance.spec?.volumes ?? [], request);
    if (refusal) {
      throw conflict(INSTANCE, key.name, refusal);
    }
    const { resourceVersion } = instance.metadata;
    const { dryRun } =
      request.addVolumeOptions ?? request.removeVolumeOptions ?? {};
    await client
      .patch(
        virtualMachineInstances,
        key,
        {
          metadata: { resourceVersion },
          spec: applyVolumeRequest(instance.spec, request),
        },
        { dryRun: dryRun?.[0] === 'All' ? dryRun : undefined },
      )
      .catch(passInvalid);
    return { code: 202 };
  });
}

/** Adds a volume to an instance until the instance ends. */
export const addVolume: SubresourceHandler = async (request, context) =>
  submit(request, context, { addVolumeOptions: parseAddVolume(request.body) });

/** Takes a volume off an instance. */
export const removeVolume: SubresourceHandler = async (request, context) =>
  submit(request, context, {
    removeVolumeOptions: parseRemoveVolume(request.body),
  });
