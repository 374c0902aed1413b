import { VM_FINALIZER } from '../controllers/virtualMachine';
import { dataVolumes, virtualMachines } from '../kinds';
import { Draft } from '../runtime/client';
import { Resource } from '../runtime/types';
import { annotationsOf } from './annotations';
import { SeedVirtualMachine } from './types';

const MIRROR = 'https://s3.kube-dc.example/cdi-os-images';

const IMAGES: Record<string, { url: string; user: string }> = {
  'ubuntu-26.04': {
    url: `${MIRROR}/ubuntu/26.04/latest/resolute-server-cloudimg-amd64.img`,
    user: 'ubuntu',
  },
  'ubuntu-24.04': {
    url: `${MIRROR}/ubuntu/24.04/latest/noble-server-cloudimg-amd64.img`,
    user: 'ubuntu',
  },
  'debian-12': {
    url: `${MIRROR}/debian/12/latest/debian-12-generic-amd64.qcow2`,
    user: 'debian',
  },
  'debian-13': {
    url: `${MIRROR}/debian/13/latest/debian-13-generic-amd64.qcow2`,
    user: 'debian',
  },
  'fedora-42': {
    url: `${MIRROR}/fedora/42/latest/Fedora-Cloud-Base-Generic-42-1.1.x86_64.qcow2`,
    user: 'fedora',
  },
  'centos-stream-9': {
    url: `${MIRROR}/centos-stream/9/latest/CentOS-Stream-GenericCloud-9-latest.x86_64.qcow2`,
    user: 'centos',
  },
  'opensuse-leap-15.6': {
    url: `${MIRROR}/opensuse-leap/15.6/latest/openSUSE-Leap-15.6-Minimal-VM.x86_64-Cloud.qcow2`,
    user: 'opensuse',
  },
  'alpine-3.21': {
    url: `${MIRROR}/alpine/3.21/latest/nocloud_alpine-3.21.0-x86_64-bios-cloudinit-r0.qcow2`,
    user: 'alpine',
  },
  cirros: {
    url: `${MIRROR}/cirros/0.5.2/latest/cirros-0.5.2-x86_64-disk.img`,
    user: 'cirros',
  },
  'windows-11': {
    url: `${MIRROR}/windows/11/latest/windows11-x64-golden.qcow2`,
    user: 'kube-dc',
  },
  missing: { url: `${MIRROR}/debian/11/missing.qcow2`, user: 'debian' },
};

const USER_DATA = `#cloud-config
package_update: true
packages: [qemu-guest-agent]
runcmd:
  - systemctl enable --now qemu-guest-agent
`;

/** The objects of a virtual machine; image `none` leaves its disk out. */
export function virtualMachineObjects(
  namespace: string,
  organization: string,
  seed: SeedVirtualMachine,
): [Resource, Draft][] {
  const { name } = seed;
  const image = IMAGES[seed.image];
  if (!image && seed.image !== 'none') {
    throw new Error(`seed: ${name} has the unknown image ${seed.image}`);
  }
  const labels = {
    'app.kubernetes.io/name': name,
    'kube-dc.com/vm-profile': 'default',
    'kube-dc.com/storage-tier': 'local-path',
  };
  const disk: Draft = {
    metadata: {
      name: `${name}-root`,
      namespace,
      labels,
      // A machine that is off has run before, so its disk is filled.
      annotations: {
        'cdi.kubevirt.io/storage.bind.immediate.requested': 'true',
      },
    },
    spec: {
      source: { http: { url: image?.url } },
      pvc: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'local-path',
        resources: { requests: { storage: seed.disk } },
      },
    },
  };
  const machine: Draft = {
    metadata: {
      name,
      namespace,
      labels,
      annotations: annotationsOf(organization, seed),
      finalizers: [VM_FINALIZER],
    },
    spec: {
      runStrategy: seed.runStrategy ?? 'Always',
      template: {
        metadata: { labels: { 'app.kubernetes.io/name': name } },
        spec: machineSpec(namespace, seed, image?.user ?? 'root'),
      },
    },
  };
  return [
    ...(image ? [[dataVolumes, disk] as [Resource, Draft]] : []),
    [virtualMachines, machine],
  ];
}

function machineSpec(
  namespace: string,
  seed: SeedVirtualMachine,
  user: string,
): object {
  return {
    terminationGracePeriodSeconds: 60,
    domain: {
      cpu: { cores: seed.cores },
      memory: { guest: seed.memory },
      machine: { type: 'q35' },
      features: { acpi: {} },
      devices: {
        interfaces: [{ name: 'vpc_net_0', bridge: {} }],
        disks: [
          { name: 'root-volume', disk: { bus: 'virtio' } },
          { name: 'cloudinitdisk', disk: { bus: 'virtio' } },
        ],
      },
    },
    networks: [
      {
        name: 'vpc_net_0',
        multus: { default: true, networkName: `${namespace}/default` },
      },
    ],
    accessCredentials: [
      {
        sshPublicKey: {
          source: { secret: { secretName: 'authorized-keys-default' } },
          propagationMethod: { qemuGuestAgent: { users: [user] } },
        },
      },
    ],
    readinessProbe: {
      guestAgentPing: {},
      failureThreshold: 10,
      initialDelaySeconds: 30,
      periodSeconds: 10,
      timeoutSeconds: 5,
    },
    volumes: [
      { name: 'root-volume', dataVolume: { name: `${seed.name}-root` } },
      { name: 'cloudinitdisk', cloudInitNoCloud: { userData: USER_DATA } },
    ],
  };
}
