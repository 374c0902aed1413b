import { kubedcResourceReadPermission } from '@kubedc/backstage-plugin-kubedc-common';
import type { Request } from 'express';
import { z } from 'zod/v3';
import type { AdminService } from '../platform/AdminService';
import type { CatalogueService } from '../platform/CatalogueService';
import type { InstallationService } from '../platform/InstallationService';
import type { OverviewService } from '../platform/OverviewService';
import type { Route } from './Route';
import { parseBy } from './validate';

const querySchema = z.object({
  installation: z.string().min(1).optional(),
});

function installationOf(req: Request): string | undefined {
  return parseBy(querySchema, req.query, 'query').installation;
}

/** Routes that tell about the platform. */
export function createPlatformRoutes(options: {
  installations: InstallationService;
  overviews: OverviewService;
  catalogues: CatalogueService;
  admin: AdminService;
}): Route[] {
  const { installations, overviews, catalogues, admin } = options;
  const own = { method: 'get', allow: ['user'] } as const;
  const shared = { ...own, permission: kubedcResourceReadPermission };

  return [
    {
      ...shared,
      path: '/installations',
      handle: async ({ credentials }) => ({
        items: await installations.list(credentials),
      }),
    },
    {
      ...shared,
      path: '/overview',
      handle: async ({ credentials, req }) =>
        overviews.overview(credentials, installationOf(req)),
    },
    {
      ...shared,
      path: '/projects',
      handle: async ({ credentials, req }) => ({
        items: await overviews.projects(credentials, installationOf(req)),
      }),
    },
    {
      ...shared,
      path: '/images',
      handle: async ({ credentials, req }) => ({
        items: await catalogues.images(credentials, installationOf(req)),
      }),
    },
    {
      ...shared,
      path: '/offers',
      handle: async ({ credentials, req }) =>
        catalogues.offers(credentials, installationOf(req)),
    },
    // The operators' services ask for their own permission, and on each installation for the rights.
    {
      ...own,
      path: '/admin/overview',
      handle: ({ credentials }) => admin.overview(credentials),
    },
    {
      ...own,
      path: '/sync',
      handle: ({ credentials }) => admin.sync(credentials),
    },
  ];
}
