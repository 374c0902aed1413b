import { Organization, eips } from '../kinds';
import { BillingCatalogue, Plan } from '../platform/billingPlans';
import { Cache } from '../runtime/controller';
import {
  formatBytes,
  formatCores,
  formatGiB,
  parseQuantity,
} from '../runtime/quantity';
import {
  hierarchicalResourceQuotas,
  persistentVolumeClaims,
  pods,
} from '../runtime/resources';
import { KubeObject } from '../runtime/types';
import { namespacesOf, projectOfNamespace } from './tenancy';

/** How many projects an organization may have. */
export const PROJECTS_LIMIT = 50;

const PREFIX = 'billing.kube-dc.com';

/** What a tenant may use. */
export type Entitlement = {
  planId: string;
  /** The limits of the quota `plan-quota`. */
  hard: Record<string, string>;
  publicIPv4: number;
  /** Object storage in GB. */
  objectStorage: number;
  limitRange?: Plan['limitRange'];
};

/**
 * What an organization may use by its billing annotations; undefined where it
 * has no subscription, which means no limit.
 */
export function entitlementOf(
  organization: Organization,
  catalogue: BillingCatalogue,
): Entitlement | undefined {
  const annotations = organization.metadata.annotations ?? {};
  const state = annotations[`${PREFIX}/subscription`];
  const planId = annotations[`${PREFIX}/plan-id`];
  const plan = planId ? catalogue.plans[planId] : undefined;
  if (!state || !plan) {
    return undefined;
  }
  if (state === 'suspended' || state === 'canceled') {
    const { cpu, memory, pods: count, servicesLB } = catalogue.suspendedPlan;
    return {
      planId,
      hard: {
        'requests.cpu': cpu,
        'requests.memory': memory,
        'limits.cpu': cpu,
        'limits.memory': memory,
        pods: String(count),
        'services.loadbalancers': String(servicesLB),
      },
      publicIPv4: 0,
      objectStorage: 0,
    };
  }
  const addons = addonsOf(annotations[`${PREFIX}/addons`]);
  const sum = (key: 'cpu' | 'memory' | 'storage') =>
    parseQuantity(plan.requests[key]) +
    addons.reduce((total, { addonId, quantity }) => {
      const addon = catalogue.addons?.[addonId];
      return addon && !addon.disabled
        ? total + parseQuantity(addon[key]) * quantity
        : total;
    }, 0);
  const overhead = catalogue.systemOverhead;
  const cpu = sum('cpu') + (overhead.cpuPerProject / 1000) * PROJECTS_LIMIT;
  const memory =
    sum('memory') + overhead.memPerProject * 2 ** 20 * PROJECTS_LIMIT;
  return {
    planId,
    hard: {
      'requests.cpu': formatCores(cpu),
      'requests.memory': formatBytes(memory),
      'limits.cpu': formatCores(cpu * plan.burstRatio),
      'limits.memory': formatBytes(memory * plan.burstRatio),
      'requests.storage': formatBytes(sum('storage')),
      pods: String(plan.pods),
      'services.loadbalancers': String(plan.servicesLB),
    },
    publicIPv4: catalogue.eipQuota[planId] ?? 0,
    objectStorage: plan.objectStorage,
    limitRange: plan.limitRange,
  };
}

function addonsOf(
  annotation: string | undefined,
): { addonId: string; quantity: number }[] {
  if (!annotation) {
    return [];
  }
  const addons: unknown = JSON.parse(annotation);
  if (!Array.isArray(addons)) {
    throw new Error(`annotation ${PREFIX}/addons is not a list`);
  }
  return addons;
}

/** What is in use, in cores, bytes and counts. */
export type Usage = {
  cpu: number;
  memory: number;
  limitsCpu: number;
  limitsMemory: number;
  storage: number;
  pods: number;
};

type ContainerResources = {
  resources?: {
    requests?: Record<string, string>;
    limits?: Record<string, string>;
  };
};

/** What the pods and volumes of some namespaces use. */
export function usageOf(cache: Cache, namespaces: string[]): Usage {
  const usage: Usage = {
    cpu: 0,
    memory: 0,
    limitsCpu: 0,
    limitsMemory: 0,
    storage: 0,
    pods: 0,
  };
  const wanted = new Set(namespaces);
  for (const pod of cache.list(pods)) {
    const phase = pod.status?.phase;
    if (
      wanted.has(pod.metadata.namespace ?? '') &&
      phase !== 'Succeeded' &&
      phase !== 'Failed'
    ) {
      usage.pods += 1;
      addPod(usage, pod);
    }
  }
  for (const claim of cache.list(persistentVolumeClaims)) {
    if (wanted.has(claim.metadata.namespace ?? '')) {
      const spec = claim.spec as
        | { resources?: { requests?: { storage?: string } } }
        | undefined;
      usage.storage += parseQuantity(spec?.resources?.requests?.storage);
    }
  }
  return usage;
}

