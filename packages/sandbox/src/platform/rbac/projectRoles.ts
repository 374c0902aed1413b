import { KubeObject } from '../../runtime/types';

/** Letters that stand for verbs; `*` stands for all, `-` for none. */
const VERBS: Record<string, string> = {
  g: 'get',
  l: 'list',
  w: 'watch',
  c: 'create',
  u: 'update',
  p: 'patch',
  d: 'delete',
};

/** API group, resources, and the verbs of the four roles. */
type Row = [
  group: string,
  resources: string,
  admin: string,
  developer: string,
  manager: string,
  user: string,
];

const OPERATE_MACHINES = [
  'virtualmachineinstances/addvolume',
  'virtualmachineinstances/freeze',
  'virtualmachineinstances/pause',
  'virtualmachineinstances/removevolume',
  'virtualmachineinstances/softreboot',
  'virtualmachineinstances/unfreeze',
  'virtualmachineinstances/unpause',
  'virtualmachines/addvolume',
  'virtualmachines/expand-spec',
  'virtualmachines/memorydump',
  'virtualmachines/migrate',
  'virtualmachines/pause',
  'virtualmachines/removevolume',
  'virtualmachines/restart',
  'virtualmachines/start',
  'virtualmachines/stop',
].join(' ');

const SECURITY_KINDS =
  'databasecredentialpolicies managedcertificates managedsecrets';
const SECURITY_STATUS =
  'databasecredentialpolicies/status kmskeys/status managedcertificates/status managedsecrets/status';

