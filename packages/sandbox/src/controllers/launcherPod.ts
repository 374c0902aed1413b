import { MachineSpec, VirtualMachineInstance } from '../kinds';
import { Draft } from '../runtime/client';
import { ownerOf, shortHash, timestamp } from '../runtime/objects';
import { formatBytes, formatCores, parseQuantity } from '../runtime/quantity';

const OVERHEAD_BYTES = 224 * 2 ** 20;
const OVERHEAD_BYTES_PER_CORE = 8 * 2 ** 20;

/** Name of the pod that runs an instance. */
export function launcherNameOf(instance: VirtualMachineInstance): string {
  return `virt-launcher-${instance.metadata.name}-${shortHash(
    `${instance.metadata.uid}`,
  )}`;
}

/** Virtual CPUs of a machine. */
export function coresOf(spec: MachineSpec | undefined): number {
  const { cores = 1, sockets = 1, threads = 1 } = spec?.domain.cpu ?? {};
  return cores * sockets * threads;
}

/** What a machine's pod asks for: its cores, its memory and the overhead. */
export function requestsOf(spec: MachineSpec | undefined): {
  cpu: number;
  memory: number;
} {
  const cores = coresOf(spec);
  const guest = parseQuantity(
    spec?.domain.memory?.guest ??
      spec?.domain.resources?.requests?.memory ??
      '1Gi',
  );
  return {
    cpu: cores,
    memory: guest + OVERHEAD_BYTES + cores * OVERHEAD_BYTES_PER_CORE,
  };
}

/** The pod that runs an instance. */
export function launcherPod(instance: VirtualMachineInstance): Draft {
  const { name, namespace, uid, labels } = instance.metadata;
  const { cpu, memory } = requestsOf(instance.spec);
  const resources = { cpu: formatCores(cpu), memory: formatBytes(memory) };
  const claims = (instance.spec?.volumes ?? []).flatMap(volume => {
    const claimName =
      volume.dataVolume?.name ?? volume.persistentVolumeClaim?.claimName;
    return claimName
      ? [{ name: volume.name, persistentVolumeClaim: { claimName } }]
      : [];
  });
  return {
    metadata: {
      name: launcherNameOf(instance),
      namespace,
      labels: {
        ...labels,
        'kubevirt.io': 'virt-launcher',
        'kubevirt.io/created-by': `${uid}`,
        'kubevirt.io/domain': name,
        'vm.kubevirt.io/name': name,
      },
      annotations: {
        'kubevirt.io/domain': name,
        'kubectl.kubernetes.io/default-container': 'compute',
      },
      ownerReferences: [ownerOf(instance)],
    },
    spec: {
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds:
        (instance.spec?.terminationGracePeriodSeconds ?? 30) + 30,
      containers: [
        {
          name: 'compute',
          image: 'quay.io/kubevirt/virt-launcher:v1.8.0',
          command: ['/usr/bin/virt-launcher-monitor', '--name', name],
          resources: { requests: resources, limits: resources },
        },
      ],
      volumes: claims,
    },
  };
}

/** The status of a launcher pod in one of its states. */
export function launcherStatus(
  instance: VirtualMachineInstance,
  state: 'Pending' | 'Running' | 'Succeeded' | 'Failed',
  details: { podIP?: string; hostIP?: string; now: Date },
): object {
  const now = timestamp(details.now);
  const isRunning = state === 'Running';
  const condition = (type: string, isTrue: boolean) => ({
    type,
    status: isTrue ? 'True' : 'False',
    lastTransitionTime: now,
  });
  const exitCode = state === 'Failed' ? 1 : 0;
  return {
    phase: state,
    hostIP: details.hostIP,
    podIP: details.podIP,
    podIPs: details.podIP ? [{ ip: details.podIP }] : undefined,
    qosClass: 'Guaranteed',
    startTime: instance.metadata.creationTimestamp,
    conditions: [
      condition('Initialized', true),
      condition('Ready', isRunning),
      condition('ContainersReady', isRunning),
      condition('PodScheduled', Boolean(details.hostIP)),
    ],
    containerStatuses: [
      {
        name: 'compute',
        image: 'quay.io/kubevirt/virt-launcher:v1.8.0',
        imageID: '',
        ready: isRunning,
        started: isRunning,
        restartCount: 0,
        state: {
          ...(state === 'Pending'
            ? { waiting: { reason: 'ContainerCreating' } }
            : {}),
          ...(isRunning ? { running: { startedAt: now } } : {}),
          ...(state === 'Succeeded' || state === 'Failed'
            ? {
                terminated: {
                  exitCode,
                  reason: exitCode ? 'Error' : 'Completed',
                  startedAt: instance.metadata.creationTimestamp,
                  finishedAt: now,
                },
              }
            : {}),
        },
      },
    ],
  };
}
