import { KubeObject } from '../../runtime/types';
import { PolicyRule } from './projectRoles';

const RBAC = 'rbac.authorization.k8s.io';
const READ = ['get', 'list', 'watch'];

/** Kinds of the platform that the portal shows. */
const PLATFORM_KINDS: [group: string, resources: string[]][] = [
  [
    'kube-dc.com',
    [
      'organizations',
      'organizationgroups',
      'projects',
      'eips',
      'fips',
      'projectnetworks',
      'fabricsegments',
      'fabricsegmentallocations',
    ],
  ],
  [
    'k8s.kube-dc.com',
    ['kdcclusters', 'kdcclusterdatastores', 'mgmtworkerpools'],
  ],
  ['db.kube-dc.com', ['kdcdatabases']],
  [
    'security.kube-dc.com',
    [
      'managedsecrets',
      'managedcertificates',
      'kmskeys',
      'databasecredentialpolicies',
    ],
  ],
  ['kubevirt.io', ['virtualmachines', 'virtualmachineinstances']],
  ['cdi.kubevirt.io', ['datavolumes']],
  ['objectbucket.io', ['objectbucketclaims']],
  ['hnc.x-k8s.io', ['hierarchicalresourcequotas']],
  ['k8s.cni.cncf.io', ['network-attachment-definitions']],
  ['postgresql.cnpg.io', ['clusters', 'backups', 'scheduledbackups']],
  ['k8s.mariadb.com', ['mariadbs', 'physicalbackups']],
  ['snapshot.storage.k8s.io', ['volumesnapshots']],
  ['gateway.networking.k8s.io', ['httproutes', 'tlsroutes']],
  ['kubeovn.io', ['vpcs', 'subnets']],
  ['resource.k8s.io', ['resourceclaims', 'resourceclaimtemplates']],
  ['apps', ['deployments', 'statefulsets']],
];

function clusterRole(name: string, rules: PolicyRule[]): KubeObject {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRole',
    metadata: { name },
    rules,
  };
}

function binding(
  name: string,
  role: string,
  subject: { kind: string; name: string; namespace?: string },
): KubeObject {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
    subjects: [
      subject.kind === 'ServiceAccount'
        ? subject
        : { ...subject, apiGroup: RBAC },
    ],
  };
}

function account(name: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace: 'kube-dc' },
  };
}

const serviceAccount = (name: string) => ({
  kind: 'ServiceAccount',
  name,
  namespace: 'kube-dc',
});

/** What the portal may do in its own name. It reads no Secret. */
const portal: KubeObject[] = [
  account('backstage-portal'),
  clusterRole('backstage-portal', [
    ...PLATFORM_KINDS.map(([group, resources]) => ({
      apiGroups: [group],
      resources,
      verbs: READ,
    })),
    {
      apiGroups: [''],
      resources: [
        'namespaces',
        'events',
        'pods',
        'persistentvolumeclaims',
        'services',
        'resourcequotas',
      ],
      verbs: READ,
    },
    {
      apiGroups: [RBAC],
      resources: [
        'rolebindings',
        'clusterrolebindings',
        'roles',
        'clusterroles',
      ],
      verbs: READ,
    },
    {
      apiGroups: ['storage.k8s.io'],
      resources: ['storageclasses'],
      verbs: READ,
    },
    {
      apiGroups: [''],
      resources: ['users', 'groups'],
      verbs: ['impersonate'],
    },
    {
      apiGroups: ['authorization.k8s.io'],
      resources: ['subjectaccessreviews'],
      verbs: ['create'],
    },
  ]),
  binding(
    'backstage-portal',
    'backstage-portal',
    serviceAccount('backstage-portal'),
  ),
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'Role',
    metadata: { name: 'backstage-portal', namespace: 'kube-dc' },
    rules: [
      {
        apiGroups: [''],
        resources: ['configmaps'],
        resourceNames: ['images-configmap'],
        verbs: READ,
      },
      {
        apiGroups: [''],
        resources: ['configmaps'],
        resourceNames: ['billing-plans'],
        verbs: ['get'],
      },
    ],
  },
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'RoleBinding',
    metadata: { name: 'backstage-portal', namespace: 'kube-dc' },
    roleRef: { apiGroup: RBAC, kind: 'Role', name: 'backstage-portal' },
    subjects: [serviceAccount('backstage-portal')],
  },
];

/** What the Kubernetes tab of the portal may read: workloads. */
const kubernetesTab: KubeObject[] = [
  account('kubernetes-tab'),
  clusterRole('kubernetes-tab', [
    {
      apiGroups: [''],
      resources: ['pods', 'services', 'limitranges', 'resourcequotas'],
      verbs: READ,
    },
    {
      apiGroups: ['apps'],
      resources: ['deployments', 'replicasets', 'statefulsets', 'daemonsets'],
      verbs: READ,
    },
    { apiGroups: ['batch'], resources: ['jobs', 'cronjobs'], verbs: READ },
    {
      apiGroups: ['networking.k8s.io'],
      resources: ['ingresses'],
      verbs: READ,
    },
    {
      apiGroups: ['autoscaling'],
      resources: ['horizontalpodautoscalers'],
      verbs: READ,
    },
  ]),
  binding('kubernetes-tab', 'kubernetes-tab', serviceAccount('kubernetes-tab')),
];

/** The role of whoever runs the platform; a real API server brings it along. */
export const clusterAdmin: KubeObject = clusterRole('cluster-admin', [
  { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
]);

/** Cluster-wide roles and the accounts that hold them. */
export const clusterAccess: KubeObject[] = [
  clusterRole('storageclass-reader', [
    {
      apiGroups: ['storage.k8s.io'],
      resources: ['storageclasses'],
      verbs: ['get', 'list'],
    },
  ]),
  binding('storageclass-reader', 'storageclass-reader', {
    kind: 'Group',
    name: 'system:authenticated',
  }),
  binding('platform-admin', 'cluster-admin', {
    kind: 'Group',
    name: 'platform:admin',
  }),
  ...portal,
  ...kubernetesTab,
];
