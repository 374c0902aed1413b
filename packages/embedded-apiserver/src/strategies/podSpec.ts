import {
  duplicate,
  invalid,
  notFoundField,
  FieldError,
  required,
  notSupported,
} from '../errors/fieldError';
import { validateLabel } from '../registry/nameValidation';
import { isObject, JsonObject } from '../types';
import { validateContainerResources } from './containerResources';
import { readList, readString, setDefaults } from '../util/read';

const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'];
const RESTART_POLICIES = ['Always', 'OnFailure', 'Never'];

function pullPolicy(image: string): string {
  const tag = /:([^/:@]+)$/.exec(image.split('@')[0])?.[1];
  const isDigest = image.includes('@');
  return !isDigest && (!tag || tag === 'latest') ? 'Always' : 'IfNotPresent';
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
  for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    const probe = container[name];
    if (isObject(probe)) {
      setDefaults(probe, {
        timeoutSeconds: 1,
        periodSeconds: 10,
        successThreshold: 1,
        failureThreshold: 3,
      });
      if (isObject(probe.httpGet)) {
        setDefaults(probe.httpGet, { scheme: 'HTTP', path: '/' });
      }
    }
  }
}

function applyVolumeDefaults(volume: JsonObject): void {
  const modes: JsonObject = { defaultMode: 0o644 };
  for (const source of ['secret', 'configMap', 'downwardAPI', 'projected']) {
    if (isObject(volume[source])) {
      setDefaults(volume[source], modes);
    }
  }
  if (isObject(volume.hostPath)) {
    setDefaults(volume.hostPath, { type: '' });
  }
  if (Object.keys(volume).length === 1) {
    volume.emptyDir = {};
  }
}

/** What a pod may leave out. */
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

/** Checks the parts of a pod that its schema cannot express. */
export function validatePodSpec(spec: unknown, path: string): FieldError[] {
  const errors: FieldError[] = [];
  const containers = readList(spec, 'containers');
  const names = new Set<string>();
  const volumes = new Set(readList(spec, 'volumes').map(v => v.name));
  if (containers.length === 0) {
    errors.push(required(`${path}.containers`));
  }
  const check = (container: JsonObject, at: string) => {
    const name = readString(container, 'name');
    if (name) {
      for (const problem of validateLabel(name)) {
        errors.push(invalid(`${at}.name`, name, problem));
      }
    }
    if (!container.image) {
      errors.push(required(`${at}.image`));
    }
    readList(container, 'ports').forEach((port, j) => {
      if (port.containerPort === 0) {
        errors.push(required(`${at}.ports[${j}].containerPort`));
      }
    });
    readList(container, 'volumeMounts').forEach((mount, j) => {
      if (mount.name && !volumes.has(mount.name)) {
        errors.push(notFoundField(`${at}.volumeMounts[${j}].name`, mount.name));
      }
    });
    const policy = readString(container, 'imagePullPolicy');
    if (policy && !PULL_POLICIES.includes(policy)) {
      errors.push(notSupported(`${at}.imagePullPolicy`, policy, PULL_POLICIES));
    }
    errors.push(
      ...validateContainerResources(container.resources, `${at}.resources`),
    );
    if (name && names.has(name)) {
      errors.push(duplicate(`${at}.name`, name));
    }
    names.add(name);
  };
  containers.forEach((container, i) => {
    check(container, `${path}.containers[${i}]`);
  });
  readList(spec, 'initContainers').forEach((container, i) => {
    check(container, `${path}.initContainers[${i}]`);
  });
  const restart = readString(spec, 'restartPolicy');
  if (restart && !RESTART_POLICIES.includes(restart)) {
    errors.push(
      notSupported(`${path}.restartPolicy`, restart, RESTART_POLICIES),
    );
  }
  return errors;
}
