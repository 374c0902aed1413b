import type { IncomingMessage } from 'node:http';
import type { KubernetesObject } from '@kubedc/backstage-plugin-kubedc-common';
import { KubernetesApiError, UnreachableError } from '../../../errors';
import type {
  KubernetesRequest,
  KubernetesTransport,
} from '../../../transport/types';

/** What goes wrong with a request. */
export type Fault =
  | { when: 'before' | 'after'; error: Error }
  | { when: 'instead'; error: Error };

export const connectionLost = (when: 'before' | 'after'): Fault => ({
  when,
  error: new UnreachableError('No answer from the API server: socket hang up'),
});

export function apiError(
  code: number,
  reason: string,
  message: string,
  causes: KubernetesApiError['causes'] = [],
): KubernetesApiError {
  return new KubernetesApiError({ code, reason, message, causes: [...causes] });
}

/**
 * An API server of a few lines for what a real one cannot be made to do on demand: losing connections before and after
 * it acted, refusing one request of several.
 */
export class ScriptedTransport implements KubernetesTransport {
  readonly objects = new Map<string, KubernetesObject>();
  readonly requests: KubernetesRequest[] = [];
  readonly #faults: Array<{
    matches: (request: KubernetesRequest) => boolean;
    fault: Fault;
  }> = [];
  #uid = 0;

  /** Lets the next request that matches go wrong. */
  failNext(
    matches: (request: KubernetesRequest) => boolean,
    fault: Fault,
  ): void {
    this.#faults.push({ matches, fault });
  }

  /** Requests that would have changed something. */
  get writes(): KubernetesRequest[] {
    return this.requests.filter(
      ({ method, query, body }) =>
        method !== 'GET' &&
        query?.dryRun === undefined &&
        (body as { dryRun?: unknown } | undefined)?.dryRun === undefined,
    );
  }

  async request<T>(request: KubernetesRequest): Promise<T> {
    this.requests.push(request);
    const index = this.#faults.findIndex(({ matches }) => matches(request));
    const [script] = index < 0 ? [] : this.#faults.splice(index, 1);
    if (script && script.fault.when !== 'after') {
      throw script.fault.error;
    }
    const answer = this.#answer(request);
    if (script) {
      throw script.fault.error;
    }
    return answer as T;
  }

  async stream(): Promise<IncomingMessage> {
    throw new Error('Nothing is watched here');
  }

  close(): void {}

  #answer(request: KubernetesRequest): unknown {
    const dryRun =
      request.query?.dryRun === 'All' ||
      (request.body as { dryRun?: unknown } | undefined)?.dryRun !== undefined;
    switch (request.method) {
      case 'POST':
        return this.#create(request, dryRun);
      case 'DELETE':
        return this.#delete(request, dryRun);
      case 'GET':
        return this.#find(request.path);
      default:
        return {};
    }
  }

  #create(request: KubernetesRequest, dryRun: boolean): KubernetesObject {
    const object = request.body as KubernetesObject;
    const path = `${request.path}/${object.metadata.name}`;
    if (this.objects.has(path)) {
      const resource = request.path.split('/').at(-1);
      throw apiError(
        409,
        'AlreadyExists',
        `${resource} "${object.metadata.name}" already exists`,
      );
    }
    const made = {
      ...object,
      metadata: { ...object.metadata, uid: `uid-${++this.#uid}` },
    };
    if (!dryRun) {
      this.objects.set(path, made);
    }
    return made;
  }

  #delete(request: KubernetesRequest, dryRun: boolean): unknown {
    const found = this.#find(request.path);
    const { uid } =
      (request.body as { preconditions?: { uid?: string } } | undefined)
        ?.preconditions ?? {};
    if (uid && uid !== found.metadata.uid) {
      throw apiError(409, 'Conflict', 'the UID in the precondition differs');
    }
    if (!dryRun) {
      this.objects.delete(request.path);
    }
    return found;
  }

  #find(path: string): KubernetesObject {
    const found = this.objects.get(path);
    if (!found) {
      throw apiError(404, 'NotFound', `"${path.split('/').at(-1)}" not found`);
    }
    return found;
  }
}
