import { KubeObject } from '../types';
import { PolicyRule } from './policyRule';

const API = 'rbac.authorization.k8s.io';
const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'delete', 'deletecollection', 'patch', 'update'];
const BOOTSTRAPPING = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };

function rule(
  apiGroup: string,
  verbs: string[],
  resources: string[],
): PolicyRule {
  return { apiGroups: [apiGroup], resources, verbs };
}

function aggregateTo(role: string): Record<string, string> {
  return { [`${API}/aggregate-to-${role}`]: 'true' };
}

function clusterRole(
  name: string,
  rules: PolicyRule[],
  labels: Record<string, string> = {},
  aggregated?: string,
): KubeObject {
  return {
    apiVersion: `${API}/v1`,
    kind: 'ClusterRole',
    metadata: {
      name,
      labels: { ...BOOTSTRAPPING, ...labels },
      annotations: { [`${API}/autoupdate`]: 'true' },
    },
    ...(aggregated && {
      aggregationRule: {
        clusterRoleSelectors: [{ matchLabels: aggregateTo(aggregated) }],
      },
    }),
    rules,
  };
}

function clusterRoleBinding(name: string, groups: string[]): KubeObject {
  return {
    apiVersion: `${API}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: {
      name,
      labels: BOOTSTRAPPING,
      annotations: { [`${API}/autoupdate`]: 'true' },
    },
    roleRef: { apiGroup: API, kind: 'ClusterRole', name },
    subjects: groups.map(group => ({
      apiGroup: API,
      kind: 'Group',
      name: group,
    })),
  };
}

const CORE_OBJECTS = ['configmaps', 'persistentvolumeclaims'];
const CONTROLLERS = ['replicationcontrollers', 'replicationcontrollers/scale'];
const APPS = [
  'daemonsets',
  'deployments',
  'deployments/scale',
  'replicasets',
  'replicasets/scale',
  'statefulsets',
  'statefulsets/scale',
];
const NETWORKING = ['ingresses', 'networkpolicies'];

function withStatus(resources: string[]): string[] {
  return resources.flatMap(resource =>
    resource.includes('/') ? [resource] : [resource, `${resource}/status`],
  );
}

const viewRules: PolicyRule[] = [
  rule('', READ, [
    'configmaps',
    'endpoints',
    'persistentvolumeclaims',
    'persistentvolumeclaims/status',
    'pods',
    ...withStatus(CONTROLLERS),
    'serviceaccounts',
    'services',
    'services/status',
    'bindings',
    'events',
    'limitranges',
    'namespaces/status',
    'pods/log',
    'pods/status',
    'resourcequotas',
    'resourcequotas/status',
    'namespaces',
  ]),
  rule('discovery.k8s.io', READ, ['endpointslices']),
  rule('apps', READ, ['controllerrevisions', ...withStatus(APPS)]),
  rule('autoscaling', READ, withStatus(['horizontalpodautoscalers'])),
  rule('batch', READ, withStatus(['cronjobs', 'jobs'])),
  rule('networking.k8s.io', READ, [
    'ingresses',
    'ingresses/status',
    'networkpolicies',
  ]),
  rule('policy', READ, withStatus(['poddisruptionbudgets'])),
];

const editRules: PolicyRule[] = [
  rule('', READ, [
    'pods/attach',
    'pods/exec',
    'pods/portforward',
    'pods/proxy',
    'secrets',
    'services/proxy',
  ]),
  rule('', ['impersonate'], ['serviceaccounts']),
  rule('', WRITE, [
    'pods',
    'pods/attach',
    'pods/exec',
    'pods/portforward',
    'pods/proxy',
  ]),
  rule('', ['create'], ['pods/eviction', 'serviceaccounts/token']),
  rule('', WRITE, [
    ...CORE_OBJECTS,
    'events',
    ...CONTROLLERS,
    'secrets',
    'serviceaccounts',
    'services',
    'services/proxy',
  ]),
  rule('apps', WRITE, [...APPS, 'deployments/rollback']),
  rule('autoscaling', WRITE, ['horizontalpodautoscalers']),
  rule('batch', WRITE, ['cronjobs', 'jobs']),
  rule('networking.k8s.io', WRITE, NETWORKING),
  rule('policy', WRITE, ['poddisruptionbudgets']),
  rule('coordination.k8s.io', [...WRITE, ...READ], ['leases']),
];

const adminRules: PolicyRule[] = [
  rule('authorization.k8s.io', ['create'], ['localsubjectaccessreviews']),
  rule(API, [...WRITE, ...READ], ['rolebindings', 'roles']),
];

const SELF_REVIEWS = rule(
  'authorization.k8s.io',
  ['create'],
  ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
);

/** The ClusterRoles and bindings that every cluster has. */
export function bootstrapRoles(): KubeObject[] {
  return [
    clusterRole('cluster-admin', [
      rule('*', ['*'], ['*']),
      { verbs: ['*'], nonResourceURLs: ['*'] },
    ]),
    clusterRole('system:aggregate-to-view', viewRules, aggregateTo('view')),
    clusterRole('system:aggregate-to-edit', editRules, aggregateTo('edit')),
    clusterRole('system:aggregate-to-admin', adminRules, aggregateTo('admin')),
    clusterRole('view', [], aggregateTo('edit'), 'view'),
    clusterRole('edit', [], aggregateTo('admin'), 'edit'),
    clusterRole('admin', [], {}, 'admin'),
    clusterRole('system:basic-user', [
      SELF_REVIEWS,
      rule('authentication.k8s.io', ['create'], ['selfsubjectreviews']),
    ]),
    clusterRole('system:discovery', [
      {
        verbs: ['get'],
        nonResourceURLs: [
          '/api',
          '/api/*',
          '/apis',
          '/apis/*',
          '/healthz',
          '/livez',
          '/openapi',
          '/openapi/*',
          '/readyz',
          '/version',
          '/version/',
        ],
      },
    ]),
    clusterRole('system:public-info-viewer', [
      {
        verbs: ['get'],
        nonResourceURLs: [
          '/healthz',
          '/livez',
          '/readyz',
          '/version',
          '/version/',
        ],
      },
    ]),
    clusterRole('system:service-account-issuer-discovery', [
      {
        verbs: ['get'],
        nonResourceURLs: [
          '/.well-known/openid-configuration',
          '/.well-known/openid-configuration/',
          '/openid/v1/jwks',
          '/openid/v1/jwks/',
        ],
      },
    ]),
    clusterRole('system:auth-delegator', [
      rule('authentication.k8s.io', ['create'], ['tokenreviews']),
      rule('authorization.k8s.io', ['create'], ['subjectaccessreviews']),
    ]),
    clusterRoleBinding('cluster-admin', ['system:masters']),
    clusterRoleBinding('system:basic-user', ['system:authenticated']),
    clusterRoleBinding('system:discovery', ['system:authenticated']),
    clusterRoleBinding('system:public-info-viewer', [
      'system:authenticated',
      'system:unauthenticated',
    ]),
    clusterRoleBinding('system:service-account-issuer-discovery', [
      'system:serviceaccounts',
    ]),
  ];
}
