import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { kubedcResourceReadPermission } from '@kubedc/backstage-plugin-kubedc-common';
import type { Request, Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod/v3';
import { requirePermission } from '../access/permissions';
import type { AdminService } from '../platform/AdminService';
import type { CatalogueService } from '../platform/CatalogueService';
import type { InstallationService } from '../platform/InstallationService';
import type { OverviewService } from '../platform/OverviewService';
import { parseBy } from './validate';

const querySchema = z.object({
  installation: z.string().min(1).optional(),
});

/** Routes that tell about the platform. */
export function createPlatformRouter(options: {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  installations: InstallationService;
  overviews: OverviewService;
  catalogues: CatalogueService;
  admin: AdminService;
}): ExpressRouter {
  const { httpAuth, permissions } = options;
  const { installations, overviews, catalogues, admin } = options;
  const router = Router();

  const admit = async (req: Request) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    await requirePermission(
      permissions,
      kubedcResourceReadPermission,
      credentials,
    );
    return credentials;
  };
  const installationOf = (req: Request) =>
    parseBy(querySchema, req.query, 'query').installation;

  router.get('/installations', async (req, res) => {
    res.json({ items: await installations.list(await admit(req)) });
  });

  router.get('/overview', async (req, res) => {
    const credentials = await admit(req);
    res.json(await overviews.overview(credentials, installationOf(req)));
  });

  router.get('/projects', async (req, res) => {
    const credentials = await admit(req);
    res.json({
      items: await overviews.projects(credentials, installationOf(req)),
    });
  });

  router.get('/images', async (req, res) => {
    const credentials = await admit(req);
    res.json({
      items: await catalogues.images(credentials, installationOf(req)),
    });
  });

  router.get('/offers', async (req, res) => {
    const credentials = await admit(req);
    res.json(await catalogues.offers(credentials, installationOf(req)));
  });

  router.get('/admin/overview', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    res.json(await admin.overview(credentials));
  });

  router.get('/sync', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    res.json(await admin.sync(credentials));
  });

  return router;
}
