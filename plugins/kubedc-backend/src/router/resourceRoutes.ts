import { NotFoundError } from '@backstage/errors';
import {
  kindRegistry,
  kubedcResourceReadPermission,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { KindDefinition } from '@kubedc/backstage-plugin-kubedc-common';
import type { Request } from 'express';
import { parseListQuery } from '../resources/listQuery';
import type { ResourceService } from '../resources/ResourceService';
import type { Route, RouteCall } from './Route';

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
export function createResourceRoutes(options: {
  resources: ResourceService;
}): Route[] {
  const { resources } = options;
  const shared = {
    method: 'get',
    allow: ['user'],
    permission: kubedcResourceReadPermission,
  } as const;

  const detail = ({ credentials, req }: RouteCall) => {
    const { installation, namespace, name } = req.params;
    return resources.detail(credentials, kindOf(req), {
      installation,
      namespace,
      name,
    });
  };

  return [
    {
      ...shared,
      path: '/resources/:path',
      async handle({ credentials, req }) {
        const kind = kindOf(req);
        const query = parseListQuery(kind, req.query);
        return resources.list(credentials, kind, query);
      },
    },
    {
      ...shared,
      path: '/resources/:path/:installation/:namespace/:name',
      sensitive: true,
      handle: detail,
    },
    {
      ...shared,
      // For kinds that live in no namespace.
      path: '/resources/:path/:installation/:name',
      sensitive: true,
      handle: detail,
    },
  ];
}
