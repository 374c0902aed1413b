import { NotFoundError } from '@backstage/errors';
import { kindRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import type { KindDefinition } from '@kubedc/backstage-plugin-kubedc-common';
import type { Request } from 'express';
import { parseListQuery } from '../resources/listQuery';
import type { ResourceService } from '../resources/ResourceService';
import type { Handler } from './Route';
import type { Handlers } from './routes';

function kindOf(req: Request): KindDefinition {
  const kind = kindRegistry.byPath(req.params.path);
  if (!kind) {
    throw new NotFoundError(
      `There is no kind of resource '${req.params.path}'`,
    );
  }
  return kind;
}

/** Reads resources. */
export function createResourceHandlers(options: {
  resources: ResourceService;
}): Handlers<'listResources' | 'readResource' | 'readClusterResource'> {
  const { resources } = options;

  const detail: Handler = async ({ credentials, req }) => {
    const { installation, namespace, name } = req.params;
    return resources.detail(credentials, kindOf(req), {
      installation,
      namespace,
      name,
    });
  };

  return {
    async listResources({ credentials, req }) {
      const kind = kindOf(req);
      const query = parseListQuery(kind, req.query);
      return resources.list(credentials, kind, query);
    },
    readResource: detail,
    readClusterResource: detail,
  };
}
