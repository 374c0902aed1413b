import { isObject, JsonObject } from '../types';
import { readList, readString, setDefaults } from '../util/read';
import { pullPolicy } from './imagePullPolicy';
import { applyFieldRefDefaults, applyVolumeDefaults } from './volumeDefaults';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const HOOKS = ['postStart', 'preStop'];

function applyHttpDefaults(handler: JsonObject): void {
  if (isObject(handler.httpGet)) {
    setDefaults(handler.httpGet, { scheme: 'HTTP', path: '/' });
  }
}

function applyProbeDefaults(probe: unknown): void {
  if (!isObject(probe)) {
    return;
  }
  setDefaults(probe, {
    timeoutSeconds: 1,
    periodSeconds: 10,
    successThreshold: 1,
    failureThreshold: 3,
  });
  applyHttpDefaults(probe);
  if (isObject(probe.grpc)) {
    setDefaults(probe.grpc, { service: '' });
  }
}

function applyContainerDefaults(container: JsonObject): void {
  setDefaults(container, {
    imagePullPolicy: pullPolicy(readString(container, 'image')),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  });
  for (const port of readList(container, 'ports')) {
    setDefaults(port, { protocol: 'TCP' });
  }
  PROBES.forEach(name => applyProbeDefaults(container[name]));
  for (const name of HOOKS) {
    const { lifecycle } = container;
    const hook = isObject(lifecycle) ? lifecycle[name] : undefined;
    if (isObject(hook)) {
      applyHttpDefaults(hook);
    }
  }
  for (const { valueFrom } of readList(container, 'env')) {
    if (isObject(valueFrom)) {
      applyFieldRefDefaults(valueFrom);
    }
  }
}

/** Fills in what a pod, or the template of one, may leave out. */
export function applyPodDefaults(spec: unknown): void {
  if (!isObject(spec)) {
    return;
  }
  setDefaults(spec, {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
  });
  if (spec.serviceAccountName || spec.serviceAccount) {
    spec.serviceAccountName ??= spec.serviceAccount;
    spec.serviceAccount ??= spec.serviceAccountName;
  }
  readList(spec, 'containers').forEach(applyContainerDefaults);
  readList(spec, 'initContainers').forEach(applyContainerDefaults);
  readList(spec, 'volumes').forEach(applyVolumeDefaults);
}

/** On the network of its node a pod has its ports there too. */
export function applyHostPorts(spec: JsonObject): void {
  if (spec.hostNetwork !== true) {
    return;
  }
  for (const list of ['containers', 'initContainers']) {
    for (const container of readList(spec, list)) {
      for (const port of readList(container, 'ports')) {
        port.hostPort ||= port.containerPort;
      }
    }
  }
}
