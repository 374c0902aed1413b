import {
  virtualMachineCreate,
  type KubernetesObject,
} from '@kubedc/backstage-plugin-kubedc-common';
import { parse, parseAllDocuments } from 'yaml';
import { bodiesOf, contextOf, platformObjects } from '../__testUtils__/context';
import { createVirtualMachine } from './create';

const LINUX = `
apiVersion: cdi.kubevirt.io/v1beta1
kind: DataVolume
metadata:
  name: web-01-root
  namespace: acme-production
  labels:
    kube-dc.com/vm-profile: default
    kube-dc.com/storage-tier: local-path
  annotations:
    portal.kube-dc.com/os-image: Ubuntu 24.04 LTS
spec:
  source:
    http:
      url: https://s3.kube-dc.example/cdi-os-images/ubuntu/24.04/latest/noble-server-cloudimg-amd64.img
  pvc:
    accessModes: [ReadWriteOnce]
    storageClassName: local-path
    resources:
      requests:
        storage: 20Gi
---
apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata:
  name: web-01
  namespace: acme-production
  labels:
    app.kubernetes.io/name: web-01
    kube-dc.com/vm-profile: default
    kube-dc.com/storage-tier: local-path
  annotations:
    portal.kube-dc.com/os-image: Ubuntu 24.04 LTS
spec:
  runStrategy: Always
  template:
    metadata:
      labels:
        app.kubernetes.io/name: web-01
    spec:
      terminationGracePeriodSeconds: 60
      domain:
        cpu: { cores: 2 }
        memory: { guest: 4Gi }
        machine: { type: q35 }
        features: { acpi: {} }
        devices:
          interfaces:
            - name: vpc_net_0
              bridge: {}
          disks:
            - name: root-volume
              disk: { bus: virtio }
            - name: cloudinitdisk
              disk: { bus: virtio }
      networks:
        - name: vpc_net_0
          multus:
            default: true
            networkName: acme-production/default
      accessCredentials:
        - sshPublicKey:
            source:
              secret:
                secretName: authorized-keys-default
            propagationMethod:
              qemuGuestAgent:
                users: [ubuntu]
      readinessProbe:
        guestAgentPing: {}
        failureThreshold: 10
        initialDelaySeconds: 30
        periodSeconds: 10
        timeoutSeconds: 5
      volumes:
        - name: root-volume
          dataVolume:
            name: web-01-root
        - name: cloudinitdisk
          cloudInitNoCloud:
            userData: |-
              #cloud-config
              package_update: true
              packages: [qemu-guest-agent]
              runcmd:
                - systemctl enable --now qemu-guest-agent
`;

const WINDOWS_DOMAIN = `
cpu:
  cores: 2
  model: host-model
memory:
  guest: 8Gi
machine:
  type: q35
firmware:
  bootloader:
    efi:
      persistent: true
      secureBoot: false
features:
  acpi: {}
  apic: {}
  smm:
    enabled: true
  hyperv:
    frequencies: {}
    relaxed: {}
    reset: {}
    runtime: {}
    spinlocks:
      spinlocks: 8191
    synic: {}
    vapic: {}
    vpindex: {}
devices:
  tpm:
    persistent: true
  interfaces:
    - name: vpc_net_0
      bridge: {}
  disks:
    - name: root-volume
      disk: { bus: virtio }
    - name: cloudinitdisk
      disk: { bus: virtio }
`;

const WINDOWS = 'windows-11-enterprise-golden-image';

function input(extra: Record<string, unknown> = {}) {
  return virtualMachineCreate.input.parse({
    project: 'acme/production',
    name: 'web-01',
    image: 'ubuntu-24.04-lts',
    ...extra,
  });
}

const plan = (extra?: Record<string, unknown>) =>
  createVirtualMachine.plan(input(extra), contextOf(platformObjects()));

interface Template {
  spec: {
    runStrategy: string;
    template: { spec: Record<string, unknown> & { volumes: unknown[] } };
  };
}

