import {
  VirtualMachine,
  VirtualMachineInstance,
  virtualMachines,
} from '../../kinds';
import { PersistentVolumeClaim } from '../../controllers/persistentVolumeClaim';
import { KubeClient } from '../../runtime/client';
import { parseQuantity } from '../../runtime/quantity';
import { persistentVolumeClaims } from '../../runtime/resources';
import { ObjectKey } from '../../runtime/types';
import { decodeBody } from '../decodeBody';
import {
  MACHINE,
  VMI_NOT_RUNNING,
  readInstance,
  readMachine,
  requireRunning,
  withRetries,
} from '../readMachine';
import { badRequest, conflict, notFound } from '../subresourceError';
import { SubresourceHandler } from '../types';

type MemoryDumpRequest = NonNullable<
  NonNullable<VirtualMachine['status']>['memoryDumpRequest']
>;

const CLAIM = 'persistentvolumeclaim';
const OVERHEAD_BYTES = 100 * 2 ** 20;
const FILESYSTEM_OVERHEAD = 0.055;

/** Has the guest's memory written to a volume. */
export const memoryDump: SubresourceHandler = async (
  { key, body },
  { client },
) => {
  const { claimName: given } = decodeBody<MemoryDumpRequest>(
    body,
    'VirtualMachineMemoryDumpRequest',
    { claimName: 'string' },
  );
  return withRetries(async () => {
    const machine = await readMachine(client, key);
    const before = machine.status?.memoryDumpRequest ?? undefined;
    const claimName = given || before?.claimName;
    if (!claimName) {
      throw badRequest('Memory dump requires claim name to be set');
    }
    if (before && before.claimName !== claimName) {
      throw conflict(
        MACHINE,
        key.name,
        `can't request memory dump for pvc [${claimName}] while pvc [${before.claimName}] is still associated as the memory dump pvc`,
      );
    }
    const instance = await readInstance(client, key);
    requireRunning(instance, VMI_NOT_RUNNING);
    await checkClaim(client, { ...key, name: claimName }, instance);
    if (before?.phase === 'Dissociating') {
      throw conflict(
        MACHINE,
        key.name,
        `can't dump memory for pvc [${claimName}] a remove memory dump request is in progress`,
      );
    }
    if (before && before.phase !== 'Completed' && before.phase !== 'Failed') {
      throw conflict(
        MACHINE,
        key.name,
        `memory dump request for pvc [${claimName}] already in progress`,
      );
    }
    await write(client, machine, {
      claimName,
      phase: 'Associating',
      // Left from the last dump.
      startTimestamp: null,
      endTimestamp: null,
      fileName: null,
    });
    return { code: 202 };
  });
};

/** Ends the association of a machine with the volume of its dump. */
export const removeMemoryDump: SubresourceHandler = async (
  { key },
  { client },
) =>
  withRetries(async () => {
    const machine = await readMachine(client, key);
    const before = machine.status?.memoryDumpRequest;
    if (!before) {
      throw conflict(
        MACHINE,
        key.name,
        `can't remove memory dump association for vm ${key.name}, no association found`,
      );
    }
    if (before.remove) {
      throw conflict(
        MACHINE,
        key.name,
        `memory dump remove request for pvc [${before.claimName}] already exists`,
      );
    }
    await write(client, machine, { phase: 'Dissociating', remove: true });
    return { code: 202 };
  });

async function write(
  client: KubeClient,
  machine: VirtualMachine,
  memoryDumpRequest: object,
): Promise<void> {
  const { resourceVersion } = machine.metadata;
  await client.patch(
    virtualMachines,
    machine.metadata,
    { metadata: { resourceVersion }, status: { memoryDumpRequest } },
    { subresource: 'status' },
  );
}

async function checkClaim(
  client: KubeClient,
  key: ObjectKey,
  instance: VirtualMachineInstance,
): Promise<void> {
  const claim = (await client.get(persistentVolumeClaims, key)) as
    | PersistentVolumeClaim
    | undefined;
  if (!claim) {
    throw notFound(CLAIM, key.name);
  }
  if (claim.spec?.volumeMode === 'Block') {
    throw conflict(CLAIM, key.name, 'pvc should be filesystem pvc');
  }
  if (claim.spec?.accessModes?.every(mode => mode === 'ReadOnlyMany')) {
    throw conflict(CLAIM, key.name, "pvc access mode can't be read only");
  }
  const { memory, resources } = instance.spec?.domain ?? {};
  const guest = parseQuantity(
    resources?.requests?.memory ?? memory?.guest ?? '0',
  );
  const needed = Math.ceil(
    (guest + OVERHEAD_BYTES) / (1 - FILESYSTEM_OVERHEAD),
  );
  const size = parseQuantity(claim.spec?.resources?.requests?.storage);
  if (size < needed) {
    throw conflict(
      CLAIM,
      key.name,
      `pvc size [${Math.ceil(size / 1000)}k] should be bigger then [${needed}]`,
    );
  }
}
