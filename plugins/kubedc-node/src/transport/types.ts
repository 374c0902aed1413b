import type { IncomingMessage } from 'node:http';

/**
 * A person as the Kubernetes API knows them.
 *
 * @public
 */
export interface KubernetesIdentity {
  user: string;
  groups: string[];
  /**
   * The person's own token, as this very request brought it. With it a request goes to the API server as the person's
   * own, without the portal's account and without impersonation. It is never logged, kept or put into an error.
   */
  token?: string;
}

/**
 * A request to a Kubernetes API.
 *
 * @public
 */
export interface KubernetesRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path below the server's address, already encoded, for example `/api/v1/namespaces`. */
  path: string;
  query?: Record<string, string | number | boolean | undefined>;
  /** Sent as JSON. */
  body?: unknown;
  /** Default `application/json`. */
  contentType?: string;
  /** In which form objects shall come; default `application/json`, whole. */
  accept?: string;
  /** The person to act as; without it the portal's own account acts. */
  as?: KubernetesIdentity;
  signal?: AbortSignal;
  /** Milliseconds until an answer must have begun; default 30,000. */
  timeoutMs?: number;
}

/**
 * Sends requests to one installation's Kubernetes API. Each header of an impersonated group goes on a line of its own,
 * as the API server takes a joined line for one group.
 *
 * @public
 */
export interface KubernetesTransport {
  /**
   * Sends a request and parses the JSON answer.
   *
   * @throws a KubernetesApiError for every answer above 399, an UnreachableError when there is no answer, a
   * SessionEndedError when the API server no longer takes the person's own token.
   */
  request<T>(request: KubernetesRequest): Promise<T>;
  /**
   * Sends a request and hands out the answer's body as it comes, for watches. The same errors are thrown before the
   * body begins.
   */
  stream(request: KubernetesRequest): Promise<IncomingMessage>;
  /** Closes idle connections. */
  close(): void;
}