describe('plan of vm:create', () => {
  it('makes a Linux machine as the platform documents it', async () => {
    const requests = await plan({ storageClass: 'local-path' });
    expect(bodiesOf(requests)).toEqual(
      parseAllDocuments(LINUX).map(document => document.toJS()),
    );
    expect(
      requests.map(({ method, dryRun, namespace }) => [
        method,
        dryRun,
        namespace,
      ]),
    ).toEqual([
      ['POST', 'query', 'acme-production'],
      ['POST', 'query', 'acme-production'],
    ]);
    expect(requests.map(({ description }) => description)).toEqual([
      'Create disk web-01-root from Ubuntu 24.04 LTS',
      'Create virtual machine web-01',
    ]);
  });

  it('makes a Windows machine as the platform documents it', async () => {
    const [, vm] = bodiesOf(
      await plan({ image: WINDOWS, memory: '8Gi', diskSize: '75Gi' }),
    ) as Template[];
    const { domain, terminationGracePeriodSeconds } = vm.spec.template.spec;
    expect(domain).toEqual(parse(WINDOWS_DOMAIN));
    expect(terminationGracePeriodSeconds).toBe(300);
    expect(vm.spec.template.spec).toHaveProperty('readinessProbe');
  });

  it('asks no agent of a guest that has none', async () => {
    const [, vm] = bodiesOf(await plan({ image: 'cirros-test' })) as Template[];
    expect(vm.spec.template.spec).not.toHaveProperty('readinessProbe');
    expect(vm.spec.template.spec).not.toHaveProperty('accessCredentials');
  });

  it('never sends empty user data, which KubeVirt refuses', async () => {
    const [, vm] = bodiesOf(await plan({ image: 'cirros-test' })) as Template[];
    expect(vm.spec.template.spec.volumes[1]).toEqual({
      name: 'cloudinitdisk',
      cloudInitNoCloud: { userData: '#cloud-config\n{}' },
    });
  });

  it('writes owner, component and the wish not to start', async () => {
    const requests = await plan({
      owner: 'group:acme/backend-team',
      component: 'component:acme/shop',
      start: false,
    });
    const [disk, vm] = bodiesOf(requests) as Array<KubernetesObject & Template>;
    for (const { metadata } of [disk, vm]) {
      expect(metadata.annotations).toMatchObject({
        'portal.kube-dc.com/owner': 'group:acme/backend-team',
        'portal.kube-dc.com/component': 'component:acme/shop',
      });
    }
    expect(vm.spec.runStrategy).toBe('Halted');
  });

  it('leaves the storage class to the platform unless one is named', async () => {
    const [disk] = bodiesOf(await plan()) as Array<{
      spec: { pvc: object };
      metadata: object;
    }>;
    expect(disk.spec.pvc).not.toHaveProperty('storageClassName');
    expect(disk.metadata).not.toHaveProperty([
      'labels',
      'kube-dc.com/storage-tier',
    ]);
  });

  it('labels no tier that no label can hold', async () => {
    const storageClass = `${'a'.repeat(60)}.fast`;
    const requests = await plan({ storageClass });
    for (const body of bodiesOf(requests)) {
      expect((body as KubernetesObject).metadata.labels).not.toHaveProperty([
        'kube-dc.com/storage-tier',
      ]);
    }
    expect(JSON.stringify(requests[0].body)).toContain(storageClass);
  });

  it.each([
    [
      'image',
      { image: 'plan9' },
      /^image: There is no image plan9; offered are ubuntu-24.04-lts, cirros-test, /,
    ],
    [
      'cpu',
      { image: WINDOWS, cpu: 1, memory: '8Gi', diskSize: '75Gi' },
      /at least 2 cores/,
    ],
    ['memory', { memory: '512Mi' }, /at least 1 GB of memory/],
    ['diskSize', { diskSize: '10Gi' }, /at least 20 GB$/],
    ['project', { project: 'acme/nope' }, /no project acme\/nope/],
  ])('refuses a %s that does not fit', async (field, extra, message) => {
    await expect(plan(extra)).rejects.toMatchObject({
      name: 'InputError',
      field,
      message: expect.stringMatching(message),
    });
  });

  it('takes a disk of exactly what the image needs', async () => {
    await expect(plan({ diskSize: '20G' })).resolves.toHaveLength(2);
  });
});

