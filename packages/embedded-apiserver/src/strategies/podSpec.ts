import {
  duplicate,
  invalid,
  notFoundField,
  FieldError,
  required,
  notSupported,
} from '../errors/fieldError';
import { validateLabel } from '../registry/nameValidation';
import { JsonObject } from '../types';
import { validateContainerResources } from './containerResources';
import { readList, readString } from '../util/read';

const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'];
const RESTART_POLICIES = ['Always', 'OnFailure', 'Never'];

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
