import type { KubernetesObject } from '../../kubernetes';
import { relatedTo } from '../../__testUtils__/related';
import { dataVolumeNamesOf, virtualMachineKind, type VirtualMachine } from '.';

const NOW = Date.parse('2026-11-21T12:00:00Z');

function vm(
  status?: Record<string, unknown>,
  extra: Record<string, unknown> = {},
): VirtualMachine {
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: {
      name: 'web-1',
      namespace: 'acme-prod',
      creationTimestamp: '2026-11-21T11:00:00Z',
    },
    spec: {
      template: {
        spec: {
          domain: { cpu: { cores: 2 }, memory: { guest: '4Gi' } },
          volumes: [{ name: 'root', dataVolume: { name: 'web-1-root' } }],
          networks: [{ name: 'vpc_net_0', multus: { default: true } }],
        },
      },
    },
    ...(status ? { status } : {}),
    ...extra,
  } as VirtualMachine;
}

function disk(status: Record<string, unknown>): KubernetesObject {
  return {
    apiVersion: 'cdi.kubevirt.io/v1beta1',
    kind: 'DataVolume',
    metadata: { name: 'web-1-root', namespace: 'acme-prod' },
    spec: { source: { http: { url: 'https://example.com/a/noble.img?x=1' } } },
    status,
  } as KubernetesObject;
}

function instance(status: Record<string, unknown>): KubernetesObject {
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachineInstance',
    metadata: { name: 'web-1', namespace: 'acme-prod' },
    status,
  } as KubernetesObject;
}

const ready = (
  status: string,
  at = '2026-11-21T11:59:00Z',
  message?: string,
) => ({
  type: 'Ready',
  status,
  lastTransitionTime: at,
  message,
});

const upSince = (at: string) =>
  instance({
    phaseTransitionTimestamps: [
      { phase: 'Running', phaseTransitionTimestamp: at },
    ],
  });

const health = (object: VirtualMachine, ...related: KubernetesObject[]) =>
  virtualMachineKind.health(object, relatedTo(...related));

