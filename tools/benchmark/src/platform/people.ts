import { kindRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import type { BenchRequest } from '../client';

/** People of the whole platform. */
const PEOPLE = 500;

/** Teams of an organization; each develops every so-many-th of its projects. */
const TEAMS = 5;

const GROUP = 'rbac.authorization.k8s.io';

/** Somebody, as Kubernetes knows them. */
export interface Person {
  /** Entity ref in the catalog. */
  ref: string;
  user: string;
  groups: string[];
}

const role = (name: string, verbs: string[]): BenchRequest => [
  'POST',
  `/apis/${GROUP}/v1/clusterroles`,
  {
    metadata: { name },
    rules: kindRegistry.watchedTypes().map(({ group, resource }) => ({
      apiGroups: [group],
      resources: [resource],
      verbs,
    })),
  },
];

/** The roles that people have in projects. */
export const createRoles = (): BenchRequest[] => [
  role('bench-admin', ['*']),
  role('bench-developer', ['get', 'list', 'watch', 'create', 'delete']),
  role('bench-user', ['get', 'list']),
];

/** Who may do what in a project: as on Kube-DC, everybody of the organization may at least read. */
export function createBindings(
  organization: string,
  namespace: string,
  index: number,
): BenchRequest[] {
  const roles = {
    'org-admin': 'bench-admin',
    user: 'bench-user',
    [`team-${index % TEAMS}`]: 'bench-developer',
  };
  return Object.entries(roles).map(([group, name]) => [
    'POST',
    `/apis/${GROUP}/v1/namespaces/${namespace}/rolebindings`,
    {
      metadata: { name: `${group}-${name}` },
      roleRef: { apiGroup: GROUP, kind: 'ClusterRole', name },
      subjects: [
        { apiGroup: GROUP, kind: 'Group', name: `${organization}:${group}` },
      ],
    },
  ]);
}

/** Everybody, spread over the organizations; the first of each administers it. */
export function peopleOf(organizations: readonly string[]): Person[] {
  return Array.from({ length: PEOPLE }, (_, index) => {
    const organization = organizations[index % organizations.length];
    const name = `person-${index}`;
    const groups = [
      'user',
      `team-${index % TEAMS}`,
      ...(index < organizations.length ? ['org-admin'] : []),
    ];
    return {
      ref: `user:${organization}/${name}`,
      user: `${organization}:${name}`,
      groups: groups.map(group => `${organization}:${group}`),
    };
  });
}
