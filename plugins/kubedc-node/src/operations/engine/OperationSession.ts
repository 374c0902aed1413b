import type { KubernetesObject } from '@kubedc/backstage-plugin-kubedc-common';
import { PORTAL_ANNOTATIONS } from '@kubedc/backstage-plugin-kubedc-common';
import { resourcePath } from '../../client';
import { KubernetesApiError, UnreachableError } from '../../errors';
import type {
  KubernetesIdentity,
  KubernetesRequest,
  KubernetesTransport,
} from '../../transport/types';
import type { PlannedRequest } from '../types';
import {
  makesObject,
  nameOfMade,
  toDryRunRequest,
  toKubernetesRequest,
} from './plannedRequest';

/** Pauses before a request whose fate is unknown is sent again, in milliseconds. */
const RETRY_DELAYS_MS = [250, 1_000, 2_000];

function wait(milliseconds: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, milliseconds);
  });
}

/**
 * True when the API server may or may not have done what was asked.
 */
export function isAmbiguous(error: unknown): boolean {
  return (
    error instanceof UnreachableError ||
    (error instanceof KubernetesApiError && error.code >= 500)
  );
}

function isCode(error: unknown, code: number): boolean {
  return error instanceof KubernetesApiError && error.code === code;
}

/**
 * What is needed to send the requests of one run.
 *
 * @public
 */
export interface OperationSessionOptions {
  transport: KubernetesTransport;
  /** The person to act as; without it the portal's own account acts. */
  identity?: KubernetesIdentity;
  runId: string;
  /** Pauses before a request whose fate is unknown is sent again, in milliseconds. */
  retryDelaysMs?: readonly number[];
}

/**
 * Sends the requests of one run as one person, and knows the objects of this run by its id.
 */
export class OperationSession {
  readonly #options: OperationSessionOptions;

  constructor(options: OperationSessionOptions) {
    this.#options = options;
  }

  /**
   * Asks the API server for its verdict on a request.
   *
   * @throws what the API server would answer to the request itself.
   */
  async dryRun(planned: PlannedRequest): Promise<void> {
    const request = toDryRunRequest(planned, this.#options.runId);
    if (!request) {
      return;
    }
    try {
      await this.#request(request);
    } catch (error) {
      if (!(await this.findMade(planned, error))) {
        throw error;
      }
    }
  }

  /**
   * Sends a request. What makes an object may safely be sent again when its fate is unknown: the run's id tells the
   * run's own object from another of the same name.
   *
   * @returns the object, when the request made one
   */
  async send(planned: PlannedRequest): Promise<KubernetesObject | undefined> {
    const request = toKubernetesRequest(planned, this.#options.runId);
    const delays = this.#options.retryDelaysMs ?? RETRY_DELAYS_MS;
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#sendOnce(planned, request);
      } catch (error) {
        if (attempt > 0 && this.#wasAlreadyDone(planned, error)) {
          return undefined;
        }
        if (!isAmbiguous(error) || attempt >= delays.length) {
          throw error;
        }
        await wait(delays[attempt]);
      }
    }
  }

  async #sendOnce(
    planned: PlannedRequest,
    request: KubernetesRequest,
  ): Promise<KubernetesObject | undefined> {
    try {
      const answer = await this.#request<KubernetesObject>(request);
      return makesObject(planned) ? answer : undefined;
    } catch (error) {
      const made = await this.findMade(planned, error);
      if (made) {
        return made;
      }
      throw error;
    }
  }

  /**
   * This run's own object, when the error says that an object of the name exists already.
   */
  async findMade(
    planned: PlannedRequest,
    error: unknown,
  ): Promise<KubernetesObject | undefined> {
    if (!makesObject(planned) || !isCode(error, 409)) {
      return undefined;
    }
    try {
      return await this.readOwn({ ...planned, name: nameOfMade(planned) });
    } catch (readError) {
      // Who may create but not read is told that the name is taken.
      if (isCode(readError, 403)) {
        return undefined;
      }
      throw readError;
    }
  }

  /**
   * Reads an object if it is there and was made by this run.
   */
  async readOwn(
    target: Pick<PlannedRequest, 'type' | 'namespace' | 'name'>,
  ): Promise<KubernetesObject | undefined> {
    try {
      const object = await this.#request<KubernetesObject>({
        method: 'GET',
        path: resourcePath(target.type, target),
      });
      const { annotations } = object.metadata;
      return annotations?.[PORTAL_ANNOTATIONS.operation] === this.#options.runId
        ? object
        : undefined;
    } catch (error) {
      if (isCode(error, 404)) {
        return undefined;
      }
      throw error;
    }
  }

  /**
   * Deletes an object of this run, and only that very object.
   */
  async remove(
    target: Pick<PlannedRequest, 'type' | 'namespace' | 'name'>,
    uid: string | undefined,
  ): Promise<void> {
    try {
      await this.#request({
        method: 'DELETE',
        path: resourcePath(target.type, target),
        body: {
          apiVersion: 'v1',
          kind: 'DeleteOptions',
          preconditions: { uid },
          propagationPolicy: 'Background',
        },
      });
    } catch (error) {
      // Gone, or replaced by somebody else's: either way nothing of this run is left.
      if (!isCode(error, 404) && !isCode(error, 409)) {
        throw error;
      }
    }
  }

  /**
   * After an attempt whose fate is unknown, these answers mean that it had been carried out.
   */
  #wasAlreadyDone(planned: PlannedRequest, error: unknown): boolean {
    return planned.method === 'DELETE'
      ? isCode(error, 404)
      : Boolean(planned.subresource) && isCode(error, 409);
  }

  #request<T>(request: KubernetesRequest): Promise<T> {
    const { transport, identity } = this.#options;
    return transport.request<T>({ ...request, as: identity });
  }
}