describe('health of a virtual machine', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: NOW });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it.each<[string, VirtualMachine, KubernetesObject[], string, string, RegExp]>(
    [
      [
        'made a moment ago',
        vm(),
        [],
        'progressing',
        'Pending',
        /not started on it/,
      ],
      [
        'running and answering',
        vm({ printableStatus: 'Running', conditions: [ready('True')] }),
        [],
        'ok',
        'Running',
        /^Running/,
      ],
      [
        'running by its ready flag alone',
        vm({ printableStatus: 'Running', ready: true }),
        [],
        'ok',
        'Running',
        /^Running/,
      ],
      [
        'booting',
        vm({ printableStatus: 'Running', conditions: [ready('False')] }),
        [upSince('2026-11-21T11:58:00Z')],
        'progressing',
        'Booting',
        /guest agent/,
      ],
      [
        'up for long without an agent',
        vm({
          printableStatus: 'Running',
          conditions: [ready('False', '2026-11-21T10:00:10Z')],
        }),
        [upSince('2026-11-21T10:00:00Z')],
        'warning',
        'No answer',
        /never answered/,
      ],
      [
        'whose agent stopped answering',
        vm({
          printableStatus: 'Running',
          conditions: [ready('False', '2026-11-21T11:30:00Z')],
        }),
        [upSince('2026-11-21T10:00:00Z')],
        'warning',
        'No answer',
        /stopped answering/,
      ],
      [
        'waiting for a restart',
        vm({
          printableStatus: 'Running',
          conditions: [
            ready('True'),
            { type: 'RestartRequired', status: 'True' },
          ],
        }),
        [],
        'warning',
        'Restart needed',
        /old settings/,
      ],
      [
        'in need of recovery',
        vm({
          printableStatus: 'Running',
          conditions: [
            ready('True'),
            {
              type: 'ManualRecoveryRequired',
              status: 'True',
              message: 'volume migration was cut off',
            },
          ],
        }),
        [],
        'error',
        'Recovery needed',
        /cut off/,
      ],
      [
        'stopped',
        vm({ printableStatus: 'Stopped' }),
        [],
        'stopped',
        'Stopped',
        /^Stopped$/,
      ],
      [
        'stopped while its disk is imported',
        vm({ printableStatus: 'Stopped' }),
        [disk({ phase: 'ImportInProgress', progress: '12%' })],
        'progressing',
        'Importing',
        /at 12 %$/,
      ],
      [
        'stopped with a failed disk',
        vm({ printableStatus: 'Stopped' }),
        [disk({ phase: 'Failed' })],
        'error',
        'Import failed',
        /no reason$/,
      ],
      [
        'running with an old failed disk',
        vm({ printableStatus: 'Running', ready: true }),
        [disk({ phase: 'Failed' })],
        'ok',
        'Running',
        /^Running/,
      ],
      [
        'paused',
        vm({ printableStatus: 'Paused' }),
        [],
        'stopped',
        'Paused',
        /memory/,
      ],
      [
        'starting',
        vm({ printableStatus: 'Starting' }),
        [],
        'progressing',
        'Starting',
        /^Starting$/,
      ],
      [
        'stopping',
        vm({ printableStatus: 'Stopping' }),
        [],
        'progressing',
        'Stopping',
        /Shutting down/,
      ],
      [
        'migrating',
        vm({ printableStatus: 'Migrating' }),
        [],
        'progressing',
        'Migrating',
        /another node/,
      ],
      [
        'importing',
        vm({ printableStatus: 'Provisioning' }),
        [disk({ phase: 'ImportInProgress', progress: '40.93%' })],
        'progressing',
        'Importing',
        /^Import of noble.img at 40 %$/,
      ],
      [
        'importing without a figure',
        vm({ printableStatus: 'Provisioning' }),
        [disk({ phase: 'ImportScheduled', progress: 'N/A' })],
        'progressing',
        'Importing',
        /is about to start$/,
      ],
      [
        'provisioning with its disk done',
        vm({ printableStatus: 'Provisioning' }),
        [disk({ phase: 'Succeeded' })],
        'progressing',
        'Provisioning',
        /disks/,
      ],
      [
        'with a failed disk',
        vm({ printableStatus: 'Provisioning' }),
        [
          disk({
            phase: 'Failed',
            conditions: [
              {
                type: 'Running',
                status: 'False',
                message: '404 from example.com',
              },
            ],
          }),
        ],
        'error',
        'Import failed',
        /^Import of noble.img failed: 404 from example.com$/,
      ],
      [
        'whose import failed once',
        vm({ printableStatus: 'Provisioning' }),
        [
          disk({
            phase: 'ImportInProgress',
            restartCount: 1,
            conditions: [{ type: 'Running', status: 'False', reason: 'Error' }],
          }),
        ],
        'warning',
        'Import failing',
        /failed once/,
      ],
      [
        'whose import keeps failing',
        vm({ printableStatus: 'Provisioning' }),
        [
          disk({
            phase: 'ImportInProgress',
            restartCount: 4,
            conditions: [
              {
                type: 'Running',
                status: 'False',
                message: 'unable to connect',
              },
            ],
          }),
        ],
        'error',
        'Import failing',
        /failed 4 times.*unable to connect/,
      ],
      [
        'without room',
        vm({
          printableStatus: 'ErrorUnschedulable',
          conditions: [
            ready(
              'False',
              undefined,
              '0/3 nodes are available: insufficient memory',
            ),
          ],
        }),
        [],
        'error',
        'No room',
        /^No node has room for it: 0\/3 nodes/,
      ],
      [
        'beyond its quota',
        vm({
          printableStatus: 'ErrorUnschedulable',
          conditions: [
            ready(
              'False',
              undefined,
              'pods "virt-launcher-x" is forbidden: exceeded quota: plan-quota',
            ),
          ],
        }),
        [],
        'error',
        'Quota used up',
        /^The quota has no room for it: pods/,
      ],
      [
        'crashing without a word',
        vm({
          printableStatus: 'CrashLoopBackOff',
          conditions: [
            {
              type: 'Ready',
              status: 'False',
              reason: 'VMINotExists',
              message: 'VMI does not exist',
            },
          ],
        }),
        [],
        'error',
        'Crashing',
        /^It stops again right after each start$/,
      ],
      [
        'with a missing image',
        vm({ printableStatus: 'ImagePullBackOff' }),
        [],
        'error',
        'Image missing',
        /^The image cannot be pulled$/,
      ],
      [
        'with a missing disk',
        vm({ printableStatus: 'ErrorPvcNotFound' }),
        [],
        'error',
        'Disk missing',
        /does not exist/,
      ],
      [
        'with a broken disk',
        vm({ printableStatus: 'DataVolumeError' }),
        [],
        'error',
        'Disk failed',
        /could not be made/,
      ],
      [
        'crashing',
        vm({
          printableStatus: 'CrashLoopBackOff',
          conditions: [
            { type: 'Failure', status: 'True', message: 'guest panicked' },
          ],
        }),
        [],
        'error',
        'Crashing',
        /guest panicked/,
      ],
      [
        'with a failure condition',
        vm({
          printableStatus: 'Starting',
          conditions: [
            {
              type: 'Failure',
              status: 'True',
              reason: 'FailedCreate',
              message: 'exceeded quota: plan-quota',
            },
          ],
        }),
        [],
        'error',
        'Failed',
        /^exceeded quota/,
      ],
      [
        'in a state nobody knows',
        vm({ printableStatus: 'Levitating' }),
        [],
        'unknown',
        'Levitating',
        /“Levitating”/,
      ],
      [
        'whose state is no text',
        vm({ printableStatus: 7 }),
        [],
        'unknown',
        'Unknown',
        /“7”/,
      ],
      [
        'called like a method of objects',
        vm({ printableStatus: 'toString' }),
        [],
        'unknown',
        'toString',
        /toString/,
      ],
    ],
  )('%s', (_, object, related, state, label, reason) => {
    const found = health(object, ...related);
    expect(found).toMatchObject({ state, label });
    expect(found.reason).toMatch(reason);
  });

  it('says that it is being deleted before anything else', () => {
    const object = vm({ printableStatus: 'CrashLoopBackOff' });
    object.metadata.deletionTimestamp = '2026-11-21T11:59:30Z';
    expect(health(object)).toMatchObject({
      state: 'progressing',
      label: 'Deleting',
      since: '2026-11-21T11:59:30Z',
    });
  });

  it.each([
    ['status', vm(undefined, { status: null })],
    ['status text', vm(undefined, { status: 'broken' })],
    ['conditions', vm({ printableStatus: 'Running', conditions: 'none' })],
    [
      'condition entries',
      vm({ printableStatus: 'Running', conditions: [null, 1, {}] }),
    ],
    ['spec', vm({ printableStatus: 'Running' }, { spec: null })],
    [
      'volumes',
      vm(
        { printableStatus: 'Provisioning' },
        { spec: { template: { spec: { volumes: { a: 1 } } } } },
      ),
    ],
    [
      'times',
      vm({
        printableStatus: 'Running',
        conditions: [ready('False', 'yesterday')],
      }),
    ],
  ])('survives odd %s', (_, object) => {
    const odd = instance({
      phaseTransitionTimestamps: [
        null,
        { phase: 'Running', phaseTransitionTimestamp: 'later' },
      ],
      interfaces: 'eth0',
      conditions: {},
    });
    expect(
      health(object, odd, disk({ phase: 5, progress: {} })).state,
    ).toBeDefined();
    expect(virtualMachineKind.summarize(object, relatedTo(odd))).toHaveProperty(
      'cpu',
    );
  });
});

