import { Registry } from '../registry/registry';
import { Resource } from '../scheme/resource';
import { API_SERVICES } from '../aggregator/apiService';
import { SYSTEM_USER } from './systemUser';

const MANAGED = 'kube-aggregator.kubernetes.io/automanaged';

/** Keeps an APIService for every group version the server answers itself. */
export class ApiServiceRegistration {
  private revision = -1;

  constructor(private readonly registry: Registry) {}

  start(): void {
    this.sync();
    this.registry.store.onChange(({ storageKey }) => {
      if (storageKey.startsWith('apiextensions.k8s.io/')) {
        this.sync();
      }
    });
  }

  private sync(): void {
    const { resources, store } = this.registry;
    if (this.revision === resources.revision) {
      return;
    }
    this.revision = resources.revision;
    const served = new Map(
      resources
        .all()
        .map(({ group, version, resources: list }) => [
          `${version}.${group}`,
          { group, version, isCustom: list.some(r => r.custom) },
        ]),
    );
    for (const [name, { group, version, isCustom }] of served) {
      if (!store.collection(API_SERVICES).get(name)) {
        this.create(name, group, version, isCustom);
      }
    }
    for (const { key, object } of store.collection(API_SERVICES).list()) {
      if (object.metadata.labels?.[MANAGED] && !served.has(key)) {
        store.remove(API_SERVICES, key, object);
      }
    }
  }

  private create(
    name: string,
    group: string,
    version: string,
    isCustom: boolean,
  ): void {
    const resource = this.registry.resources.findAny(
      'apiregistration.k8s.io',
      'apiservices',
    ) as Resource;
    this.registry.create(
      resource,
      undefined,
      {
        apiVersion: 'apiregistration.k8s.io/v1',
        kind: 'APIService',
        metadata: {
          name,
          labels: { [MANAGED]: isCustom ? 'true' : 'onstart' },
        },
        spec: {
          group,
          version,
          groupPriorityMinimum: isCustom ? 1000 : 17_000,
          versionPriority: isCustom ? 100 : 15,
        },
      },
      { user: SYSTEM_USER },
    );
  }
}
