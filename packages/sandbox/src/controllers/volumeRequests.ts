import {
  MachineSpec,
  VirtualMachine,
  VirtualMachineInstance,
  VolumeRequest,
  virtualMachineInstances,
  virtualMachines,
} from '../kinds';
import { Context } from '../runtime/controller';

/** The fields of a spec that change with a volume added or removed. */
type VolumeChange = {
  volumes: NonNullable<MachineSpec['volumes']>;
  domain: { devices: { disks: object[] } };
};

/** The volumes and disks of a spec once a request is fulfilled. */
export function applyVolumeRequest(
  spec: MachineSpec | undefined,
  { addVolumeOptions: add, removeVolumeOptions: remove }: VolumeRequest,
): VolumeChange {
  const volumes = spec?.volumes ?? [];
  const disks = spec?.domain.devices?.disks ?? [];
  if (add && !volumes.some(({ name }) => name === add.name)) {
    return {
      volumes: [...volumes, { name: add.name, ...add.volumeSource }],
      domain: {
        devices: {
          disks: [
            ...disks.filter(({ name }) => name !== add.name),
            add.disk.disk || add.disk.lun
              ? add.disk
              : { ...add.disk, disk: { bus: 'scsi' } },
          ],
        },
      },
    };
  }
  return {
    volumes: volumes.filter(({ name }) => name !== remove?.name),
    domain: {
      devices: { disks: disks.filter(({ name }) => name !== remove?.name) },
    },
  };
}

function applyAll<T extends MachineSpec>(
  spec: T | undefined,
  requests: VolumeRequest[],
): VolumeChange {
  let current: MachineSpec | undefined = spec;
  for (const request of requests) {
    const change = applyVolumeRequest(current, request);
    current = { ...current, ...change } as MachineSpec;
  }
  return {
    volumes: current?.volumes ?? [],
    domain: { devices: { disks: current?.domain.devices?.disks ?? [] } },
  };
}

/** Puts the volumes that were asked for into a machine, and into its instance. */
export async function fulfilVolumeRequests(
  machine: VirtualMachine,
  instance: VirtualMachineInstance | undefined,
  { client }: Context,
): Promise<VirtualMachine> {
  const requests = machine.status?.volumeRequests ?? [];
  if (!requests.length) {
    return machine;
  }
  const changed = await client.patch(virtualMachines, machine.metadata, {
    metadata: { resourceVersion: machine.metadata.resourceVersion },
    spec: {
      template: { spec: applyAll(machine.spec?.template.spec, requests) },
    },
  });
  if (instance && !instance.metadata.deletionTimestamp) {
    await client.patch(virtualMachineInstances, instance.metadata, {
      metadata: { resourceVersion: instance.metadata.resourceVersion },
      spec: applyAll(instance.spec, requests),
    });
  }
  return client.patch(
    virtualMachines,
    machine.metadata,
    {
      // A request that came meanwhile must not be lost.
      metadata: { resourceVersion: changed.metadata.resourceVersion },
      status: { volumeRequests: null },
    },
    { subresource: 'status' },
  );
}
