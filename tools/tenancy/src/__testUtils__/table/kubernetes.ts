import { MACHINE } from './catalog';
import { everybody, operatorsOnly, type Ask, type Seen } from './types';

const annotations = {
  'kubernetes.io/cluster': 'sandbox',
  'backstage.io/kubernetes-cluster': 'sandbox',
  'backstage.io/kubernetes-namespace': 'acme-prod',
  'backstage.io/kubernetes-label-selector': 'kubernetes.io/metadata.name',
  'backstage.io/kubernetes-id': 'web-1',
};

/** An entity as anybody can write one, which says that it is the tenant's. */
const SELF_MADE = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'mine', namespace: 'default', annotations },
  spec: { type: 'service', lifecycle: 'production', owner: 'group:acme/x' },
};

/** Whoever is not of the tenant gets a refusal or nothing at all. */
function nothingForOthers({ caller, answer }: Seen): void {
  if (caller !== 'otherTenant' || answer.status >= 400) {
    return;
  }
  const { items = [] } = answer.body as {
    items?: Array<{ resources: Array<{ resources: unknown[] }> }>;
  };
  const resources = items.flatMap(item =>
    item.resources.flatMap(group => group.resources),
  );
  expect(resources).toEqual([]);
}

/** The stock Kubernetes plugin: its tab, and its way around all of it, the proxy. */
export function kubernetesAsks(): Ask[] {
  const query = (path: string, body: object): Ask => ({
    title: `POST /api/kubernetes/${path}`,
    question: () => ({
      method: 'POST',
      path: `/api/kubernetes/${path}`,
      body: { auth: {}, ...body },
    }),
    outcomes: everybody([200, 400, 403, 404], {
      service: [200, 400, 403, 404],
    }),
    inspect: nothingForOthers,
  });
  return [
    {
      title: 'GET /api/kubernetes/clusters',
      question: () => ({ path: '/api/kubernetes/clusters' }),
      outcomes: everybody(200, { service: 200 }),
    },
    query('services/vm.web-1', {
      entity: {
        ...SELF_MADE,
        kind: 'Resource',
        metadata: { name: 'vm.web-1', namespace: 'acme-prod', annotations },
      },
    }),
    {
      ...query('services/mine', { entity: SELF_MADE }),
      title: 'POST /api/kubernetes/services/:id with an entity of their own',
      inspect(seen) {
        if (seen.caller === 'operator') return;
        nothingForOthers({ ...seen, caller: 'otherTenant' });
      },
    },
    query('resources/workloads/query', { entityRef: MACHINE }),
    query('resources/custom/query', {
      entityRef: MACHINE,
      customResources: [{ group: '', apiVersion: 'v1', plural: 'secrets' }],
    }),
    {
      title: 'GET /api/kubernetes/proxy',
      question: () => ({
        path: '/api/kubernetes/proxy/api/v1/namespaces/acme-prod/pods',
        headers: { 'Backstage-Kubernetes-Cluster': 'sandbox' },
      }),
      outcomes: operatorsOnly({ service: [200, 403] }),
    },
  ];
}
