import { parse, stringify } from 'yaml';
import { KubeObject } from '../runtime/types';

/** A plan of the catalogue. */
export type Plan = {
  displayName: string;
  description: string;
  price: number;
  currency: string;
  recommended: boolean;
  /** Object storage in GB. */
  objectStorage: number;
  ipv4: number;
  features: string[];
  requests: { cpu: string; memory: string; storage: string };
  pods: number;
  servicesLB: number;
  burstRatio: number;
  limitRange: Record<string, string>;
};

/** What `plans.yaml` of the ConfigMap `billing-plans` holds. */
export type BillingCatalogue = {
  plans: Record<string, Plan>;
  suspendedPlan: {
    cpu: string;
    memory: string;
    pods: number;
    servicesLB: number;
  };
  systemOverhead: { cpuPerProject: number; memPerProject: number };
  addons?: Record<
    string,
    {
      displayName: string;
      description: string;
      price: number;
      currency: string;
      cpu?: string;
      memory?: string;
      storage?: string;
      disabled?: boolean;
      selfService?: boolean;
    }
  >;
  eipQuota: Record<string, number>;
};

function plan(options: {
  name: string;
  description: string;
  price: number;
  cpu: number;
  memory: number;
  storage: number;
  objectStorage: number;
  ipv4: number;
  pods: number;
  recommended?: boolean;
  defaults: [cpuRequest: string, cpu: string, memRequest: string, mem: string];
}): Plan {
  const { cpu, memory, storage, objectStorage, ipv4, defaults } = options;
  return {
    displayName: options.name,
    description: options.description,
    price: options.price,
    currency: 'EUR',
    recommended: options.recommended ?? false,
    objectStorage,
    ipv4,
    features: [
      `${cpu} vCPU`,
      `${memory} GB memory`,
      `${storage} GB block storage`,
      `${objectStorage} GB object storage`,
      `${ipv4} public IPv4`,
    ],
    requests: {
      cpu: String(cpu),
      memory: `${memory}Gi`,
      storage: `${storage}Gi`,
    },
    pods: options.pods,
    servicesLB: 100,
    burstRatio: 1,
    limitRange: {
      defaultRequestCPU: defaults[0],
      defaultCPU: defaults[1],
      defaultRequestMem: defaults[2],
      defaultMemory: defaults[3],
      minCPU: '1m',
      minMemory: '1Mi',
      maxCPU: String(cpu),
      maxMemory: `${memory}Gi`,
      maxPodCPU: String(cpu),
      maxPodMemory: `${memory}Gi`,
      minPVCStorage: '10Mi',
      maxPVCStorage: `${storage}Gi`,
    },
  };
}

const CATALOGUE: BillingCatalogue = {
  plans: {
    'dev-pool': plan({
      name: 'Dev Pool',
      description: 'For trying things out',
      price: 19,
      cpu: 4,
      memory: 8,
      storage: 60,
      objectStorage: 20,
      ipv4: 1,
      pods: 100,
      defaults: ['100m', '500m', '128Mi', '512Mi'],
    }),
    'pro-pool': plan({
      name: 'Pro Pool',
      description: 'For teams in production',
      price: 49,
      cpu: 8,
      memory: 24,
      storage: 160,
      objectStorage: 100,
      ipv4: 1,
      pods: 200,
      recommended: true,
      defaults: ['250m', '500m', '256Mi', '512Mi'],
    }),
    'scale-pool': plan({
      name: 'Scale Pool',
      description: 'For high load',
      price: 99,
      cpu: 16,
      memory: 56,
      storage: 320,
      objectStorage: 500,
      ipv4: 3,
      pods: 500,
      defaults: ['500m', '1', '512Mi', '1Gi'],
    }),
  },
  suspendedPlan: { cpu: '500m', memory: '1Gi', pods: 10, servicesLB: 0 },
  systemOverhead: { cpuPerProject: 0, memPerProject: 0 },
  addons: {
    'turbo-x1': {
      displayName: 'Turbo x1',
      description: '2 vCPU and 4 GB memory more',
      price: 9,
      currency: 'EUR',
      cpu: '2',
      memory: '4Gi',
      storage: '20Gi',
    },
    'turbo-x2': {
      displayName: 'Turbo x2',
      description: '4 vCPU and 8 GB memory more',
      price: 16,
      currency: 'EUR',
      cpu: '4',
      memory: '8Gi',
      storage: '40Gi',
    },
  },
  eipQuota: { 'dev-pool': 1, 'pro-pool': 1, 'scale-pool': 3 },
};

/** The plans that organizations can have. */
export const billingPlansConfigMap: KubeObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'billing-plans', namespace: 'kube-dc' },
  data: { 'plans.yaml': stringify(CATALOGUE) },
};

/** Catalogues that were read; a ConfigMap that changes is another object. */
const read = new WeakMap<KubeObject, BillingCatalogue>();

/**
 * Reads the catalogue out of the ConfigMap, which is not changed in place.
 *
 * @throws Error if one of the required parts is missing, as then no quota can
 * be computed.
 */
export function readCatalogue(configMap: KubeObject): BillingCatalogue {
  let catalogue = read.get(configMap);
  if (!catalogue) {
    catalogue = parseCatalogue(configMap);
    read.set(configMap, catalogue);
  }
  return catalogue;
}

function parseCatalogue(configMap: KubeObject): BillingCatalogue {
  const catalogue: Partial<BillingCatalogue> =
    parse(configMap.data?.['plans.yaml'] ?? '') ?? {};
  const required = [
    'plans',
    'suspendedPlan',
    'systemOverhead',
    'eipQuota',
  ] as const;
  for (const key of required) {
    if (!catalogue[key]) {
      throw new Error(`billing-plans: plans.yaml has no "${key}"`);
    }
  }
  return catalogue as BillingCatalogue;
}
