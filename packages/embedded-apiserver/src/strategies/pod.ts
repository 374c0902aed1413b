import { ageColumn, nameColumn } from '../table/columns';
import { KubeObject } from '../types';
import {
  ensureObject,
  read,
  readList,
  readNumber,
  readObject,
  readString,
  setDefaults,
} from '../util/read';
import { forbiddenField } from '../errors/fieldError';
import { applyHostPorts, applyPodDefaults } from './podDefaults';
import { validatePodSpec } from './podSpec';
import { validatePodUpdate } from './podUpdate';
import { Strategy } from './strategy';

function waitingReason(object: KubeObject): string {
  for (const container of readList(object, 'status', 'containerStatuses')) {
    const reason =
      readString(container, 'state', 'waiting', 'reason') ||
      readString(container, 'state', 'terminated', 'reason');
    if (reason) {
      return reason;
    }
  }
  return '';
}

function podStatus(object: KubeObject): string {
  if (object.metadata.deletionTimestamp) {
    return 'Terminating';
  }
  return (
    waitingReason(object) ||
    readString(object, 'status', 'reason') ||
    readString(object, 'status', 'phase') ||
    'Unknown'
  );
}

/** Ready of all containers that run on: sidecars are among the init ones. */
function readyContainers(object: KubeObject): string {
  const sidecars = readList(object, 'spec', 'initContainers').filter(
    container => container.restartPolicy === 'Always',
  );
  const names = new Set(sidecars.map(container => container.name));
  const statuses = [
    ...readList(object, 'status', 'containerStatuses'),
    ...readList(object, 'status', 'initContainerStatuses').filter(status =>
      names.has(status.name),
    ),
  ];
  const ready = statuses.filter(status => status.ready).length;
  const all = readList(object, 'spec', 'containers').length + sidecars.length;
  return `${ready}/${all}`;
}

function isFinished(object: KubeObject): boolean {
  return ['Succeeded', 'Failed'].includes(
    readString(object, 'status', 'phase'),
  );
}

/** Guaranteed, Burstable or BestEffort, by the resources the pod asks for. */
export function qosClass(object: KubeObject): string {
  const all = [
    ...readList(object, 'spec', 'containers'),
    ...readList(object, 'spec', 'initContainers'),
  ].map(container => ({
    limits: read(container, 'resources', 'limits') as
      | Record<string, string>
      | undefined,
    requests: read(container, 'resources', 'requests') as
      | Record<string, string>
      | undefined,
  }));
  if (all.every(c => !c.limits && !c.requests)) {
    return 'BestEffort';
  }
  const guaranteed = all.every(({ limits, requests }) =>
    ['cpu', 'memory'].every(
      name =>
        limits?.[name] &&
        (requests?.[name] === undefined || requests[name] === limits[name]),
    ),
  );
  return guaranteed ? 'Guaranteed' : 'Burstable';
}

export const podStrategy: Strategy = {
  hasGeneration: true,
  returnsDeletedObject: true,
  fieldSelectors: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  applyDefaults(object) {
    applyPodDefaults(object.spec);
    const spec = ensureObject(object, 'spec');
    spec.enableServiceLinks ??= true;
    applyHostPorts(spec);
    for (const container of [
      ...readList(spec, 'containers'),
      ...readList(spec, 'initContainers'),
    ]) {
      const resources = ensureObject(container, 'resources');
      if (resources.limits) {
        resources.requests = {
          ...(resources.limits as object),
          ...(resources.requests as object | undefined),
        };
      }
    }
  },
  prepareForCreate(object) {
    object.status = { phase: 'Pending', qosClass: qosClass(object) };
  },
  prepareForUpdate(object, old) {
    // Who replaces a pod need not know how important it has become.
    const { priority, preemptionPolicy } = readObject(old, 'spec');
    setDefaults(ensureObject(object, 'spec'), { priority, preemptionPolicy });
  },
  validate: object => validatePodSpec(object.spec, 'spec'),
  validateUpdate: validatePodUpdate,
  validateCreate: object =>
    readList(object, 'spec', 'ephemeralContainers').length > 0
      ? [forbiddenField('spec.ephemeralContainers', 'cannot be set on create')]
      : [],
  gracePeriodSeconds(object, requested) {
    if (!readString(object, 'spec', 'nodeName') || isFinished(object)) {
      return 0;
    }
    return (
      requested ?? readNumber(object, 'spec', 'terminationGracePeriodSeconds')
    );
  },
  columns: [
    nameColumn,
    {
      name: 'Ready',
      value: readyContainers,
    },
    { name: 'Status', value: podStatus },
    {
      name: 'Restarts',
      value: o =>
        String(
          readList(o, 'status', 'containerStatuses').reduce(
            (sum, c) => sum + readNumber(c, 'restartCount'),
            0,
          ),
        ),
    },
    ageColumn,
    {
      name: 'IP',
      priority: 1,
      value: o => readString(o, 'status', 'podIP') || '<none>',
    },
    {
      name: 'Node',
      priority: 1,
      value: o => readString(o, 'spec', 'nodeName') || '<none>',
    },
    {
      name: 'Nominated Node',
      priority: 1,
      value: o => readString(o, 'status', 'nominatedNodeName') || '<none>',
    },
    {
      name: 'Readiness Gates',
      priority: 1,
      value: () => '<none>',
    },
  ],
};
