import type { KubernetesObject } from '../../kubernetes';
import { relatedTo } from '../../__testUtils__/related';
import { disk, instance, vm } from '../../__testUtils__/virtualMachine';
import { virtualMachineKind, type VirtualMachine } from '.';

const NOW = Date.parse('2026-11-21T12:00:00Z');

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