describe('facts of a virtual machine', () => {
  it('come from its spec, its instance and its public address', () => {
    const running = instance({
      nodeName: 'node-2',
      guestOSInfo: { prettyName: 'Ubuntu 24.04.1 LTS' },
      interfaces: [
        { name: 'vlan', ipAddress: '192.168.0.9' },
        { name: 'vpc_net_0', ipAddress: '10.1.0.12' },
      ],
      phaseTransitionTimestamps: [
        { phase: 'Running', phaseTransitionTimestamp: '2026-11-21T10:00:00Z' },
      ],
    });
    const fip = {
      apiVersion: 'kube-dc.com/v1',
      kind: 'FIp',
      metadata: { name: 'web', namespace: 'acme-prod' },
      spec: { vmTarget: { vmName: 'web-1' } },
      status: { externalIP: '203.0.113.7' },
    } as KubernetesObject;
    expect(virtualMachineKind.summarize(vm(), relatedTo(running, fip))).toEqual(
      {
        cpu: 2,
        memory: 4 * 2 ** 30,
        os: 'Ubuntu 24.04.1 LTS',
        node: 'node-2',
        runningSince: '2026-11-21T10:00:00Z',
        privateAddress: '10.1.0.12',
        publicAddress: '203.0.113.7',
        user: null,
      },
    );
  });

  it('are unknown, not zero, where nothing is told', () => {
    const facts = virtualMachineKind.summarize(
      vm(undefined, { spec: {} }),
      relatedTo(),
    );
    expect(Object.keys(facts).sort()).toEqual(
      virtualMachineKind.facts.map(fact => fact.id).sort(),
    );
    expect(Object.values(facts).every(value => value === null)).toBe(true);
  });

  it('count sockets and threads, and read requests in odd forms', () => {
    const sized = (domain: object) =>
      virtualMachineKind.summarize(
        vm(undefined, { spec: { template: { spec: { domain } } } }),
        relatedTo(),
      );
    expect(sized({ cpu: { cores: 2, sockets: 2, threads: 2 } }).cpu).toBe(8);
    expect(
      sized({ resources: { requests: { cpu: '500m', memory: '1e9' } } }),
    ).toMatchObject({ cpu: 0.5, memory: 1e9 });
  });
});

