import type { Request } from 'express';
import { z } from 'zod/v3';
import type { AdminService } from '../platform/AdminService';
import type { CatalogueService } from '../platform/CatalogueService';
import type { InstallationService } from '../platform/InstallationService';
import type { OverviewService } from '../platform/OverviewService';
import type { Handlers } from './routes';
import { parseBy } from './validate';

const querySchema = z.object({
  installation: z.string().min(1).optional(),
});

function installationOf(req: Request): string | undefined {
  return parseBy(querySchema, req.query, 'query').installation;
}

/** Tells about the platform. */
export function createPlatformHandlers(options: {
  installations: InstallationService;
  overviews: OverviewService;
  catalogues: CatalogueService;
  admin: AdminService;
}): Handlers<
  | 'listInstallations'
  | 'readOverview'
  | 'listProjects'
  | 'listImages'
  | 'readOffers'
  | 'readAdminOverview'
  | 'readSync'
> {
  const { installations, overviews, catalogues, admin } = options;
  return {
    listInstallations: async ({ credentials }) => ({
      items: await installations.list(credentials),
    }),
    readOverview: async ({ credentials, req }) =>
      overviews.overview(credentials, installationOf(req)),
    listProjects: async ({ credentials, req }) => ({
      items: await overviews.projects(credentials, installationOf(req)),
    }),
    listImages: async ({ credentials, req }) => ({
      items: await catalogues.images(credentials, installationOf(req)),
    }),
    readOffers: async ({ credentials, req }) =>
      catalogues.offers(credentials, installationOf(req)),
    readAdminOverview: ({ credentials }) => admin.overview(credentials),
    readSync: ({ credentials }) => admin.sync(credentials),
  };
}
