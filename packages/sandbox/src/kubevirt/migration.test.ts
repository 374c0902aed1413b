import {
  MachineBed,
  namespace,
  startMachineBed,
} from '../__testUtils__/machineBed';
import { StreamReader } from '../__testUtils__/streamReader';
import {
  VirtualMachineInstanceMigration,
  virtualMachineInstanceMigrations,
  virtualMachineInstances,
  virtualMachines,
} from '../kinds';
import { pods } from '../runtime/resources';
import { KubeObject, Resource } from '../runtime/types';
import { eventually } from '../__testUtils__/eventually';

const PHASES = [
  'Pending',
  'Scheduling',
  'Scheduled',
  'PreparingTarget',
  'TargetReady',
  'Running',
  'Succeeded',
];

describe('migration', () => {
  let bed: MachineBed;

  const instanceOf = (name: string) =>
    bed.client.get(virtualMachineInstances, { namespace, name });

  const migrationsOf = async (vmiName: string) =>
    (
      await bed.client.page(virtualMachineInstanceMigrations, {
        labelSelector: `kubevirt.io/vmi-name=${vmiName}`,
      })
    ).items;

  const isOver = (migration: VirtualMachineInstanceMigration) =>
    bed.until(
      virtualMachineInstanceMigrations,
      migration.metadata,
      ({ status }) =>
        status?.phase === 'Succeeded' || status?.phase === 'Failed',
    );

  const launchersOf = async (name: string) => {
    const { items } = await bed.client.page(pods, {
      labelSelector: `vm.kubevirt.io/name=${name}`,
    });
    return items.map(({ metadata }) => metadata.name);
  };

  const order = (name: string, vmiName: string, spec: object = {}) =>
    bed.client.create(virtualMachineInstanceMigrations, {
      metadata: { name, namespace },
      spec: { vmiName, ...spec },
    });

  /** Sees objects and each version of them from now on, however short it lasts; resolves to what ends that. */
  async function follow<T extends KubeObject>(
    resource: Resource<T>,
    query: Record<string, string>,
    note: (object: T) => void,
  ) {
    const abort = new AbortController();
    const { metadata, items } = await bed.client.page(resource, query);
    items.forEach(note);
    const watching = (async () => {
      const { resourceVersion } = metadata;
      for await (const { object } of bed.client.watch(
        resource,
        { ...query, resourceVersion },
        abort.signal,
      )) {
        note(object);
      }
    })().catch((error: Error) => (abort.signal.aborted ? undefined : error));
    return async () => {
      abort.abort();
      const failure = await watching;
      if (failure) {
        throw failure;
      }
    };
  }

  beforeAll(async () => {
    bed = await startMachineBed();
    // As much memory as the quota has twice, which takes a moment.
    await bed.machine({ name: 'web', memory: '10Gi' }, { shared: true });
    await bed.machine({ name: 'local' });
    await bed.machine(
      { name: 'stuck' },
      {
        shared: true,
        annotations: { 'sandbox.kube-dc.com/scenario': 'migration-failed' },
      },
    );
    await bed.machine({ name: 'off', runStrategy: 'Halted' });
    await Promise.all(['web', 'local', 'stuck'].map(bed.hasAgent));
    await bed.isState('off', 'Stopped');
  });

  afterAll(() => bed?.stop());

  it('moves a machine to another host, and closes its console', async () => {
    const before = await instanceOf('web');
    const console = await new StreamReader(
      bed.connect('virtualmachineinstances/web/console'),
    ).opened();
    const states: (string | undefined)[] = [];
    const launchers = new Set<string>();
    const ends = [
      await follow(
        virtualMachines,
        { fieldSelector: 'metadata.name=web' },
        ({ status }) => states.push(status?.printableStatus),
      ),
      await follow(
        pods,
        { labelSelector: 'vm.kubevirt.io/name=web' },
        ({ metadata }) => launchers.add(metadata.name),
      ),
    ];
    const dryRun = await bed.put('virtualmachines/web/migrate', {
      dryRun: ['All'],
    });
    expect(dryRun).toMatchObject({ code: 202 });
    expect(await migrationsOf('web')).toEqual([]);

    expect(await bed.put('virtualmachines/web/migrate')).toMatchObject({
      code: 202,
      text: '',
    });
    const [migration] = await migrationsOf('web');
    expect(migration.metadata.name).toMatch(/^kubevirt-migrate-vm-/);
    const done = await isOver(migration);
    expect(
      done.status?.phaseTransitionTimestamps?.map(({ phase }) => phase),
    ).toEqual(PHASES);
    const after = await instanceOf('web');
    expect(after?.metadata.uid).toBe(before?.metadata.uid);
    expect(after?.status?.nodeName).not.toBe(before?.status?.nodeName);
    expect(after?.status?.migrationState).toMatchObject({
      migrationUid: migration.metadata.uid,
      sourceNode: before?.status?.nodeName,
      targetNode: after?.status?.nodeName,
      completed: true,
      startTimestamp: expect.any(String),
      endTimestamp: expect.any(String),
    });
    expect(Object.values(after?.status?.activePods ?? {})).toEqual([
      after?.status?.nodeName,
    ]);
    expect(await console.closed).toMatchObject({
      code: 1000,
      reason: 'the machine has moved to another host',
    });
    await eventually(
      'the machine says that it migrates, and runs again',
      async () => states.includes('Migrating') && states.at(-1) === 'Running',
    );
    await Promise.all(ends.map(end => end()));
    // The one where it was and the one where it is.
    expect(launchers.size).toBe(2);
    const target = after?.status?.migrationState?.targetPod;
    await eventually('only the pod where it is now is left', async () => {
      const names = await launchersOf('web');
      return names.length === 1 && names[0] === target;
    });
  });

  it('is refused for machines that are off or have disks of their own', async () => {
    expect(await bed.put('virtualmachines/off/migrate')).toMatchObject({
      code: 404,
      body: { message: 'virtualmachineinstance.kubevirt.io "off" not found' },
    });
    const { code, body } = await bed.put('virtualmachines/local/migrate');
    expect(code).toBe(500);
    expect(body.message).toBe(
      'Internal error occurred: admission webhook "migration-create-validator.kubevirt.io" denied the request: Cannot migrate VMI, Reason: DisksNotLiveMigratable, Message: cannot migrate VMI: PVC local-root is not shared, live migration requires that all PVCs must be shared (using ReadWriteMany access mode)',
    );
  });

  it('fails where it was ordered for what cannot be moved', async () => {
    const local = await isOver(await order('local-1', 'local'));
    expect(local.status?.phase).toBe('Failed');
    const none = await isOver(await order('none-1', 'none'));
    expect(none.status?.phase).toBe('Failed');
  });

  it('can fail on the way; the machine stays where it is', async () => {
    const before = await instanceOf('stuck');
    const migration = await order('stuck-1', 'stuck');
    const done = await isOver(migration);
    expect(done.status?.phase).toBe('Failed');
    expect(done.metadata.labels).toEqual({ 'kubevirt.io/vmi-name': 'stuck' });
    const after = await instanceOf('stuck');
    expect(after?.status?.nodeName).toBe(before?.status?.nodeName);
    expect(after?.status?.activePods).toEqual(before?.status?.activePods);
    expect(after?.status?.migrationState).toMatchObject({
      failed: true,
      failureReason: expect.stringMatching(/^Live migration stuck/),
    });
    await bed.isState('stuck', 'Running');
  });

  it('is one at a time, and given up when it is deleted', async () => {
    const migration = await order('web-2', 'web', {
      addedNodeSelector: { 'kubernetes.io/hostname': 'nowhere' },
    });
    await bed.until(
      virtualMachineInstanceMigrations,
      migration.metadata,
      ({ status }) => status?.phase === 'Scheduling',
    );
    // It has nowhere to go, so it is under way for long enough.
    expect(await bed.put('virtualmachines/web/migrate')).toMatchObject({
      code: 500,
      body: {
        reason: 'InternalError',
        message: `Internal error occurred: admission webhook "migration-create-validator.kubevirt.io" denied the request: in-flight migration detected. Active migration job (${migration.metadata.uid}) is currently already in progress for VMI web.`,
      },
    });
    await bed.client.delete(
      virtualMachineInstanceMigrations,
      migration.metadata,
    );
    await bed.untilGone(virtualMachineInstanceMigrations, migration.metadata);
    await bed.isState('web', 'Running');
    await eventually(
      'only the pod where it was is left',
      async () => (await launchersOf('web')).length === 1,
    );
  });

  it('is not for tenants by its object', async () => {
    await expect(
      bed.as('alice').create(virtualMachineInstanceMigrations, {
        metadata: { name: 'mine', namespace },
        spec: { vmiName: 'web' },
      }),
    ).rejects.toThrow('cannot create resource');
  });

  it('leaves a machine that can be stopped and started as ever', async () => {
    expect(await bed.put('virtualmachines/web/stop')).toMatchObject({
      code: 202,
    });
    await bed.isState('web', 'Stopped');
    await bed.put('virtualmachines/web/start');
    await bed.hasAgent('web');
  });
});