describe('operations of a virtual machine', () => {
  const offered = (id: string, object: VirtualMachine) =>
    virtualMachineKind.operations.find(operation => operation.id === id)!
      .availability!(object, 'ok');

  it('suggest starting a stopped one and nothing else', () => {
    const stopped = vm({ printableStatus: 'Stopped' });
    expect(offered('vm:start', stopped)).toEqual({
      available: true,
      suggested: true,
    });
    expect(offered('vm:stop', stopped).available).toBe(false);
    expect(offered('vm:restart', stopped).available).toBe(false);
  });

  it.each(['CrashLoopBackOff', 'ErrorUnschedulable', 'Provisioning'])(
    'let one in state %s be stopped, but not started or restarted',
    printableStatus => {
      const object = vm({ printableStatus });
      expect(offered('vm:stop', object).available).toBe(true);
      expect(offered('vm:start', object).available).toBe(false);
      expect(offered('vm:restart', object).available).toBe(false);
    },
  );

  it('offer nothing while it is shutting down or not known yet', () => {
    for (const object of [vm(), vm({ printableStatus: 'Stopping' })]) {
      for (const id of ['vm:start', 'vm:stop', 'vm:restart']) {
        expect(offered(id, object).available).toBe(false);
      }
    }
  });

  it('suggest restarting where a restart is needed', () => {
    const object = vm({
      printableStatus: 'Running',
      conditions: [{ type: 'RestartRequired', status: 'True' }],
    });
    expect(offered('vm:restart', object)).toEqual({
      available: true,
      suggested: true,
    });
    expect(offered('vm:start', object).available).toBe(false);
  });

  it('name the disks that stay when it is deleted', () => {
    const deletion = virtualMachineKind.operations.find(
      ({ id }) => id === 'vm:delete',
    )!;
    expect(dataVolumeNamesOf(vm())).toEqual(['web-1-root']);
    expect(deletion.consequences!(vm()).join(' ')).toContain('web-1-root');
  });
});
