import type { Entity } from '@backstage/catalog-model';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { coreServices } from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  type EntityProvider,
  type EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import {
  type KubernetesObject,
  type ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import {
  kubedcPlatformServiceRef,
  resourcePath,
  type KubernetesTransport,
} from '@kubedc/backstage-plugin-kubedc-node';
import { FILLED_TYPES } from '../platform/objects';
import { INSTALLATION } from '../portal';
import type { PolledWay } from './measurePolled';

const TASK = 'naive';
const LOCATION = 'naive:bench';

const nameOf = (type: ResourceType, name: string) =>
  `${name}-${type.kind.toLowerCase()}`;

function entityOf(type: ResourceType, object: KubernetesObject): Entity {
  const { name, namespace, annotations } = object.metadata;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: nameOf(type, name),
      namespace,
      title: name,
      description: `${type.kind} ${name}`,
      annotations: {
        ...annotations,
        'backstage.io/managed-by-location': LOCATION,
        'backstage.io/managed-by-origin-location': LOCATION,
      },
    },
    spec: { type: type.kind.toLowerCase(), owner: 'group:default/everybody' },
  };
}

/** Every object is read and all entities are given again, each time. */
class NaiveProvider implements EntityProvider {
  #connection: EntityProviderConnection | undefined;

  constructor(private readonly transport: () => KubernetesTransport) {}

  getProviderName(): string {
    return TASK;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
  }

  async poll(): Promise<void> {
    const entities: Entity[] = [];
    for (const type of FILLED_TYPES) {
      for (const object of await this.#list(type)) {
        entities.push(entityOf(type, object));
      }
    }
    await this.#connection?.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({ entity, locationKey: LOCATION })),
    });
  }

  async #list(type: ResourceType): Promise<KubernetesObject[]> {
    const list = await this.transport().request<{ items: KubernetesObject[] }>({
      method: 'GET',
      path: resourcePath(type),
      query: {},
    });
    return list.items;
  }
}

const naiveModule = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'naive',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
        platform: kubedcPlatformServiceRef,
      },
      async init({ catalog, scheduler, platform }) {
        const provider = new NaiveProvider(() =>
          platform.transport(INSTALLATION),
        );
        catalog.addEntityProvider(provider);
        await scheduler.scheduleTask({
          id: TASK,
          frequency: { seconds: 60 },
          timeout: { minutes: 10 },
          fn: () => provider.poll(),
        });
      },
    });
  },
});

/** Polls every object each minute and gives the catalog all of them in one full mutation. */
export const naiveWay: PolledWay = {
  title: 'poll, full mutation',
  features: [naiveModule],
  task: TASK,
  pollSeconds: 60,
  refOf: (type, namespace, name) =>
    `resource:${namespace}/${nameOf(type, name)}`,
};
