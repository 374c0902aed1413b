import { stringify } from 'yaml';
import { KubeObject } from '../runtime/types';

type Image = {
  name: string;
  user: string;
  url: string;
  mirror: string;
  memory?: string;
  vcpu?: string;
  storage?: string;
  firmware?: string;
  features?: string;
  family?: string;
  containerDisk?: [repository: string, tag: string];
  cloudInit?: string;
};

const AGENT = `#cloud-config
package_update: true
packages:
  - qemu-guest-agent
runcmd:
  - systemctl enable --now qemu-guest-agent
`;

const AGENT_SELINUX = `#cloud-config
package_update: true
packages:
  - qemu-guest-agent
  - policycoreutils-python-utils
runcmd:
  - setsebool -P virt_qemu_ga_manage_ssh 1
  - systemctl enable --now qemu-guest-agent
`;

const AGENT_OPENRC = `#cloud-config
packages:
  - qemu-guest-agent
runcmd:
  - rc-update add qemu-guest-agent default
  - rc-service qemu-guest-agent start
`;

const IMAGES: Image[] = [
  {
    name: 'Ubuntu 26.04 LTS',
    user: 'ubuntu',
    url: 'https://cloud-images.ubuntu.com/resolute/current/resolute-server-cloudimg-amd64.img',
    mirror: 'ubuntu/26.04/latest/resolute-server-cloudimg-amd64.img',
  },
  {
    name: 'Ubuntu 24.04 LTS',
    user: 'ubuntu',
    url: 'https://cloud-images.ubuntu.com/noble/current/noble-server-cloudimg-amd64.img',
    mirror: 'ubuntu/24.04/latest/noble-server-cloudimg-amd64.img',
    containerDisk: ['quay.io/containerdisks/ubuntu', '24.04'],
  },
  {
    name: 'CentOS Stream 9',
    user: 'centos',
    url: 'https://cloud.centos.org/centos/9-stream/x86_64/images/CentOS-Stream-GenericCloud-9-latest.x86_64.qcow2',
    mirror:
      'centos-stream/9/latest/CentOS-Stream-GenericCloud-9-latest.x86_64.qcow2',
    memory: '2G',
    containerDisk: ['quay.io/containerdisks/centos-stream', '9'],
    cloudInit: AGENT_SELINUX,
  },
  {
    name: 'CirrOS (test)',
    user: 'cirros',
    url: 'http://download.cirros-cloud.net/0.5.2/cirros-0.5.2-x86_64-disk.img',
    mirror: 'cirros/0.5.2/latest/cirros-0.5.2-x86_64-disk.img',
    memory: '512M',
    storage: '5G',
    cloudInit: '#cloud-config\n# This image has no package manager.\n',
  },
  {
    name: 'Debian 12 LTS',
    user: 'debian',
    url: 'https://cloud.debian.org/images/cloud/bookworm/latest/debian-12-generic-amd64.qcow2',
    mirror: 'debian/12/latest/debian-12-generic-amd64.qcow2',
    containerDisk: ['quay.io/containerdisks/debian', '12'],
  },
  {
    name: 'Debian 13',
    user: 'debian',
    url: 'https://cloud.debian.org/images/cloud/trixie/latest/debian-13-generic-amd64.qcow2',
    mirror: 'debian/13/latest/debian-13-generic-amd64.qcow2',
    containerDisk: ['quay.io/containerdisks/debian', '13'],
  },
  {
    name: 'Fedora 42',
    user: 'fedora',
    url: 'https://dl.fedoraproject.org/pub/fedora/linux/releases/42/Cloud/x86_64/images/Fedora-Cloud-Base-Generic-42-1.1.x86_64.qcow2',
    mirror: 'fedora/42/latest/Fedora-Cloud-Base-Generic-42-1.1.x86_64.qcow2',
    memory: '2G',
    storage: '25G',
    containerDisk: ['quay.io/containerdisks/fedora', '42'],
    cloudInit: AGENT_SELINUX,
  },
  {
    name: 'openSUSE Leap 15.6',
    user: 'opensuse',
    url: 'https://download.opensuse.org/distribution/leap/15.6/appliances/openSUSE-Leap-15.6-Minimal-VM.x86_64-Cloud.qcow2',
    mirror:
      'opensuse-leap/15.6/latest/openSUSE-Leap-15.6-Minimal-VM.x86_64-Cloud.qcow2',
    memory: '2G',
    containerDisk: ['quay.io/containerdisks/opensuse-leap', '15.6'],
  },
  {
    name: 'Alpine Linux 3.21',
    user: 'alpine',
    url: 'https://dl-cdn.alpinelinux.org/alpine/v3.21/releases/cloud/nocloud_alpine-3.21.0-x86_64-bios-cloudinit-r0.qcow2',
    mirror:
      'alpine/3.21/latest/nocloud_alpine-3.21.0-x86_64-bios-cloudinit-r0.qcow2',
    memory: '512M',
    storage: '10G',
    cloudInit: AGENT_OPENRC,
  },
  {
    name: 'Gentoo Linux (cloudinit)',
    user: 'gentoo',
    url: 'https://distfiles.gentoo.org/releases/amd64/autobuilds/current-di-amd64-cloudinit/di-amd64-cloudinit-latest.qcow2',
    mirror: 'gentoo/amd64/latest/gentoo-cloudinit-amd64.qcow2',
    memory: '2G',
    cloudInit: '#cloud-config\n# The guest agent is part of this image.\n',
  },
  {
    name: 'Windows 11 Enterprise (Golden Image)',
    user: 'kube-dc',
    url: 'https://s3.kube-dc.example/cdi-os-images/windows/11/latest/windows11-x64-golden.qcow2',
    mirror: 'windows/11/latest/windows11-x64-golden.qcow2',
    memory: '8G',
    vcpu: '2',
    storage: '70G',
    firmware: 'efi',
    features: 'hyperv,acpi,apic,smm,tpm',
    family: 'windows-11-golden',
    cloudInit: '# This golden image needs no cloud-init work.\n',
  },
];

function entry(image: Image) {
  return {
    OS_NAME: image.name,
    CLOUD_USER: image.user,
    OS_IMAGE_URL: image.url,
    OS_IMAGE_UPSTREAM: image.url,
    OS_IMAGE_MIRROR_PATH: image.mirror,
    ...(image.containerDisk
      ? {
          OS_CONTAINERDISK_REPO: image.containerDisk[0],
          OS_CONTAINERDISK_TAG: image.containerDisk[1],
        }
      : {}),
    ...(image.family ? { OS_FAMILY_ID: image.family } : {}),
    MIN_MEMORY: image.memory ?? '1G',
    MIN_VCPU: image.vcpu ?? '1',
    MIN_STORAGE: image.storage ?? '20G',
    FIRMWARE_TYPE: image.firmware ?? 'bios',
    MACHINE_TYPE: 'q35',
    FEATURES: image.features ?? 'acpi',
    CLOUD_INIT: image.cloudInit ?? AGENT,
  };
}

/** The operating system images that the platform offers. */
export const imagesConfigMap: KubeObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'images-configmap', namespace: 'kube-dc' },
  data: { 'images.yaml': stringify({ images: IMAGES.map(entry) }) },
};
