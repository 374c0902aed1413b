import { mockServices } from '@backstage/backend-test-utils';
import {
  apiVersionOf,
  entityRefOf,
  type KubernetesObject,
  type RelatedObjects,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { Installation } from '../../installations/types';
import type { Mirror } from '../../mirror/types';
import { FieldError } from '../engine/FieldError';
import type { OperationContext } from '../types';

/** An image catalogue with one entry of each sort. */
export const IMAGES_YAML = `
images:
  - OS_NAME: "Ubuntu 24.04 LTS"
    CLOUD_USER: "ubuntu"
    OS_IMAGE_URL: "https://s3.kube-dc.example/cdi-os-images/ubuntu/24.04/latest/noble-server-cloudimg-amd64.img"
    OS_IMAGE_UPSTREAM: "https://cloud-images.example/noble.img"
    OS_IMAGE_MIRROR_PATH: "ubuntu/24.04/latest/noble-server-cloudimg-amd64.img"
    MIN_MEMORY: "1G"
    MIN_VCPU: "1"
    MIN_STORAGE: "20G"
    FIRMWARE_TYPE: "bios"
    MACHINE_TYPE: "q35"
    FEATURES: "acpi"
    CLOUD_INIT: |
      #cloud-config
      package_update: true
      packages: [qemu-guest-agent]
      runcmd:
        - systemctl enable --now qemu-guest-agent
  - OS_NAME: "CirrOS (test)"
    CLOUD_USER: "cirros"
    OS_IMAGE_UPSTREAM: "http://download.example/cirros.img"
    MIN_MEMORY: "512M"
    MIN_VCPU: "1"
    MIN_STORAGE: "5G"
  - OS_NAME: "Windows 11 Enterprise (Golden Image)"
    CLOUD_USER: "kube-dc"
    OS_IMAGE_URL: "https://s3.kube-dc.example/cdi-os-images/windows/11/latest/windows11-x64-golden.qcow2"
    OS_IMAGE_MIRROR_PATH: "windows/11/latest/windows11-x64-golden.qcow2"
    MIN_MEMORY: "8G"
    MIN_VCPU: "2"
    MIN_STORAGE: "70G"
    FIRMWARE_TYPE: "efi"
    MACHINE_TYPE: "q35"
    FEATURES: "hyperv,acpi,apic,smm,tpm"
    CLOUD_INIT: |
      # golden image: no cloud-init work
`;

const installation: Installation = {
  name: 'sandbox',
  title: 'Sandbox',
  connection: { type: 'in-cluster' },
  identity: 'impersonate',
  entityNamespacePrefix: '',
  s3: 'https://s3.kube-dc.example',
  namespaces: [],
  imagesConfigMap: { namespace: 'kube-dc', name: 'images-configmap' },
  offers: {
    clusterVersions: [
      {
        version: 'v1.36.1',
        workerImage: 'docker.io/shalb/ubuntu-2404-container-disk:v1.36.1',
      },
    ],
    databaseVersions: { postgresql: ['17', '16'], mariadb: ['11.4'] },
  },
};

/** Objects of a platform with organization `acme` and its project `production`. */
export function platformObjects(): KubernetesObject[] {
  return [
    object('kube-dc.com/v1', 'Organization', 'acme', 'acme'),
    {
      ...object('kube-dc.com/v1', 'Project', 'acme', 'production'),
      spec: { cidrBlock: '10.0.0.0/20', egressNetworkType: 'cloud' },
      status: { ready: true, namespace: 'acme-production' },
    } as KubernetesObject,
  ];
}

/** An object with nothing but names. */
export function object(
  apiVersion: string,
  kind: string,
  namespace: string,
  name: string,
): KubernetesObject {
  return { apiVersion, kind, metadata: { namespace, name } };
}

/** A context over the given objects, which a test may change between two looks. */
export function contextOf(
  objects: KubernetesObject[],
  imagesYaml: string = IMAGES_YAML,
): OperationContext {
  const related: RelatedObjects = {
    get: (type, namespace, name) =>
      objects.find(
        item =>
          item.kind === type.kind &&
          item.apiVersion === apiVersionOf(type) &&
          item.metadata.namespace === namespace &&
          item.metadata.name === name,
      ) as never,
    list: (type, namespace) =>
      objects.filter(
        item =>
          item.kind === type.kind &&
          item.apiVersion === apiVersionOf(type) &&
          (namespace === undefined || item.metadata.namespace === namespace),
      ) as never,
  };
  const mirror: Mirror = {
    ...related,
    installation: installation.name,
    status: () => ({
      state: 'watching',
      objects: objects.length,
      restarts: 0,
      expired: 0,
    }),
    ownedBy: () => [],
    labelled: () => [],
    types: () => [],
    hasSynced: () => true,
    whenSynced: async () => {},
    subscribe: () => () => {},
    subscribeStatus: () => () => {},
  };
  return {
    installation,
    mirror,
    logger: mockServices.logger.mock(),
    resolveProjectNamespace(project) {
      if (project !== 'acme/production') {
        throw new FieldError('project', `There is no project ${project}`);
      }
      return 'acme-production';
    },
    organizationOf: namespace =>
      namespace === 'acme-production' ? 'acme' : undefined,
    entityRefOf: target => entityRefOf(target, installation),
    async readConfigMap(namespace, name): Promise<Record<string, string>> {
      return namespace === 'kube-dc' && name === 'images-configmap'
        ? { 'images.yaml': imagesYaml }
        : {};
    },
  };
}

/** Bodies of planned requests. */
export function bodiesOf(requests: Array<{ body?: unknown }>): unknown[] {
  return requests.map(request => request.body);
}
