import { AdmissionRequest } from '../admissionPlugin';
import { podResources } from '../podResources';
import { qosClass } from '../../strategies/pod';
import { isObject, JsonObject, KubeObject } from '../../types';
import { Quantity } from '../../util/quantity';
import { read, readList, readString } from '../../util/read';
import { add, readResources, ResourceList } from '../../util/resourceList';
import { QuotaEvaluator, ScopeSelector } from './evaluator';
import { selectorMatches } from './scopes';

const COUNT = 'count/pods';
const COMPUTE = ['cpu', 'memory', 'ephemeral-storage'];
const NAMES = [
  COUNT,
  'pods',
  ...COMPUTE.flatMap(name => [name, `requests.${name}`, `limits.${name}`]),
];
const HUGE_PAGES = 'hugepages-';
/** What every container has to name when a quota limits it. */
const REQUIRED = [
  'cpu',
  'memory',
  'requests.cpu',
  'requests.memory',
  'limits.cpu',
  'limits.memory',
];

/** A resource of somebody else, such as `nvidia.com/gpu`. */
function isExtended(name: string): boolean {
  return (
    name.includes('/') &&
    !/(^|\.)kubernetes\.io\//.test(name) &&
    !name.startsWith('requests.')
  );
}

function usageOf(requests: ResourceList, limits: ResourceList): ResourceList {
  const result: ResourceList = new Map([['pods', Quantity.of(1)]]);
  for (const [name, amount] of requests) {
    if (COMPUTE.includes(name) || name.startsWith(HUGE_PAGES)) {
      result.set(name, amount);
      result.set(`requests.${name}`, amount);
    } else if (isExtended(name)) {
      result.set(`requests.${name}`, amount);
    }
  }
  for (const [name, amount] of limits) {
    if (COMPUTE.includes(name)) {
      result.set(`limits.${name}`, amount);
    }
  }
  return result;
}

/** Whether a pod still uses what it asked for. */
export function isCounted(pod: KubeObject): boolean {
  if (['Failed', 'Succeeded'].includes(readString(pod, 'status', 'phase'))) {
    return false;
  }
  const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = pod.metadata;
  return (
    !deletionTimestamp ||
    Date.now() <=
      Date.parse(deletionTimestamp) + deletionGracePeriodSeconds * 1000
  );
}

function usage(pod: KubeObject): ResourceList {
  const count: ResourceList = new Map([[COUNT, Quantity.of(1)]]);
  return isCounted(pod)
    ? add(
        count,
        usageOf(podResources(pod, 'requests'), podResources(pod, 'limits')),
      )
    : count;
}

function isTerminating(pod: KubeObject | undefined): boolean {
  return typeof read(pod, 'spec', 'activeDeadlineSeconds') === 'number';
}

function isAcrossNamespaces(pod: KubeObject): boolean {
  const terms = ['podAffinity', 'podAntiAffinity'].flatMap(name => [
    ...readList(
      pod,
      'spec',
      'affinity',
      name,
      'requiredDuringSchedulingIgnoredDuringExecution',
    ),
    ...readList(
      pod,
      'spec',
      'affinity',
      name,
      'preferredDuringSchedulingIgnoredDuringExecution',
    ).map(term => term.podAffinityTerm as JsonObject),
  ]);
  return terms.some(
    term =>
      isObject(term?.namespaceSelector) ||
      (Array.isArray(term?.namespaces) && term.namespaces.length > 0),
  );
}

function matchesScope(selector: ScopeSelector, pod: KubeObject): boolean {
  switch (selector.scopeName) {
    case 'Terminating':
      return isTerminating(pod);
    case 'NotTerminating':
      return !isTerminating(pod);
    case 'BestEffort':
      return qosClass(pod) === 'BestEffort';
    case 'NotBestEffort':
      return qosClass(pod) !== 'BestEffort';
    case 'PriorityClass':
      return selectorMatches(
        selector,
        [readString(pod, 'spec', 'priorityClassName')].filter(Boolean),
      );
    case 'CrossNamespacePodAffinity':
      return isAcrossNamespaces(pod);
    default:
      return false;
  }
}

function missing(names: string[], pod: KubeObject): string | undefined {
  if (isObject(read(pod, 'spec', 'resources'))) {
    return undefined;
  }
  const needed = names.filter(name => REQUIRED.includes(name)).sort();
  const containers = [
    ...readList(pod, 'spec', 'containers'),
    ...readList(pod, 'spec', 'initContainers'),
  ];
  const texts = needed.flatMap(name => {
    const without = containers.filter(
      container =>
        !usageOf(
          readResources(container, 'resources', 'requests'),
          readResources(container, 'resources', 'limits'),
        ).has(name),
    );
    const containerNames = without.map(c => readString(c, 'name')).sort();
    return containerNames.length > 0
      ? [`${name} for: ${[...new Set(containerNames)].join(',')}`]
      : [];
  });
  return texts.length > 0 ? `must specify ${texts.join('; ')}` : undefined;
}

function handles(request: AdmissionRequest): boolean {
  const { operation, subresource, object, oldObject } = request;
  if (subresource) {
    return subresource === 'resize' && operation === 'UPDATE';
  }
  return (
    operation === 'CREATE' ||
    (operation === 'UPDATE' &&
      isTerminating(object) !== isTerminating(oldObject))
  );
}

/** Counts pods and what their containers ask for. */
export const podEvaluator: QuotaEvaluator = {
  storageKey: '/pods',
  handles,
  matching: names =>
    names.filter(
      name =>
        NAMES.includes(name) ||
        name.startsWith(HUGE_PAGES) ||
        (name.startsWith('requests.') &&
          (name.startsWith(`requests.${HUGE_PAGES}`) ||
            isExtended(name.slice('requests.'.length)))),
    ),
  usage,
  matchesScope,
  missing,
};
