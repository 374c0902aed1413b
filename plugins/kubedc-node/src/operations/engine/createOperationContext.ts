import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import {
  entityRefOf,
  namespaceType,
  projectOfNamespace,
  projectType,
  textOf,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  KubernetesObject,
  Project,
  ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import { KubernetesClient } from '../../client';
import type { Mirror } from '../../mirror/types';
import type { PlatformService } from '../../services/types';
import type { OperationContext } from '../types';
import { FieldError } from './FieldError';

const CONFIG_MAPS: ResourceType = {
  group: '',
  version: 'v1',
  resource: 'configmaps',
  kind: 'ConfigMap',
  namespaced: true,
};

interface ConfigMap extends KubernetesObject {
  data?: Record<string, string>;
}

/**
 * Backing namespace of a project, from the platform's own annotation.
 *
 * @param project - `{organization}/{project}`
 * @public
 */
export function findProjectNamespace(
  mirror: Mirror,
  project: string,
): string | undefined {
  const backs = (namespace: KubernetesObject | undefined) => {
    const found = namespace && projectOfNamespace(namespace);
    return found && `${found.organization}/${found.project}` === project;
  };
  // Where the project itself tells, it is looked up: a platform may have thousands of namespaces.
  const [organization, name] = project.split('/');
  const told = textOf(
    mirror.get<Project>(projectType, organization, name)?.status?.namespace,
  );
  if (told && backs(mirror.get(namespaceType, undefined, told))) {
    return told;
  }
  return mirror.list(namespaceType).find(backs)?.metadata.name;
}

/**
 * What operations on an installation can ask about it.
 *
 * @throws what {@link PlatformService.get} throws.
 * @public
 */
export function createOperationContext(options: {
  platform: PlatformService;
  installation: string;
  logger: LoggerService;
}): OperationContext {
  const { platform, logger } = options;
  const installation = platform.get(options.installation);
  const mirror = platform.mirror(installation.name);
  return {
    installation,
    mirror,
    logger,
    resolveProjectNamespace(project) {
      const namespace = findProjectNamespace(mirror, project);
      if (!namespace) {
        throw new FieldError(
          'project',
          `There is no project ${project}, or it is not ready yet`,
        );
      }
      return namespace;
    },
    organizationOf(namespace) {
      const object = mirror.get(namespaceType, undefined, namespace);
      return object && projectOfNamespace(object)?.organization;
    },
    entityRefOf: object => entityRefOf(object, installation),
    async readConfigMap(namespace, name) {
      const client = new KubernetesClient(
        platform.transport(installation.name),
      );
      try {
        const { data } = await client.get<ConfigMap>(
          CONFIG_MAPS,
          namespace,
          name,
        );
        return data ?? {};
      } catch (error) {
        // What is refused here is refused to the portal, which is nothing the person could do anything about.
        logger.error(
          `Could not read the ConfigMap ${namespace}/${name} of ${installation.name}`,
          toError(error),
        );
        throw new ServiceUnavailableError(
          `The portal could not read ${name}, a catalogue of the platform; its operator can see why`,
        );
      }
    },
  };
}