function addPod(usage: Usage, pod: KubeObject): void {
  const containers = (pod.spec?.containers ?? []) as ContainerResources[];
  for (const { resources } of containers) {
    usage.cpu += parseQuantity(resources?.requests?.cpu);
    usage.memory += parseQuantity(resources?.requests?.memory);
    usage.limitsCpu += parseQuantity(resources?.limits?.cpu);
    usage.limitsMemory += parseQuantity(resources?.limits?.memory);
  }
}

/** The used side of a quota, with the same keys as its hard side. */
export function usedFor(
  hard: Record<string, string>,
  usage: Usage,
): Record<string, string> {
  const all: Record<string, string> = {
    'requests.cpu': formatCores(usage.cpu),
    'requests.memory': formatBytes(usage.memory),
    'limits.cpu': formatCores(usage.limitsCpu),
    'limits.memory': formatBytes(usage.limitsMemory),
    'requests.storage': formatBytes(usage.storage),
    pods: String(usage.pods),
    'services.loadbalancers': '0',
  };
  return Object.fromEntries(
    Object.keys(hard).map(key => [key, all[key] ?? '0']),
  );
}

/** The pairs that a status shows. */
export function usagePairs(
  hard: Record<string, string> | undefined,
  usage: Usage,
): Record<string, { hard: string; used: string }> {
  const cores = (value: number) => String(Number(value.toFixed(3)));
  const limit = (key: string, format: (value: number) => string) =>
    hard?.[key] === undefined ? '' : format(parseQuantity(hard[key]));
  return {
    cpu: { hard: limit('requests.cpu', cores), used: cores(usage.cpu) },
    memory: {
      hard: limit('requests.memory', formatGiB),
      used: formatGiB(usage.memory),
    },
    storage: {
      hard: limit('requests.storage', formatGiB),
      used: formatGiB(usage.storage),
    },
    pods: { hard: limit('pods', String), used: String(usage.pods) },
  };
}

/** How many public addresses an organization holds. */
export function publicAddresses(cache: Cache, organization: string): number {
  const inside = new Set([organization, ...namespacesOf(cache, organization)]);
  return cache
    .list(eips)
    .filter(
      eip =>
        eip.spec?.externalNetworkType === 'public' &&
        inside.has(eip.metadata.namespace ?? ''),
    ).length;
}

/**
 * Why a pod with these requests does not fit into the organization's quota,
 * in the words of the quota admission; undefined if it fits.
 */
export function quotaShortage(
  cache: Cache,
  namespace: string,
  requested: { cpu: number; memory: number },
): string | undefined {
  const owner = projectOfNamespace(cache, namespace);
  const quota =
    owner &&
    cache.get(hierarchicalResourceQuotas, {
      namespace: owner.organization,
      name: 'plan-quota',
    });
  if (!owner || !quota) {
    return undefined;
  }
  const hard = (quota.spec?.hard ?? {}) as Record<string, string>;
  const usage = usageOf(cache, namespacesOf(cache, owner.organization));
  const short: [key: string, requested: string, used: string][] = [];
  if (
    hard['requests.cpu'] !== undefined &&
    usage.cpu + requested.cpu > parseQuantity(hard['requests.cpu'])
  ) {
    short.push([
      'requests.cpu',
      formatCores(requested.cpu),
      formatCores(usage.cpu),
    ]);
  }
  if (
    hard['requests.memory'] !== undefined &&
    usage.memory + requested.memory > parseQuantity(hard['requests.memory'])
  ) {
    short.push([
      'requests.memory',
      formatBytes(requested.memory),
      formatBytes(usage.memory),
    ]);
  }
  if (!short.length) {
    return undefined;
  }
  const list = (index: 1 | 2) =>
    short.map(entry => `${entry[0]}=${entry[index]}`).join(',');
  const limited = short.map(([key]) => `${key}=${hard[key]}`).join(',');
  return `exceeded quota: plan-quota, requested: ${list(1)}, used: ${list(
    2,
  )}, limited: ${limited}`;
}
