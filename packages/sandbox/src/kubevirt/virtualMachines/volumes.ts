import { VolumeRequest, virtualMachines } from '../../kinds';
import { MACHINE, readMachine, withRetries } from '../readMachine';
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

/**
 * The requests with one more.
 *
 * @returns why that is not possible, where it is not
 */
function append(
  requests: VolumeRequest[],
  request: VolumeRequest,
): VolumeRequest[] | string {
  const { addVolumeOptions: add, removeVolumeOptions: remove } = request;
  const name = add?.name ?? remove?.name ?? '';
  const adding = (entry: VolumeRequest) =>
    entry.addVolumeOptions?.name === name;
  const removing = (entry: VolumeRequest) =>
    entry.removeVolumeOptions?.name === name;
  if (add) {
    if (requests.some(adding)) {
      return `add volume request for volume [${name}] already exists`;
    }
    return requests.some(removing)
      ? `unable to add volume since a remove volume request for volume [${name}] already exists and is still being processed`
      : [...requests, request];
  }
  return requests.some(removing)
    ? `a remove volume request for volume [${name}] already exists and is still being processed`
    : [...requests.filter(entry => !adding(entry)), request];
}

async function submit(
  { key }: SubresourceRequest,
  { client }: SubresourceContext,
  request: VolumeRequest,
): Promise<SubresourceAnswer> {
  return withRetries(async () => {
    const machine = await readMachine(client, key);
    const refusal = volumeRefusal(
      machine.spec?.template.spec.volumes ?? [],
      request,
    );
    const requests =
      refusal ?? append(machine.status?.volumeRequests ?? [], request);
    if (typeof requests === 'string') {
      throw conflict(MACHINE, key.name, requests);
    }
    const { resourceVersion } = machine.metadata;
    const { dryRun } =
      request.addVolumeOptions ?? request.removeVolumeOptions ?? {};
    await client
      .patch(
        virtualMachines,
        key,
        { metadata: { resourceVersion }, status: { volumeRequests: requests } },
        {
          dryRun: dryRun?.[0] === 'All' ? dryRun : undefined,
          subresource: 'status',
        },
      )
      .catch(passInvalid);
    return { code: 202 };
  });
}

/** Adds a volume to a machine for good, at once where it is running. */
export const addVolume: SubresourceHandler = async (request, context) =>
  submit(request, context, { addVolumeOptions: parseAddVolume(request.body) });

/** Takes a volume off a machine for good. */
export const removeVolume: SubresourceHandler = async (request, context) =>
  submit(request, context, {
    removeVolumeOptions: parseRemoveVolume(request.body),
  });
