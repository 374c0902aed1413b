import { ageColumn, nameColumn } from '../table/columns';
import { KubeObject } from '../types';
import {
  ensureObject,
  read,
  readList,
  readNumber,
  readString,
} from '../util/read';
import { applyPodDefaults, validatePodSpec } from './podSpec';
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

function isFinished(object: KubeObject): boolean {
  return ['Succeeded', 'Failed'].includes(
    readString(object, 'status', 'phase'),
  );
}

/** Guaranteed, Burstable or BestEffort, by the resources the pod asks for. */
export function qosClass(object: KubeObject): string {
  const all = readList(object, 'spec', 'containers').map(container => ({
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
  validate: object => validatePodSpec(object.spec, 'spec'),
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
      value: o =>
        `${
          readList(o, 'status', 'containerStatuses').filter(c => c.ready).length
        }/${readList(o, 'spec', 'containers').length}`,
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
