import {
  kubedcAuditReadPermission,
  kubedcResourceReadPermission,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { Handler, Route } from './Route';

const ofPeople = { method: 'get', allow: ['user'] } as const;

const reading = {
  ...ofPeople,
  permission: kubedcResourceReadPermission,
} as const;

const auditing = {
  ...ofPeople,
  permission: kubedcAuditReadPermission,
  sensitive: true,
} as const;

/** Every route of the plugin, by what it does. A handler of the same name answers it. */
export const routes = {
  listOperations: {
    method: 'get',
    path: '/operations',
    allow: ['user', 'service'],
  },
  readRun: {
    method: 'get',
    path: '/operations/runs/:runId',
    allow: ['user', 'service'],
  },
  // Asks for the operation's own permission, and for that on its target.
  runOperation: {
    method: 'post',
    path: '/operations/:id',
    allow: ['user'],
    body: true,
  },

  askRights: {
    method: 'post',
    path: '/rights',
    limit: 'reads',
    allow: ['user'],
    permission: kubedcResourceReadPermission,
    body: true,
    sensitive: true,
  },

  createGrant: {
    method: 'post',
    path: '/grants',
    allow: ['user'],
    body: true,
    sensitive: true,
  },
  renewGrants: {
    method: 'post',
    path: '/grants/renew',
    allow: ['user'],
    body: true,
  },

  listAudit: { ...auditing, path: '/audit' },
  readAuditScope: { ...auditing, path: '/audit/scope' },

  listResources: { ...reading, path: '/resources/:path' },
  readResource: {
    ...reading,
    path: '/resources/:path/:installation/:namespace/:name',
    sensitive: true,
  },
  // For kinds that live in no namespace.
  readClusterResource: {
    ...reading,
    path: '/resources/:path/:installation/:name',
    sensitive: true,
  },

  listInstallations: { ...reading, path: '/installations' },
  readOverview: { ...reading, path: '/overview' },
  listProjects: { ...reading, path: '/projects' },
  listImages: { ...reading, path: '/images' },
  readOffers: { ...reading, path: '/offers' },

  // The operators' services ask for their own permission, and on each installation for the rights.
  readAdminOverview: { ...ofPeople, path: '/admin/overview' },
  readSync: { ...ofPeople, path: '/sync' },
} as const satisfies Record<string, Route>;

/** Name of a route. */
export type RouteName = keyof typeof routes;

/** Handlers of some routes, by the routes' names. */
export type Handlers<N extends RouteName = RouteName> = Record<N, Handler>;