// prettier-ignore
const ROWS: Row[] = [
  ['', 'configmaps persistentvolumeclaims serviceaccounts services', '*', '*', 'glw', 'gl'],
  ['', 'endpoints events limitranges resourcequotas', 'glw', 'glw', 'glw', 'gl'],
  ['', 'pods', 'glwcd', 'glwcd', 'glw', 'gl'],
  ['', 'pods/log', 'gl', 'gl', 'gl', 'g'],
  ['', 'secrets', '*', 'gl', 'gl', '-'],
  ['acme.cert-manager.io', 'challenges', 'glwd', 'glwd', 'glw', 'gl'],
  ['addons.cluster.x-k8s.io', 'clusterresourcesets', '*', '-', '-', '-'],
  ['apps', 'daemonsets replicasets statefulsets', 'glwcd', 'glwcupd', 'glw', 'gl'],
  ['apps', 'deployments', '*', 'glwcupd', 'glw', 'gl'],
  ['autoscaling', 'horizontalpodautoscalers', '*', 'glwcupd', 'glw', 'gl'],
  ['batch', 'cronjobs', 'glw', 'glw', 'glw', 'gl'],
  ['batch', 'jobs', 'glwcd', 'glwcd', 'glw', 'gl'],
  ['bootstrap.cluster.x-k8s.io', 'kthreesconfigtemplates', '*', '-', '-', '-'],
  ['cdi.kubevirt.io', '*', '*', '*', 'glw', 'gl'],
  ['cert-manager.io', 'certificates issuers', 'glwcd', 'glwcd', 'glw', 'gl'],
  ['cluster.x-k8s.io', 'clusters machinedeployments', '*', 'glw', 'glw', 'gl'],
  ['controlplane.cluster.x-k8s.io', 'kthreescontrolplanes', '*', '-', 'glw', '-'],
  ['db.kube-dc.com', 'kdcdatabases', 'glwcupd', 'glwcupd', 'glw', 'gl'],
  ['discovery.k8s.io', 'endpointslices', 'gl', 'gl', 'gl', 'gl'],
  ['gateway.envoyproxy.io', 'backends', 'glw', 'glw', 'glw', 'gl'],
  ['gateway.networking.k8s.io', 'grpcroutes httproutes tlsroutes', 'glwcupd', 'glwcupd', 'glw', 'gl'],
  ['infrastructure.cluster.x-k8s.io', 'kubevirtclusters kubevirtmachinetemplates', '*', '-', 'glw', '-'],
  ['k8s.cni.cncf.io', 'network-attachment-definitions', 'gl', 'gl', 'gl', 'gl'],
  ['k8s.kube-dc.com', 'kdcclusterdatastores kdcclusters', 'glwcupd', 'glwcupd', 'glw', 'gl'],
  ['k8s.mariadb.com', 'backups databases grants physicalbackups users', 'glwcd', 'glwcd', 'glw', 'gl'],
  ['k8s.mariadb.com', 'mariadbs', 'glw', 'glw', 'glw', 'gl'],
  ['kube-dc.com', 'eips fips', 'glwcd', 'glwcd', 'glw', 'gl'],
  ['kubevirt.io', 'virtualmachineinstances virtualmachines', '*', '*', 'glw', 'gl'],
  ['metrics.k8s.io', 'pods', 'gl', 'gl', 'gl', 'gl'],
  ['networking.k8s.io', 'ingresses', 'glwcd', 'glwcd', 'glw', 'gl'],
  ['objectbucket.io', 'objectbucketclaims', 'glwcd', 'glwcd', 'glw', 'gl'],
  ['policy', 'poddisruptionbudgets', 'glwcd', 'glwcd', 'glw', 'gl'],
  ['postgresql.cnpg.io', 'backups scheduledbackups', 'glwcd', 'glwcd', 'glw', 'gl'],
  ['postgresql.cnpg.io', 'clusters', 'glw', 'glw', 'glw', 'gl'],
  ['rbac.authorization.k8s.io', 'rolebindings roles', '*', '-', '-', '-'],
  ['security.kube-dc.com', SECURITY_KINDS, '*', 'glwcupd', 'glwup', 'glw'],
  ['security.kube-dc.com', SECURITY_STATUS, 'glw', 'glw', 'glw', 'glw'],
  ['security.kube-dc.com', 'kmskeys', '*', 'glw', 'glwcup', 'glw'],
  ['snapshot.storage.k8s.io', 'volumesnapshots', 'glw', 'glw', 'glw', 'gl'],
  ['subresources.kubevirt.io', OPERATE_MACHINES, 'u', 'u', '-', '-'],
  ['subresources.kubevirt.io', 'virtualmachineinstances/console virtualmachineinstances/vnc', 'g', 'g', 'g', '-'],
  ['subresources.kubevirt.io', 'virtualmachineinstances/guestosinfo', 'g', 'g', 'g', 'g'],
  ['subresources.kubevirt.io', 'virtualmachineinstances/sev/injectlaunchsecret virtualmachineinstances/sev/setupsession', 'u', '-', '-', '-'],
  ['velero.io', 'backups backupstoragelocations restores schedules', 'glwcupd', 'glwcupd', 'glw', 'gl'],
  ['velero.io', 'backups/status restores/status', 'glw', 'glw', 'glw', 'gl'],
];

/** A rule of a Role. */
export type PolicyRule = {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
};

const COLUMNS = { admin: 2, developer: 3, manager: 4, user: 5 } as const;

/** The roles of a project by the name that they have in its namespace. */
export const PROJECT_ROLES = {
  admin: 'admin',
  developer: 'developer',
  'project-manager': 'manager',
  user: 'user',
} as const;

function rulesOf(column: keyof typeof COLUMNS): PolicyRule[] {
  return ROWS.map(row => ({ row, verbs: row[COLUMNS[column]] }))
    .filter(({ verbs }) => verbs !== '-')
    .map(({ row, verbs }) => ({
      apiGroups: [row[0]],
      resources: row[1].split(' '),
      verbs: verbs === '*' ? ['*'] : [...verbs].map(letter => VERBS[letter]),
    }));
}

/** Name of the template that a project's role is copied from. */
export function roleTemplateName(column: string): string {
  return `default-project-${column}-role`;
}

/** The templates that the roles of each project are copied from. */
export const projectRoleTemplates: KubeObject[] = (
  Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]
).map(column => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  metadata: { name: roleTemplateName(column), namespace: 'kube-dc' },
  rules: rulesOf(column),
}));
