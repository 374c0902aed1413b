import { StatusError } from '../errors/statusError';
import { Registry } from '../registry/registry';
import { Resource } from '../scheme/resource';
import { KubeObject } from '../types';
import { clone } from '../util/clone';
import { equal } from '../util/equal';
import { ensureObject } from '../util/read';
import { now } from '../util/time';
import { finalizeNamespace } from './finalizeNamespace';
import { BY_CONTROLLER, SYSTEM_USER } from './systemUser';

const NAMESPACES = '/namespaces';
const ROOT_CA = 'kube-root-ca.crt';

interface Condition {
  type: string;
  status: string;
  reason: string;
  message: string;
  lastTransitionTime: string;
}

/**
 * Puts into every namespace what belongs there, and empties those that are
 * being deleted.
 */
export class Namespaces {
  private readonly scheduled = new Set<string>();

  constructor(
    private readonly registry: Registry,
    private readonly caData: string,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    const { store } = this.registry;
    store.onChange(({ storageKey, type, entry }) => {
      const { metadata } = entry.object;
      if (storageKey === NAMESPACES && type !== 'DELETED') {
        if (type === 'ADDED') {
          this.fill(metadata.name);
        }
        if (metadata.deletionTimestamp) {
          this.schedule(metadata.name);
        }
      } else if (type === 'DELETED' && metadata.namespace) {
        this.afterDelete(storageKey, metadata.namespace, metadata.name);
      }
    });
    for (const entry of store.collection(NAMESPACES).list()) {
      if (entry.object.metadata.deletionTimestamp) {
        this.schedule(entry.object.metadata.name);
      }
    }
  }

  private namespace(name: string): KubeObject | undefined {
    return this.registry.store.collection(NAMESPACES).get(name)?.object;
  }

  /** Many objects may go at once: one look at what is left is enough. */
  private schedule(name: string): void {
    if (this.scheduled.has(name)) {
      return;
    }
    this.scheduled.add(name);
    setImmediate(() => {
      this.scheduled.delete(name);
      try {
        this.empty(name);
      } catch (error) {
        this.onError(error);
      }
    });
  }

  private afterDelete(storageKey: string, namespace: string, name: string) {
    const parent = this.namespace(namespace);
    if (parent?.metadata.deletionTimestamp) {
      this.schedule(namespace);
    } else if (
      parent &&
      ((storageKey === '/serviceaccounts' && name === 'default') ||
        (storageKey === '/configmaps' && name === ROOT_CA))
    ) {
      setImmediate(() => this.fill(namespace));
    }
  }

  private resource(name: string): Resource {
    return this.registry.resources.find('', 'v1', name) as Resource;
  }

  private fill(namespace: string): void {
    this.ensure('serviceaccounts', namespace, {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default' },
    });
    this.ensure('configmaps', namespace, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: ROOT_CA,
        annotations: {
          'kubernetes.io/description':
            'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.',
        },
      },
      data: { 'ca.crt': this.caData },
    });
  }

  private ensure(resource: string, namespace: string, object: KubeObject) {
    const target = this.resource(resource);
    const parent = this.namespace(namespace);
    if (
      parent &&
      !parent.metadata.deletionTimestamp &&
      !this.registry.find(target, namespace, object.metadata.name)
    ) {
      this.registry.create(target, namespace, object, BY_CONTROLLER);
    }
  }

  private empty(name: string): void {
    const namespace = this.namespace(name);
    if (!namespace?.metadata.deletionTimestamp) {
      return;
    }
    const left: string[] = [];
    const finalizers = new Map<string, number>();
    for (const resource of this.registry.resources.stored()) {
      if (resource.namespaced) {
        for (const { object } of this.registry.list(resource, name)) {
          this.remove(resource, object);
        }
        const remaining = this.registry.list(resource, name);
        if (remaining.length > 0) {
          left.push(
            `${resource.resource}.${resource.group} has ${remaining.length} resource instances`,
          );
          remaining
            .flatMap(entry => entry.object.metadata.finalizers ?? [])
            .forEach(finalizer =>
              finalizers.set(finalizer, (finalizers.get(finalizer) ?? 0) + 1),
            );
        }
      }
    }
    const resource = this.resource('namespaces');
    if (left.length > 0) {
      this.report(
        name,
        left.sort(),
        [...finalizers]
          .map(
            ([finalizer, count]) =>
              `${finalizer} in ${count} resource instances`,
          )
          .sort(),
      );
    } else {
      finalizeNamespace(this.registry, resource, name, []);
    }
  }

  private remove(resource: Resource, { metadata }: KubeObject): void {
    if (metadata.deletionTimestamp) {
      return;
    }
    try {
      this.registry.delete(
        resource,
        metadata.namespace,
        metadata.name,
        { propagationPolicy: 'Background' },
        { user: SYSTEM_USER },
      );
    } catch (error) {
      // Deleting one object may have taken this one with it.
      if (!(error instanceof StatusError && error.code === 404)) {
        throw error;
      }
    }
  }

  /** Says in the namespace's status what keeps it. */
  private report(name: string, left: string[], finalizers: string[]): void {
    const { store } = this.registry;
    const object = this.namespace(name) as KubeObject;
    const next = clone(object);
    const before = (object.status as { conditions?: Condition[] } | undefined)
      ?.conditions;
    const condition = (
      type: string,
      on: boolean,
      reason: string,
      message: string,
    ) => ({
      type,
      status: on ? 'True' : 'False',
      reason,
      message,
      lastTransitionTime:
        before?.find(c => c.type === type)?.lastTransitionTime ?? now(),
    });
    ensureObject(next, 'status').conditions = [
      condition(
        'NamespaceDeletionDiscoveryFailure',
        false,
        'ResourcesDiscovered',
        'All resources successfully discovered',
      ),
      condition(
        'NamespaceDeletionGroupVersionParsingFailure',
        false,
        'ParsedGroupVersions',
        'All legacy kube types successfully parsed',
      ),
      condition(
        'NamespaceDeletionContentFailure',
        false,
        'ContentDeleted',
        'All content successfully deleted, may be waiting on finalization',
      ),
      condition(
        'NamespaceContentRemaining',
        true,
        'SomeResourcesRemain',
        `Some resources are remaining: ${left.join(', ')}`,
      ),
      condition(
        'NamespaceFinalizersRemaining',
        finalizers.length > 0,
        finalizers.length > 0
          ? 'SomeFinalizersRemain'
          : 'ContentHasNoFinalizers',
        finalizers.length > 0
          ? `Some content in the namespace has finalizers remaining: ${finalizers.join(
              ', ',
            )}`
          : 'All content-preserving finalizers finished',
      ),
    ];
    if (!equal(next.status, object.status)) {
      store.put(NAMESPACES, name, next);
    }
  }
}
