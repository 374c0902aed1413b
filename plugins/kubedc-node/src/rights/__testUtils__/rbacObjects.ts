import type {
  KubernetesObject,
  ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { KubernetesIdentity } from '../../transport';

/** The API group of roles and bindings. */
export const RBAC = 'rbac.authorization.k8s.io';
const rbacType = (kind: string, namespaced: boolean): ResourceType => ({
  group: RBAC,
  version: 'v1',
  kind,
  resource: `${kind.toLowerCase()}s`,
  namespaced,
});
/** Types of the objects here, by kind. */
export const types: Record<string, ResourceType> = {
  Namespace: {
    group: '',
    version: 'v1',
    kind: 'Namespace',
    resource: 'namespaces',
    namespaced: false,
  },
  Role: rbacType('Role', true),
  RoleBinding: rbacType('RoleBinding', true),
  ClusterRole: rbacType('ClusterRole', false),
  ClusterRoleBinding: rbacType('ClusterRoleBinding', false),
};

/** A developer of `acme`. */
export const bob = { user: 'acme:bob', groups: ['acme:dev', 'acme:user'] };
/** An operator. */
export const olga = { user: 'platform:olga', groups: ['platform:admin'] };
/** Nobody in particular. */
export const mallory = { user: 'evil:mallory', groups: [] };
export const people: KubernetesIdentity[] = [bob, olga, mallory];

/** A binding of a role of the same name. */
export const bindingOf = (
  name: string,
  namespace: string | undefined,
  ...groups: string[]
) =>
  ({
    apiVersion: `${RBAC}/v1`,
    kind: namespace ? 'RoleBinding' : 'ClusterRoleBinding',
    metadata: { name, namespace },
    roleRef: { apiGroup: RBAC, kind: namespace ? 'Role' : 'ClusterRole', name },
    subjects: groups.map(group => ({
      apiGroup: RBAC,
      kind: 'Group',
      name: group,
    })),
  } as KubernetesObject);

/** Objects of one role and whom it is given to. */
const role = (
  name: string,
  namespace: string | undefined,
  rules: object[],
  ...groups: string[]
): KubernetesObject[] => [
  {
    apiVersion: `${RBAC}/v1`,
    kind: namespace ? 'Role' : 'ClusterRole',
    metadata: { name, namespace },
    rules,
  } as KubernetesObject,
  bindingOf(name, namespace, ...groups),
];

const developer = [
  { apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list'] },
  { apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['*'] },
  { apiGroups: ['apps'], resources: ['*'], verbs: ['list'] },
  { apiGroups: ['batch'], resources: ['*/status'], verbs: ['get'] },
  {
    apiGroups: [''],
    resources: ['secrets'],
    verbs: ['get', 'list'],
    resourceNames: ['mine'],
  },
];

/** Three namespaces, and who may do what in which. */
export const objects: KubernetesObject[] = [
  ...['acme-dev', 'acme-prod', 'globex-shop'].map(name => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  })),
  ...role('developer', 'acme-dev', developer, 'acme:dev'),
  ...role('developer', 'acme-prod', developer.slice(0, 1), 'acme:user'),
  ...role('developer', 'globex-shop', developer, 'globex:dev'),
  ...role(
    'nodes',
    undefined,
    [{ apiGroups: [''], resources: ['nodes', 'pods'], verbs: ['list'] }],
    'acme:user',
  ),
  ...role(
    'shared',
    undefined,
    [{ apiGroups: [''], resources: ['limitranges'], verbs: ['list'] }],
    'acme:nobody',
  ),
  Object.assign(bindingOf('shared', 'acme-prod', 'acme:user'), {
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'shared' },
  }),
  ...role(
    'everything',
    undefined,
    [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
    'platform:admin',
  ),
];

/** Tokens of all of them, and of an administrator. */
export const tokens = [
  { token: 'admin', user: 'root', groups: ['system:masters'] },
  { token: 'bob', ...bob },
  { token: 'olga', ...olga },
  { token: 'mallory', ...mallory },
];
