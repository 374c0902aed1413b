import {
  apiVersionOf,
  type KubernetesObject,
  type ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import { KubernetesApiError } from '../errors';
import type { KubernetesIdentity, KubernetesTransport } from '../transport';
import { resourcePath, type ResourcePathType } from './paths';

/**
 * Selection of a list.
 *
 * @public
 */
export interface ListOptions {
  labelSelector?: string;
  fieldSelector?: string;
  /** Objects a page; all pages are read. Default 500. */
  limit?: number;
  signal?: AbortSignal;
}

/**
 * How a write is made.
 *
 * @public
 */
export interface WriteOptions {
  /** True: the API server checks everything and stores nothing. */
  dryRun?: boolean;
  /** Name under which the API server remembers who set a field. */
  fieldManager?: string;
  signal?: AbortSignal;
}

/**
 * An event as the Kubernetes API has it.
 *
 * @public
 */
export interface KubernetesEvent extends KubernetesObject {
  type?: string;
  reason?: string;
  message?: string;
  count?: number;
  firstTimestamp?: string | null;
  lastTimestamp?: string | null;
  eventTime?: string | null;
  series?: { count?: number; lastObservedTime?: string };
}

interface ListPage<T> {
  metadata?: { continue?: string; resourceVersion?: string };
  items?: T[] | null;
}

const EVENTS: ResourceType = {
  group: '',
  version: 'v1',
  resource: 'events',
  kind: 'Event',
  namespaced: true,
};

const DEFAULT_LIMIT = 500;

/**
 * The usual requests on an installation's Kubernetes API, as the portal's account or as a person. Every method throws
 * what {@link KubernetesTransport.request} throws.
 *
 * @public
 */
export class KubernetesClient {
  readonly #transport: KubernetesTransport;
  readonly #as: KubernetesIdentity | undefined;

  constructor(transport: KubernetesTransport, as?: KubernetesIdentity) {
    this.#transport = transport;
    this.#as = as;
  }

  /** The same API as another person. */
  as(identity: KubernetesIdentity): KubernetesClient {
    return new KubernetesClient(this.#transport, identity);
  }

  /** Reads one object. */
  get<T extends KubernetesObject>(
    type: ResourcePathType,
    namespace: string | undefined,
    name: string,
    options: { signal?: AbortSignal } = {},
  ): Promise<T> {
    return this.#transport.request<T>({
      method: 'GET',
      path: resourcePath(type, { namespace, name }),
      as: this.#as,
      signal: options.signal,
    });
  }

  /** Reads one object; undefined when there is none. */
  async find<T extends KubernetesObject>(
    type: ResourcePathType,
    namespace: string | undefined,
    name: string,
    options: { signal?: AbortSignal } = {},
  ): Promise<T | undefined> {
    try {
      return await this.get<T>(type, namespace, name, options);
    } catch (error) {
      if (error instanceof KubernetesApiError && error.code === 404) {
        return undefined;
      }
      throw error;
    }
  }

  /** Reads all objects of a namespace, or of all namespaces, page by page. */
  async list<T extends KubernetesObject>(
    type: ResourceType,
    namespace?: string,
    options: ListOptions = {},
  ): Promise<T[]> {
    const items: T[] = [];
    let next: string | undefined;
    do {
      const page: ListPage<T> = await this.#transport.request({
        method: 'GET',
        path: resourcePath(type, { namespace }),
        query: {
          limit: options.limit ?? DEFAULT_LIMIT,
          labelSelector: options.labelSelector,
          fieldSelector: options.fieldSelector,
          continue: next,
        },
        as: this.#as,
        signal: options.signal,
      });
      for (const item of page.items ?? []) {
        // Items of a list come without their type.
        item.apiVersion ??= apiVersionOf(type);
        item.kind ??= type.kind;
        items.push(item);
      }
      next = page.metadata?.continue || undefined;
    } while (next);
    return items;
  }

  /** Creates an object. */
  create<T extends KubernetesObject>(
    type: ResourcePathType,
    object: T,
    options: WriteOptions = {},
  ): Promise<T> {
    return this.#transport.request<T>({
      method: 'POST',
      path: resourcePath(type, { namespace: object.metadata.namespace }),
      query: writeQuery(options),
      body: object,
      as: this.#as,
      signal: options.signal,
    });
  }

  /** Changes an object by a JSON Patch, or by a merge patch where the patch is no list. */
  patch<T extends KubernetesObject>(
    type: ResourcePathType,
    namespace: string | undefined,
    name: string,
    patch:
      | ReadonlyArray<{ op: string; path: string; value?: unknown }>
      | object,
    options: WriteOptions & { subresource?: string } = {},
  ): Promise<T> {
    return this.#transport.request<T>({
      method: 'PATCH',
      path: resourcePath(type, {
        namespace,
        name,
        subresource: options.subresource,
      }),
      query: writeQuery(options),
      body: patch,
      contentType: Array.isArray(patch)
        ? 'application/json-patch+json'
        : 'application/merge-patch+json',
      as: this.#as,
      signal: options.signal,
    });
  }

  /** Asks for an object's deletion; finalizers may keep it for a while. */
  async delete(
    type: ResourcePathType,
    namespace: string | undefined,
    name: string,
    options: WriteOptions & { uid?: string } = {},
  ): Promise<void> {
    await this.#transport.request({
      method: 'DELETE',
      path: resourcePath(type, { namespace, name }),
      query: writeQuery({ ...options, fieldManager: undefined }),
      // With the uid, a new object of the same name is not deleted in the old one's place.
      body: options.uid
        ? {
            apiVersion: 'v1',
            kind: 'DeleteOptions',
            preconditions: { uid: options.uid },
          }
        : undefined,
      as: this.#as,
      signal: options.signal,
    });
  }

  /** Events about an object, in no particular order. */
  eventsOf(
    object: KubernetesObject,
    options: { signal?: AbortSignal } = {},
  ): Promise<KubernetesEvent[]> {
    const { name, namespace, uid } = object.metadata;
    return this.list<KubernetesEvent>(EVENTS, namespace ?? 'default', {
      fieldSelector: uid
        ? `involvedObject.uid=${uid}`
        : `involvedObject.kind=${object.kind},involvedObject.name=${name}`,
      signal: options.signal,
    });
  }
}

function writeQuery(options: WriteOptions) {
  return {
    dryRun: options.dryRun ? 'All' : undefined,
    fieldManager: options.fieldManager,
  };
}
