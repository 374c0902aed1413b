import {
  dataVolumeType,
  OS_IMAGE_ANNOTATION,
  virtualMachineType,
  type OperationInput,
  type virtualMachineCreate,
} from '@kubedc/backstage-plugin-kubedc-common';
import { createRequest, metadataOf } from '../common';
import type { PlannedRequest } from '../types';
import { domainOf, isWindowsLike } from './domain';
import type { OsImageEntry } from './images';

type Input = OperationInput<typeof virtualMachineCreate>;

/** Longest value of a label; names of storage classes can be longer. */
const MAX_LABEL = 63;

/** Name of the root disk of a virtual machine. */
export function rootDiskNameOf(vmName: string): string {
  return `${vmName}-root`;
}

/** The disk, filled from the image. */
export function rootDiskRequest(
  input: Input,
  namespace: string,
  { image }: OsImageEntry,
): PlannedRequest {
  const name = rootDiskNameOf(input.name);
  return createRequest(
    dataVolumeType,
    metadataOf({ ...input, name }, namespace, {
      labels: tierLabels(input),
      annotations: { [OS_IMAGE_ANNOTATION]: image.title },
    }),
    {
      source: { http: { url: image.url } },
      pvc: {
        accessModes: ['ReadWriteOnce'],
        ...(input.storageClass ? { storageClassName: input.storageClass } : {}),
        resources: { requests: { storage: input.diskSize } },
      },
    },
    `Create disk ${name} from ${image.title}`,
  );
}

/** The virtual machine that boots from the disk. */
export function virtualMachineRequest(
  input: Input,
  namespace: string,
  entry: OsImageEntry,
): PlannedRequest {
  const nameLabel = { 'app.kubernetes.io/name': input.name };
  return createRequest(
    virtualMachineType,
    metadataOf(input, namespace, {
      labels: { ...nameLabel, ...tierLabels(input) },
      annotations: { [OS_IMAGE_ANNOTATION]: entry.image.title },
    }),
    {
      runStrategy: input.start ? 'Always' : 'Halted',
      template: {
        metadata: { labels: nameLabel },
        spec: templateSpec(input, namespace, entry),
      },
    },
    `Create virtual machine ${input.name}`,
  );
}

function templateSpec(input: Input, namespace: string, entry: OsImageEntry) {
  const userData = input.userData ?? entry.cloudInit;
  return {
    terminationGracePeriodSeconds: isWindowsLike(entry) ? 300 : 60,
    domain: domainOf(input, entry),
    networks: [
      {
        name: 'vpc_net_0',
        multus: { default: true, networkName: `${namespace}/default` },
      },
    ],
    ...(hasGuestAgent(userData, entry) ? agentSpec(input, entry) : {}),
    volumes: [
      {
        name: 'root-volume',
        dataVolume: { name: rootDiskNameOf(input.name) },
      },
      { name: 'cloudinitdisk', cloudInitNoCloud: { userData } },
    ],
  };
}

/** Keys are put in, and readiness is told, by the guest agent. */
function agentSpec(input: Input, { image }: OsImageEntry) {
  return {
    accessCredentials: [
      {
        sshPublicKey: {
          source: { secret: { secretName: input.sshKeySecret } },
          propagationMethod: { qemuGuestAgent: { users: [image.user] } },
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
  };
}

/** A machine whose guest never gets an agent would never become ready by a probe that asks for one. */
function hasGuestAgent(userData: string, entry: OsImageEntry): boolean {
  return isWindowsLike(entry) || /qemu.guest.agent/i.test(userData);
}

function tierLabels(input: Input): Record<string, string> {
  return {
    'kube-dc.com/vm-profile': 'default',
    ...(input.storageClass && input.storageClass.length <= MAX_LABEL
      ? { 'kube-dc.com/storage-tier': input.storageClass }
      : {}),
  };
}
