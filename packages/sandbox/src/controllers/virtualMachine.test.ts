import {
  dataVolumes,
  virtualMachineInstances,
  virtualMachines,
} from '../kinds';
import { conditionOf } from '../runtime/objects';
import { persistentVolumeClaims, pods, resource } from '../runtime/resources';
import { virtualMachineObjects } from '../seed/virtualMachine';
import { SeedVirtualMachine } from '../seed/types';
import {
  TestSandbox,
  createAcme,
  startTestSandbox,
} from '../__testUtils__/testSandbox';

const namespace = 'acme-prod';

describe('virtual machines', () => {
  let bed: TestSandbox;

  beforeAll(async () => {
    bed = await startTestSandbox();
    await createAcme(bed);
  });

  afterAll(() => bed?.stop());

  async function create(
    seed: Partial<SeedVirtualMachine> & { name: string },
    annotations: Record<string, string> = {},
  ): Promise<void> {
    const objects = virtualMachineObjects(namespace, 'acme', {
      image: 'ubuntu-24.04',
      cores: 1,
      memory: '1Gi',
      disk: '5Gi',
      ...seed,
    });
    for (const [kind, draft] of objects) {
      await bed.client.create(kind, {
        ...draft,
        metadata: {
          ...draft.metadata,
          annotations: { ...draft.metadata.annotations, ...annotations },
        },
      });
    }
  }

  const status = (name: string, printableStatus: string) =>
    bed.until(
      virtualMachines,
      { namespace, name },
      machine => machine.status?.printableStatus === printableStatus,
    );

  it('come up with disk, pod, address and guest agent', async () => {
    await create({ name: 'web' });
    const instance = await bed.until(
      virtualMachineInstances,
      { namespace, name: 'web' },
      object =>
        conditionOf(object.status?.conditions, 'AgentConnected')?.status ===
        'True',
    );
    expect(instance.status).toMatchObject({
      phase: 'Running',
      guestOSInfo: { prettyName: 'Ubuntu 24.04' },
      interfaces: [{ name: 'vpc_net_0' }],
    });
    expect(instance.status?.interfaces?.[0].ipAddress).toMatch(/^10\.0\.\d+\./);
    expect(
      instance.status?.phaseTransitionTimestamps?.map(({ phase }) => phase),
    ).toEqual(['Scheduling', 'Scheduled', 'Running']);
    const volume = await bed.client.get(dataVolumes, {
      namespace,
      name: 'web-root',
    });
    expect(volume?.status).toMatchObject({
      phase: 'Succeeded',
      progress: '100.0%',
    });
    const claim = await bed.client.get(persistentVolumeClaims, {
      namespace,
      name: 'web-root',
    });
    expect(claim?.status).toMatchObject({
      phase: 'Bound',
      capacity: { storage: '5Gi' },
    });
    const list = await bed.client.page(pods, {
      labelSelector: 'vm.kubevirt.io/name=web',
    });
    expect(list.items).toHaveLength(1);
    expect(list.items[0].metadata.labels).toMatchObject({
      'kubevirt.io/domain': 'web',
    });
    expect(list.items[0].status).toMatchObject({
      phase: 'Running',
      podIP: instance.status?.interfaces?.[0].ipAddress,
    });
    const machine = await status('web', 'Running');
    expect(conditionOf(machine.status?.conditions, 'Ready')?.status).toBe(
      'True',
    );
  });

  it('leave their disks when they are deleted', async () => {
    await bed.client.delete(virtualMachines, { namespace, name: 'web' });
    await bed.untilGone(virtualMachines, { namespace, name: 'web' });
    await bed.untilGone(virtualMachineInstances, { namespace, name: 'web' });
    const list = await bed.client.page(pods, {
      labelSelector: 'vm.kubevirt.io/name=web',
    });
    expect(list.items).toEqual([]);
    expect(
      await bed.client.get(dataVolumes, { namespace, name: 'web-root' }),
    ).toBeDefined();
  });

  it('report the progress of an import in steps', async () => {
    const [[, draft]] = virtualMachineObjects(namespace, 'acme', {
      name: 'large',
      image: 'ubuntu-24.04',
      cores: 1,
      memory: '1Gi',
      disk: '60Gi',
    });
    const { metadata } = await bed.client.page(dataVolumes, {});
    await bed.client.create(dataVolumes, draft);
    const seen: string[] = [];
    const abort = new AbortController();
    for await (const { object } of bed.client.watch(
      dataVolumes,
      {
        fieldSelector: 'metadata.name=large-root',
        resourceVersion: metadata.resourceVersion,
      },
      abort.signal,
    )) {
      if (object.status?.phase === 'ImportInProgress') {
        seen.push(`${object.status.progress}`);
      }
      if (object.status?.phase === 'Succeeded') {
        break;
      }
    }
    abort.abort();
    // 20 seconds at a hundredth of their length, in steps of 50 milliseconds; a busy machine leaves some out.
    expect(seen[0]).toBe('0.00%');
    expect(['0.00%', '25.00%', '50.00%', '75.00%']).toEqual(
      expect.arrayContaining(seen),
    );
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('stop and start by their run strategy', async () => {
    await create({ name: 'switch', runStrategy: 'Halted' });
    await status('switch', 'Stopped');
    const key = { namespace, name: 'switch' };
    await bed.client.patch(virtualMachines, key, {
      spec: { runStrategy: 'Always' },
    });
    await status('switch', 'Running');
    await bed.client.patch(virtualMachines, key, {
      spec: { runStrategy: 'Halted' },
    });
    await status('switch', 'Stopped');
    await bed.untilGone(virtualMachineInstances, key);
    const machine = await bed.client.get(virtualMachines, key);
    expect(machine?.status?.created).toBe(false);
  });

  it('say why their disk cannot be imported', async () => {
    await create({ name: 'broken', image: 'missing' });
    const machine = await status('broken', 'DataVolumeError');
    expect(conditionOf(machine.status?.conditions, 'Ready')?.message).toContain(
      '404 Not Found',
    );
    const volume = await bed.until(
      dataVolumes,
      { namespace, name: 'broken-root' },
      object => (object.status?.restartCount ?? 0) > 1,
    );
    expect(volume.status?.phase).toBe('ImportInProgress');
  });

  it('say that a disk does not exist', async () => {
    await create({ name: 'diskless', image: 'none' });
    const machine = await status('diskless', 'ErrorPvcNotFound');
    expect(machine.status?.created).toBe(false);
  });

  it('wait for room in the quota', async () => {
    await create({ name: 'huge', cores: 9 });
    await status('huge', 'ErrorUnschedulable');
    const instance = await bed.client.get(virtualMachineInstances, {
      namespace,
      name: 'huge',
    });
    expect(
      conditionOf(instance?.status?.conditions, 'PodScheduled')?.message,
    ).toMatch(/exceeded quota: plan-quota, requested: requests.cpu=9,/);
  });

  it('are started less and less often when they crash', async () => {
    await create(
      { name: 'crashy' },
      { 'sandbox.kube-dc.com/scenario': 'crash-loop' },
    );
    const machine = await bed.until(
      virtualMachines,
      { namespace, name: 'crashy' },
      object => (object.status?.startFailure?.consecutiveFailCount ?? 0) > 1,
    );
    expect(machine.status?.startFailure?.retryAfterTimestamp).toBeDefined();
    await bed.client.delete(virtualMachines, { namespace, name: 'crashy' });
    await bed.untilGone(virtualMachines, { namespace, name: 'crashy' });
  });

  it('report what happens as events', async () => {
    const list = await bed.client.page(resource('', 'v1', 'Event'), {
      fieldSelector: 'involvedObject.name=switch',
    });
    expect(list.items.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining([
        'SuccessfulCreate',
        'Started',
        'SuccessfulDelete',
      ]),
    );
  });
});
