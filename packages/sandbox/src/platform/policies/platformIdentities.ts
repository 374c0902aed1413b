import { KUBERNETES, PLATFORM, policy } from './policy';
import { podRules, podVariable, templateRules } from './workloads';

const is = (key: string, ...values: string[]) =>
  `variables.labels[?'${key}'].orValue('') in ${JSON.stringify(values)}`;

/** Labels by which the platform knows its own workloads, and whose they are. */
const LABELS: [label: string, isSet: string, owner: string][] = [
  [
    'kamaji.clastix.io/name',
    "'kamaji.clastix.io/name' in variables.labels",
    'managed control planes',
  ],
  [
    'app=kubevirt-csi-driver',
    is('app', 'kubevirt-csi-driver'),
    'the storage driver of managed clusters',
  ],
  [
    'k8s-app=kccm-*',
    "variables.labels[?'k8s-app'].orValue('').matches('^(kccm|csccm)-')",
    'the cloud controllers of managed clusters',
  ],
  [
    'app.kubernetes.io/managed-by',
    is(
      'app.kubernetes.io/managed-by',
      'kube-dc-k8-manager',
      'kdc-cluster-controller',
    ),
    'platform controllers',
  ],
  [
    'app=etcd',
    `${is('app', 'etcd')} && 'kdc.datastore.name' in variables.labels`,
    'managed datastores',
  ],
];

const ANNOTATIONS = [
  'network.kube-dc.com/requires-role',
  'network.kube-dc.com/infra-attachment',
];

const ACCOUNTS =
  '^(.*-cluster-autoscaler|kccm-.*|csccm-.*|.*-kubevirt-csi-controller|kdc-.*|.*-etcd)$';

/** Keeps tenants from passing off their workloads as the platform's. */
export const platformIdentities = policy({
  name: 'reserve-platform-identities-in-projects',
  inProjects: true,
  exemptNamespaces: [...PLATFORM, ...KUBERNETES],
  resourceRules: [...podRules, ...templateRules],
  variables: [
    podVariable,
    {
      name: 'labels',
      expression: 'variables.pod.?metadata.labels.orValue({})',
    },
    {
      name: 'annotations',
      expression: 'variables.pod.?metadata.annotations.orValue({})',
    },
  ],
  validations: [
    ...LABELS.map(([label, isSet, owner]) => ({
      expression: `!(${isSet})`,
      message: `label ${label} is reserved for ${owner}.`,
    })),
    ...ANNOTATIONS.map(annotation => ({
      expression: `!('${annotation}' in variables.annotations)`,
      message: `annotation ${annotation} is reserved for platform components.`,
    })),
    {
      expression: `!variables.pod.spec.?serviceAccountName.orValue('').matches('${ACCOUNTS}')`,
      message:
        'that ServiceAccount name is reserved for platform components; run your workload under your own ServiceAccount.',
    },
  ],
});
