import {
  MachineBed,
  namespace,
  startMachineBed,
} from '../__testUtils__/machineBed';
import { virtualMachineInstances, virtualMachines } from '../kinds';
import { conditionOf } from '../runtime/objects';

describe('the life of a machine by its subresources', () => {
  let bed: MachineBed;

  const key = (name: string) => ({ namespace, name });

  const isNew = (name: string, uid: string | undefined) =>
    bed.until(
      virtualMachineInstances,
      key(name),
      ({ metadata, status }) =>
        metadata.uid !== uid && status?.phase === 'Running',
    );

  beforeAll(async () => {
    bed = await startMachineBed();
    for (const [name, runStrategy, state] of [
      ['on', 'Always', 'Running'],
      ['off', 'Halted', 'Stopped'],
      ['manual', 'Manual', 'Stopped'],
      ['rerun', 'RerunOnFailure', 'Running'],
      ['once', 'Once', 'Running'],
      ['cold', 'Halted', 'Stopped'],
    ]) {
      await bed.machine({ name, runStrategy });
      await bed.isState(name, state);
    }
    await bed.machine(
      { name: 'plain' },
      {
        template: {
          domain: { devices: {}, features: { acpi: { enabled: false } } },
        },
      },
    );
    await bed.isState('plain', 'Running');
  });

  afterAll(() => bed?.stop());

  it.each([
    ['virtualmachines/on/start', 'VM is already running'],
    ['virtualmachines/once/start', 'VM is already running'],
    ['virtualmachines/off/stop', 'VM is not running'],
    ['virtualmachines/manual/stop', 'VM is not running'],
    [
      'virtualmachines/off/restart',
      'RunStategy Halted does not support manual restart requests',
    ],
    [
      'virtualmachines/once/restart',
      'RunStategy Once does not support manual restart requests',
    ],
    ['virtualmachines/manual/restart', 'VM is not running: Halted'],
    ['virtualmachineinstances/on/unpause', 'VMI is not paused'],
  ])('refuses %s: %s', async (path, message) => {
    const { code, body } = await bed.put(path);
    expect(code).toBe(409);
    expect(body.reason).toBe('Conflict');
    expect(body.message).toMatch(new RegExp(`": ${message}$`));
  });

  it.each(['pause', 'unpause', 'softreboot', 'freeze', 'unfreeze', 'reset'])(
    'knows no instance of a machine that is off: %s',
    async action => {
      expect(
        await bed.put(`virtualmachineinstances/off/${action}`, '', 'admin'),
      ).toMatchObject({
        code: 404,
        body: { message: 'virtualmachineinstance.kubevirt.io "off" not found' },
      });
    },
  );

  it('starts what does not run because of its strategy, if that allows', async () => {
    await bed.client.patch(virtualMachines, key('cold'), {
      spec: {
        runStrategy: 'Once',
        template: { spec: { domain: { cpu: { cores: 64 } } } },
      },
    });
    await bed.isState('cold', 'ErrorUnschedulable');
    expect(await bed.put('virtualmachines/cold/start')).toMatchObject({
      code: 409,
    });
  });

  it.each([
    [5, 'For force restart, only gracePeriod=0 is supported for now'],
    [-1, 'gracePeriod has to be greater or equal to 0'],
  ])('refuses a restart in %d seconds', async (gracePeriodSeconds, message) => {
    expect(
      await bed.put('virtualmachines/on/restart', { gracePeriodSeconds }),
    ).toMatchObject({ code: 400, body: { message } });
  });

  it('starts, restarts and stops by the strategy', async () => {
    await bed.put('virtualmachines/off/start');
    await bed.isState('off', 'Running');
    const before = await bed.client.get(virtualMachineInstances, key('off'));
    await bed.put('virtualmachines/off/restart', { gracePeriodSeconds: 0 });
    await isNew('off', before?.metadata.uid);
    await bed.put('virtualmachines/off/stop', { gracePeriod: 0 });
    await bed.isState('off', 'Stopped');
    const stopped = await bed.client.get(virtualMachines, key('off'));
    expect(stopped?.spec?.runStrategy).toBe('Halted');

    await bed.put('virtualmachines/manual/start');
    await bed.isState('manual', 'Running');
    expect(await bed.put('virtualmachines/manual/stop')).toMatchObject({
      code: 202,
    });
    await bed.isState('manual', 'Stopped');
    const manual = await bed.client.get(virtualMachines, key('manual'));
    expect(manual?.spec?.runStrategy).toBe('Manual');

    await bed.put('virtualmachines/rerun/stop');
    await bed.isState('rerun', 'Stopped');
    await bed.put('virtualmachines/rerun/start');
    await bed.isState('rerun', 'Running');
  });

  it('starts a machine in pause', async () => {
    expect(
      await bed.put('virtualmachines/off/start', { paused: true }),
    ).toMatchObject({ code: 202 });
    await bed.isState('off', 'Paused');
    await bed.put('virtualmachineinstances/off/unpause');
    await bed.isState('off', 'Running');
    await bed.put('virtualmachines/off/stop');
    await bed.isState('off', 'Stopped');
  });

  it('pauses and unpauses', async () => {
    expect(await bed.put('virtualmachineinstances/on/pause')).toMatchObject({
      code: 200,
    });
    await bed.isState('on', 'Paused');
    const instance = await bed.client.get(virtualMachineInstances, key('on'));
    expect(conditionOf(instance?.status?.conditions, 'Paused')).toMatchObject({
      reason: 'PausedByUser',
    });
    const refusal = (message: string) => ({
      code: 409,
      body: {
        message: `Operation cannot be fulfilled on virtualmachineinstance.kubevirt.io "on": ${message}`,
      },
    });
    expect(await bed.put('virtualmachineinstances/on/pause')).toMatchObject(
      refusal('VMI is already paused'),
    );
    expect(
      await bed.put('virtualmachineinstances/on/softreboot'),
    ).toMatchObject(refusal('VMI is paused'));
    await bed.put('virtualmachineinstances/on/unpause');
    await bed.isState('on', 'Running');
  });

  it('reboots in place, and by the reset button', async () => {
    await bed.hasAgent('on');
    const before = await bed.client.get(virtualMachineInstances, key('on'));
    for (const action of ['softreboot', 'reset']) {
      expect(
        await bed.put(`virtualmachineinstances/on/${action}`, '', 'admin'),
      ).toMatchObject({ code: 200 });
      const booting = await bed.client.get(virtualMachineInstances, key('on'));
      expect(booting?.metadata.uid).toBe(before?.metadata.uid);
      await bed.hasAgent('on');
    }
  });

  it('asks the guest agent', async () => {
    await bed.hasAgent('on');
    const info = await bed.get('virtualmachineinstances/on/guestosinfo');
    expect(info).toMatchObject({
      code: 200,
      body: {
        kind: 'VirtualMachineInstanceGuestAgentInfo',
        hostname: 'on',
        os: { id: 'cirros' },
        fsInfo: { disks: [{ mountPoint: '/', diskName: 'vda1' }, {}] },
        fsFreezeStatus: 'thawed',
      },
    });
    const files = await bed.get(
      'virtualmachineinstances/on/filesystemlist',
      'admin',
    );
    expect(files.body).toMatchObject({
      kind: 'VirtualMachineInstanceFileSystemList',
      items: [
        { fileSystemType: 'ext4', disk: [{ busType: 'virtio' }] },
        { mountPoint: '/boot/efi' },
      ],
    });
  });

  it('says in plain text that there is no agent', async () => {
    await bed.put('virtualmachineinstances/on/pause');
    await bed.put('virtualmachineinstances/on/reset', '', 'admin');
    // In pause it does not come back.
    const { code, text } = await bed.get(
      'virtualmachineinstances/on/guestosinfo',
    );
    expect(code).toBe(500);
    expect(text).toBe(
      'Operation cannot be fulfilled on virtualmachineinstance.kubevirt.io "on": VMI does not have guest agent connected',
    );
    await bed.put('virtualmachineinstances/on/unpause');
    await bed.hasAgent('on');
  });

  it('freezes the guest for a while', async () => {
    await bed.hasAgent('on');
    const path = 'virtualmachineinstances/on/freeze';
    expect(await bed.put(path)).toMatchObject({
      code: 500,
      body: {
        message:
          'Internal error occurred: unexpected return code 400 (400 Bad Request), message: Unfreeze timeout in freeze request is not set',
      },
    });
    const status = async () =>
      (await bed.client.get(virtualMachineInstances, key('on')))?.status
        ?.fsFreezeStatus;
    expect(await bed.put(path, { unfreezeTimeout: '60m' })).toMatchObject({
      code: 200,
    });
    expect(await status()).toBe('frozen');
    expect(await bed.put('virtualmachineinstances/on/unfreeze')).toMatchObject({
      code: 200,
    });
    expect(await status()).toBeUndefined();
    await bed.put(path, { unfreezeTimeout: '1s' });
    await bed.until(
      virtualMachineInstances,
      key('on'),
      instance => !instance.status?.fsFreezeStatus,
    );
  });

  it('expands a machine to what it is', async () => {
    const { body } = await bed.get('virtualmachines/on/expand-spec', 'admin');
    expect(body).toMatchObject({
      kind: 'VirtualMachine',
      metadata: { name: 'on' },
    });
  });

  it('keeps a soft reboot from a machine that cannot be asked', async () => {
    await bed.put('virtualmachineinstances/plain/pause');
    await bed.put('virtualmachineinstances/plain/reset', '', 'admin');
    const paused = await bed.client.get(virtualMachineInstances, key('plain'));
    expect(
      conditionOf(paused?.status?.conditions, 'AgentConnected'),
    ).toBeUndefined();
    await bed.client.patch(virtualMachineInstances, key('plain'), {
      status: {
        conditions: paused?.status?.conditions?.map(condition =>
          condition.type === 'Paused'
            ? { ...condition, status: 'False' }
            : condition,
        ),
      },
    });
    expect(
      await bed.put('virtualmachineinstances/plain/softreboot'),
    ).toMatchObject({
      code: 409,
      body: {
        message: expect.stringContaining(
          'VMI neither have the agent connected nor the ACPI feature enabled',
        ),
      },
    });
  });
});
