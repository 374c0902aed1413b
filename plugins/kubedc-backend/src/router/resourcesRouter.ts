import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  kindRegistry,
  kubedcResourceReadPermission,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { KindDefinition } from '@kubedc/backstage-plugin-kubedc-common';
import type { Request, Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { requirePermission } from '../access/permissions';
import { parseListQuery } from '../resources/listQuery';
import type { ResourceService } from '../resources/ResourceService';

function kindOf(req: Request): KindDefinition {
  const kind = kindRegistry.byPath(req.params.path);
  if (!kind) {
    throw new NotFoundError(
      `There is no kind of resource '${req.params.path}'`,
    );
  }
  return kind;
}

/** Routes that read resources. */
export function createResourcesRouter(options: {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  resources: ResourceService;
}): ExpressRouter {
  const { httpAuth, permissions, resources } = options;
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

  router.get('/resources/:path', async (req, res) => {
    const credentials = await admit(req);
    const kind = kindOf(req);
    const query = parseListQuery(kind, req.query);
    res.json(await resources.list(credentials, kind, query));
  });

  router.get(
    [
      '/resources/:path/:installation/:namespace/:name',
      // For kinds that live in no namespace.
      '/resources/:path/:installation/:name',
    ],
    async (req, res) => {
      const credentials = await admit(req);
      const { installation, namespace, name } = req.params;
      const detail = await resources.detail(credentials, kindOf(req), {
        installation,
        namespace,
        name,
      });
      // The object may hold what only this person may see.
      res.set('cache-control', 'no-store').json(detail);
    },
  );

  return router;
}
