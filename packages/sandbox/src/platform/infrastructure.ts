import { KubeObject } from '../runtime/types';

function storageClass(
  name: string,
  provisioner: string,
  options: {
    isDefault?: boolean;
    volumeBindingMode?: string;
    allowVolumeExpansion?: boolean;
  } = {},
): KubeObject {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {
      name,
      annotations: options.isDefault
        ? { 'storageclass.kubernetes.io/is-default-class': 'true' }
        : {},
    },
    provisioner,
    reclaimPolicy: 'Delete',
    volumeBindingMode: options.volumeBindingMode ?? 'Immediate',
    allowVolumeExpansion: options.allowVolumeExpansion ?? false,
  };
}

/** The storage classes of the platform. */
export const platformStorageClasses: KubeObject[] = [
  storageClass('local-path', 'rancher.io/local-path', {
    isDefault: true,
    volumeBindingMode: 'WaitForFirstConsumer',
  }),
  storageClass('rbd-vm', 'rook-ceph.rbd.csi.ceph.com', {
    allowVolumeExpansion: true,
  }),
  storageClass('ceph-bucket', 'rook-ceph.ceph.rook.io/bucket'),
];

/** Cores and GiB of memory that each virtual machine host has. */
export const NODE_CAPACITY = { cores: 32, memoryGiB: 128 };

/** Names of the virtual machine hosts. */
export const NODE_NAMES = ['node-1', 'node-2', 'node-3'];

/** The hosts of the platform, without their status. */
export const platformNodes: KubeObject[] = NODE_NAMES.map(name => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    name,
    labels: {
      'kubernetes.io/hostname': name,
      'kubernetes.io/arch': 'amd64',
      'kubernetes.io/os': 'linux',
      'kube-dc.com/kubevirt-eligible': 'true',
      'kubevirt.io/schedulable': 'true',
    },
  },
  spec: {},
}));

/** The status of a host. */
export function nodeStatus(index: number, now: string): object {
  const resources = {
    cpu: String(NODE_CAPACITY.cores),
    memory: `${NODE_CAPACITY.memoryGiB}Gi`,
    pods: '250',
    'devices.kubevirt.io/kvm': '1k',
  };
  return {
    capacity: resources,
    allocatable: resources,
    addresses: [
      { type: 'InternalIP', address: `172.16.0.${11 + index}` },
      { type: 'Hostname', address: NODE_NAMES[index] },
    ],
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        reason: 'KubeletReady',
        message: 'kubelet is posting ready status',
        lastHeartbeatTime: now,
        lastTransitionTime: now,
      },
    ],
    nodeInfo: {
      architecture: 'amd64',
      bootID: '',
      containerRuntimeVersion: 'containerd://2.1.4',
      kernelVersion: '6.8.0-63-generic',
      kubeProxyVersion: '',
      kubeletVersion: 'v1.35.4',
      machineID: '',
      operatingSystem: 'linux',
      osImage: 'Ubuntu 24.04.3 LTS',
      systemUUID: '',
    },
  };
}