describe('settlement of vm:create', () => {
  const startedAt = new Date();
  const vm = (status: Record<string, unknown>) =>
    ({
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachine',
      metadata: { namespace: 'acme-production', name: 'web-01' },
      spec: {
        template: {
          spec: {
            volumes: [
              { name: 'root-volume', dataVolume: { name: 'web-01-root' } },
            ],
          },
        },
      },
      status,
    } as KubernetesObject);
  const disk = (status: Record<string, unknown>) =>
    ({
      apiVersion: 'cdi.kubevirt.io/v1beta1',
      kind: 'DataVolume',
      metadata: {
        namespace: 'acme-production',
        name: 'web-01-root',
        annotations: { 'portal.kube-dc.com/os-image': 'Ubuntu 24.04 LTS' },
      },
      status,
    } as KubernetesObject);
  const settle = (
    objects: KubernetesObject[],
    extra?: Record<string, unknown>,
    at = startedAt,
  ) =>
    createVirtualMachine.settled(input(extra), contextOf(objects), {
      startedAt: at,
      created: [],
    });

  it('tells each step on the way', async () => {
    const running = { type: 'Ready', status: 'False' };
    const messages = await Promise.all(
      [
        [],
        [vm({})],
        [
          vm({ printableStatus: 'Provisioning' }),
          disk({ phase: 'ImportInProgress', progress: '40.1%' }),
        ],
        [vm({ printableStatus: 'Starting' }), disk({ phase: 'Succeeded' })],
        [vm({ printableStatus: 'Running', conditions: [running] })],
      ].map(async objects => settle(objects)),
    );
    expect(messages).toEqual(
      [
        'Waiting for the platform to take it up',
        'Accepted, the platform has not started on it yet',
        'Import of Ubuntu 24.04 LTS at 40 %',
        'Starting',
        'Waiting for the guest agent to answer',
      ].map(message => ({ state: 'pending', message })),
    );
  });

  it('is done when the guest answers', async () => {
    const instance = {
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachineInstance',
      metadata: { namespace: 'acme-production', name: 'web-01' },
      status: { interfaces: [{ name: 'vpc_net_0', ipAddress: '10.0.0.5' }] },
    } as KubernetesObject;
    const up = vm({
      printableStatus: 'Running',
      conditions: [{ type: 'Ready', status: 'True' }],
    });
    const settlement = await settle([up, instance]);
    expect(settlement).toEqual({
      state: 'done',
      message: 'Running and its guest answers',
      output: {
        installation: 'sandbox',
        namespace: 'acme-production',
        name: 'web-01',
        entityRef: 'resource:acme-production/vm.web-01',
        phase: 'Running',
        endpoint: '10.0.0.5',
        connectionSecret: 'ssh-keypair-default',
      },
    });
    expect(() =>
      virtualMachineCreate.output.parse(
        (settlement as { output: unknown }).output,
      ),
    ).not.toThrow();
  });

  it('is done when it is stopped, was not to start and has its disk', async () => {
    const stopped = vm({ printableStatus: 'Stopped' });
    const filled = disk({ phase: 'Succeeded' });
    const importing = disk({ phase: 'ImportInProgress' });
    const off = { start: false };
    await expect(settle([stopped, filled], off)).resolves.toMatchObject({
      state: 'done',
    });
    await expect(settle([stopped, importing], off)).resolves.toMatchObject({
      state: 'pending',
    });
    await expect(settle([stopped], off)).resolves.toMatchObject({
      state: 'pending',
    });
    await expect(settle([stopped, filled])).resolves.toMatchObject({
      state: 'pending',
    });
  });

  it('fails in the platform’s words', async () => {
    const failed = disk({
      phase: 'Failed',
      conditions: [
        { type: 'Running', status: 'False', message: '404 Not Found' },
      ],
    });
    await expect(
      settle([vm({ printableStatus: 'Provisioning' }), failed]),
    ).resolves.toEqual({
      state: 'failed',
      message: 'Import of Ubuntu 24.04 LTS failed: 404 Not Found',
    });
  });

  it('waits while an import that failed once is tried again', async () => {
    const retried = disk({
      phase: 'ImportInProgress',
      restartCount: 1,
      conditions: [{ type: 'Running', status: 'False' }],
    });
    await expect(
      settle([vm({ printableStatus: 'Provisioning' }), retried]),
    ).resolves.toMatchObject({ state: 'pending' });
  });

  it('fails when it is deleted meanwhile', async () => {
    const longAgo = new Date(Date.now() - 120_000);
    await expect(settle([], {}, longAgo)).resolves.toEqual({
      state: 'failed',
      message: 'Virtual machine web-01 was deleted meanwhile',
    });
    const leaving = vm({ printableStatus: 'Running' });
    leaving.metadata.deletionTimestamp = new Date().toISOString();
    await expect(settle([leaving])).resolves.toMatchObject({ state: 'failed' });
  });
});
