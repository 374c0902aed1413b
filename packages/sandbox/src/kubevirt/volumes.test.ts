import {
  MachineBed,
  namespace,
  startMachineBed,
} from '../__testUtils__/machineBed';
import {
  VolumeStatus,
  dataVolumes,
  virtualMachineInstances,
  virtualMachines,
} from '../kinds';
import { persistentVolumeClaims, pods } from '../runtime/resources';

describe('volumes of machines that run', () => {
  let bed: MachineBed;

  const body = (name: string) => ({
    name,
    disk: { name, disk: { bus: 'scsi' }, serial: name },
    volumeSource: { dataVolume: { name } },
  });

  const key = { namespace, name: 'web' };

  const status = (name: string, isThere: (entry?: VolumeStatus) => boolean) =>
    bed.until(virtualMachineInstances, key, instance =>
      isThere(
        instance.status?.volumeStatus?.find(entry => entry.name === name),
      ),
    );

  async function disk(name: string): Promise<void> {
    await bed.client.create(dataVolumes, {
      metadata: { name, namespace },
      spec: {
        source: { blank: {} },
        pvc: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: 'local-path',
          resources: { requests: { storage: '2Gi' } },
        },
      },
    });
  }

  beforeAll(async () => {
    bed = await startMachineBed();
    await bed.machine({ name: 'web' });
    await bed.machine({ name: 'off', runStrategy: 'Halted' });
    await bed.hasAgent('web');
    await bed.isState('off', 'Stopped');
  });

  afterAll(() => bed?.stop());

  it('are added for good and removed again', async () => {
    await disk('data');
    expect(
      await bed.put('virtualmachines/web/addvolume', body('data')),
    ).toMatchObject({ code: 202, text: '' });
    const { status: plugged } = await status(
      'data',
      entry => entry?.phase === 'Ready',
    );
    const entry = plugged?.volumeStatus?.find(({ name }) => name === 'data');
    expect(entry).toMatchObject({
      target: 'sda',
      reason: 'VolumeReady',
      message: 'Successfully attach hotplugged volume data to VM',
      persistentVolumeClaimInfo: { capacity: { storage: '2Gi' } },
      hotplugVolume: { attachPodName: expect.stringMatching(/^hp-volume-/) },
    });
    const pod = { namespace, name: `${entry?.hotplugVolume?.attachPodName}` };
    expect(await bed.client.get(pods, pod)).toMatchObject({
      metadata: { ownerReferences: [{ kind: 'Pod' }] },
    });
    // The request is taken back last.
    const machine = await bed.until(
      virtualMachines,
      key,
      object => object.status?.volumeRequests === undefined,
    );
    expect(machine?.spec?.template.spec.volumes).toContainEqual({
      name: 'data',
      dataVolume: { name: 'data', hotpluggable: true },
    });
    expect(machine?.spec?.template.spec.domain.devices?.disks).toContainEqual({
      name: 'data',
      disk: { bus: 'scsi' },
      serial: 'data',
    });
    for (const name of ['data', 'root-volume']) {
      const again = await bed.put('virtualmachines/web/addvolume', body(name));
      expect(again).toMatchObject({
        code: 409,
        body: {
          message: `Operation cannot be fulfilled on virtualmachine.kubevirt.io "web": Unable to add volume [${name}] because volume with that name already exists`,
        },
      });
    }
    expect(
      await bed.put('virtualmachines/web/addvolume', {
        ...body('other'),
        volumeSource: { dataVolume: { name: 'data' } },
      }),
    ).toMatchObject({
      code: 409,
      body: {
        message: expect.stringContaining(
          'Unable to add volume source [data] because it already exists',
        ),
      },
    });

    await bed.put('virtualmachines/web/removevolume', { name: 'data' });
    await status('data', gone => gone === undefined);
    await bed.untilGone(pods, pod);
    const after = await bed.client.get(virtualMachines, key);
    expect(after?.spec?.template.spec.volumes).toHaveLength(2);
    expect(
      await bed.client.get(dataVolumes, { ...key, name: 'data' }),
    ).toBeDefined();
  });

  it('are added to an instance alone until it ends', async () => {
    await disk('scratch');
    await bed.put('virtualmachineinstances/web/addvolume', body('scratch'));
    await status('scratch', entry => entry?.phase === 'Ready');
    const machine = await bed.client.get(virtualMachines, key);
    expect(machine?.spec?.template.spec.volumes).toHaveLength(2);
    await bed.put('virtualmachineinstances/web/removevolume', {
      name: 'scratch',
    });
    await status('scratch', entry => entry === undefined);
  });

  it('wait for a claim that does not exist yet', async () => {
    await bed.put('virtualmachineinstances/web/addvolume', {
      name: 'late',
      disk: { disk: { bus: 'virtio' } },
      volumeSource: { persistentVolumeClaim: { claimName: 'late' } },
    });
    await status(
      'late',
      entry =>
        entry?.phase === 'Pending' && entry.message === 'PVC late not found',
    );
    await bed.client.create(persistentVolumeClaims, {
      metadata: { name: 'late', namespace },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'local-path',
        resources: { requests: { storage: '1Gi' } },
      },
    });
    const { status: plugged } = await status(
      'late',
      entry => entry?.phase === 'Ready',
    );
    expect(
      plugged?.volumeStatus?.find(({ name }) => name === 'late')?.target,
    ).toBe('vdc');
  });

  it('are added to a machine that is off', async () => {
    await disk('cold');
    await bed.put('virtualmachines/off/addvolume', body('cold'));
    const machine = await bed.until(
      virtualMachines,
      { namespace, name: 'off' },
      ({ spec }) => spec?.template.spec.volumes?.length === 3,
    );
    expect(machine.status?.printableStatus).toBe('Stopped');
    expect(
      await bed.put('virtualmachineinstances/off/addvolume', body('cold')),
    ).toMatchObject({ code: 404 });
  });

  it('are left alone by a dry run', async () => {
    const dryRun = ['All'];
    expect(
      await bed.put('virtualmachines/web/addvolume', {
        ...body('dry'),
        dryRun,
      }),
    ).toMatchObject({ code: 202 });
    expect(
      await bed.put('virtualmachineinstances/web/addvolume', {
        ...body('dry'),
        dryRun,
      }),
    ).toMatchObject({ code: 202 });
    const instance = await bed.client.get(virtualMachineInstances, key);
    expect(instance?.spec?.volumes?.map(({ name }) => name)).not.toContain(
      'dry',
    );
  });

  it.each([
    ['addvolume', {}, 400, 'AddVolumeOptions requires name to be set'],
    [
      'addvolume',
      { name: 'x' },
      400,
      'AddVolumeOptions requires disk to not be nil',
    ],
    [
      'addvolume',
      { name: 'x', disk: {} },
      400,
      'AddVolumeOptions requires VolumeSource to not be nil',
    ],
    ['removevolume', {}, 400, 'RemoveVolumeOptions requires name to be set'],
    [
      'removevolume',
      { name: 'x' },
      409,
      'Unable to remove volume [x] because it does not exist',
    ],
    [
      'removevolume',
      { name: 'root-volume' },
      409,
      'Unable to remove volume [root-volume] because it is not hotpluggable',
    ],
  ])('%s refuses %j', async (action, request, code, message) => {
    for (const plural of ['virtualmachines', 'virtualmachineinstances']) {
      const answer = await bed.put(`${plural}/web/${action}`, request);
      expect(answer.code).toBe(code);
      expect(`${answer.body.message}`.endsWith(message)).toBe(true);
    }
  });

  it('take a dump of the memory', async () => {
    for (const [name, storage] of [
      ['dump', '1Gi'],
      ['small', '100Mi'],
    ]) {
      await bed.client.create(persistentVolumeClaims, {
        metadata: { name, namespace },
        spec: {
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage } },
        },
      });
    }
    const path = 'virtualmachines/web/memorydump';
    expect(await bed.put(path)).toMatchObject({
      code: 400,
      body: { message: 'Memory dump requires claim name to be set' },
    });
    expect(await bed.put(path, { claimName: 'none' })).toMatchObject({
      code: 404,
    });
    expect(await bed.put(path, { claimName: 'small' })).toMatchObject({
      code: 409,
      body: {
        message: expect.stringContaining(
          'pvc size [104858k] should be bigger then [',
        ),
      },
    });
    expect(await bed.put(path, { claimName: 'dump' })).toMatchObject({
      code: 202,
    });
    const done = await bed.until(
      virtualMachines,
      key,
      machine => machine.status?.memoryDumpRequest?.phase === 'Completed',
    );
    expect(done.status?.memoryDumpRequest).toMatchObject({
      claimName: 'dump',
      fileName: expect.stringMatching(/^web-dump-/),
    });
    expect(
      await bed.put('virtualmachines/web/removememorydump', '', 'admin'),
    ).toMatchObject({ code: 202 });
    await bed.until(
      virtualMachines,
      key,
      machine => !machine.status?.memoryDumpRequest,
    );
  });
});
