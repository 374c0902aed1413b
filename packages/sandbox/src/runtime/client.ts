import { Connection } from './connection';
import { isAlreadyExists, isNotFound } from './errors';
import { contains } from './objects';
import { Transport } from './transport';
import {
  KubeObject,
  ObjectKey,
  ObjectMeta,
  Resource,
  apiVersionOf,
} from './types';

/** What an object is written as; kind and API version come from the resource. */
export type Draft = { metadata: ObjectMeta; [field: string]: unknown };

/** One line of a watch. */
export type WatchEvent<T extends KubeObject> = {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  object: T;
};

/** One page of a list. */
export type ListPage<T extends KubeObject> = {
  metadata: { resourceVersion: string; continue?: string };
  items: T[];
};

/** How a write shall be done. */
export type WriteOptions = {
  /** `All` has the API server check the write without doing it. */
  dryRun?: string[];
  /** Writes through that subresource. */
  subresource?: string;
};

const MERGE_PATCH = 'application/merge-patch+json';

/**
 * A client of one Kubernetes API: plain requests, no cache.
 *
 * All methods throw {@link ApiError} for what the API server refuses.
 */
export class KubeClient {
  readonly #transport: Transport;
  readonly #written: ((resource: Resource, object: KubeObject) => void)[] = [];

  constructor(connection: Connection) {
    this.#transport = new Transport(connection);
  }

  /** Calls back with each object as the API server answered a write. */
  onWritten(callback: (resource: Resource, object: KubeObject) => void): void {
    this.#written.push(callback);
  }

  /** Reads an object; undefined if it does not exist. */
  async get<T extends KubeObject>(
    resource: Resource<T>,
    key: ObjectKey,
  ): Promise<T | undefined> {
    try {
      return await this.#transport.json<T>({
        method: 'GET',
        path: pathOf(resource, key.namespace, key.name),
      });
    } catch (error) {
      if (isNotFound(error)) {
        return undefined;
      }
      throw error;
    }
  }

  /** Reads one page of a kind in all namespaces. */
  async page<T extends KubeObject>(
    resource: Resource<T>,
    query: Record<string, string>,
    signal?: AbortSignal,
  ): Promise<ListPage<T>> {
    return this.#transport.json<ListPage<T>>({
      method: 'GET',
      path: `${pathOf(resource)}?${new URLSearchParams(query)}`,
      signal,
    });
  }

  /** Yields the changes of a kind in all namespaces until the server ends it. */
  async *watch<T extends KubeObject>(
    resource: Resource<T>,
    query: Record<string, string>,
    signal: AbortSignal,
  ): AsyncGenerator<WatchEvent<T>> {
    const search = new URLSearchParams({ ...query, watch: 'true' });
    const lines = this.#transport.lines({
      method: 'GET',
      path: `${pathOf(resource)}?${search}`,
      signal,
    });
    for await (const line of lines) {
      yield JSON.parse(line) as WatchEvent<T>;
    }
  }

  /** Creates an object. */
  async create<T extends KubeObject>(
    resource: Resource<T>,
    draft: Omit<Draft, 'metadata'> & { metadata: Partial<ObjectMeta> },
    options: WriteOptions = {},
  ): Promise<T> {
    const created = await this.#transport.json<T>({
      method: 'POST',
      path: `${pathOf(resource, draft.metadata.namespace)}${queryOf(options)}`,
      body: {
        ...draft,
        apiVersion: apiVersionOf(resource),
        kind: resource.kind,
      },
    });
    return options.dryRun?.length ? created : this.#report(resource, created);
  }

  /** Creates an object unless one of that name exists, which is left as it is. */
  async createOnce(resource: Resource, draft: Draft): Promise<void> {
    try {
      await this.create(resource, draft);
    } catch (error) {
      if (!isAlreadyExists(error)) {
        throw error;
      }
    }
  }

  /** Changes the given fields of an object; null removes one. */
  async patch<T extends KubeObject>(
    resource: Resource<T>,
    key: ObjectKey,
    change: object,
    options: WriteOptions = {},
  ): Promise<T> {
    const suffix = options.subresource ? `/${options.subresource}` : '';
    const path = pathOf(resource, key.namespace, key.name);
    const patched = await this.#transport.json<T>({
      method: 'PATCH',
      path: `${path}${suffix}${queryOf(options)}`,
      contentType: MERGE_PATCH,
      body: change,
    });
    // What a dry run answers is not so.
    return options.dryRun?.length ? patched : this.#report(resource, patched);
  }

  /**
   * Changes the given fields of an object's status, by the subresource where
   * the kind has one. Nothing is sent if the status says so already.
   */
  async patchStatus<T extends KubeObject>(
    resource: Resource<T>,
    current: T,
    status: object,
  ): Promise<T> {
    if (contains(current.status ?? {}, status)) {
      return current;
    }
    const { namespace, name } = current.metadata;
    const suffix = resource.statusSubresource ? '/status' : '';
    const patched = await this.#transport.json<T>({
      method: 'PATCH',
      path: `${pathOf(resource, namespace, name)}${suffix}`,
      contentType: MERGE_PATCH,
      body: { status },
    });
    return this.#report(resource, patched);
  }

  /**
   * Creates an object or brings the given fields of an existing one in line.
   * Fields that are not given are left alone.
   *
   * @param known - the object as a cache has it, which spares a request
   */
  async ensure<T extends KubeObject>(
    resource: Resource<T>,
    draft: Draft,
    known?: T,
  ): Promise<T> {
    let current = known;
    if (!current) {
      try {
        return await this.create(resource, draft);
      } catch (error) {
        if (!isAlreadyExists(error)) {
          throw error;
        }
      }
      current = await this.get(resource, draft.metadata);
      if (!current) {
        return this.create(resource, draft);
      }
    }
    const { name: _name, namespace: _namespace, ...metadata } = draft.metadata;
    const wanted = { ...draft, metadata };
    return contains(current, wanted)
      ? current
      : this.patch(resource, draft.metadata, wanted);
  }

  /** Deletes an object; one that does not exist is no error. */
  async delete(
    resource: Resource,
    key: ObjectKey,
    options: { gracePeriodSeconds?: number; uid?: string } = {},
  ): Promise<void> {
    try {
      await this.#transport.json({
        method: 'DELETE',
        path: pathOf(resource, key.namespace, key.name),
        body: {
          apiVersion: 'v1',
          kind: 'DeleteOptions',
          propagationPolicy: 'Background',
          ...(options.gracePeriodSeconds === undefined
            ? {}
            : { gracePeriodSeconds: options.gracePeriodSeconds }),
          ...(options.uid ? { preconditions: { uid: options.uid } } : {}),
        },
      });
    } catch (error) {
      if (!isNotFound(error)) {
        throw error;
      }
    }
  }

  /** Closes idle connections. */
  close(): void {
    this.#transport.close();
  }

  #report<T extends KubeObject>(resource: Resource<T>, object: T): T {
    for (const callback of this.#written) {
      callback(resource, object);
    }
    return object;
  }
}

function pathOf(resource: Resource, namespace?: string, name?: string): string {
  const base = resource.group
    ? `/apis/${resource.group}/${resource.version}`
    : `/api/${resource.version}`;
  const scope =
    namespace && resource.namespaced ? `/namespaces/${namespace}` : '';
  const item = name ? `/${encodeURIComponent(name)}` : '';
  return `${base}${scope}/${resource.plural}${item}`;
}

function queryOf({ dryRun }: WriteOptions): string {
  return dryRun?.length
    ? `?${dryRun.map(value => `dryRun=${encodeURIComponent(value)}`).join('&')}`
    : '';
}
