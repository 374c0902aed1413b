import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import { toError } from '@backstage/errors';
import { SessionEndedError, UnreachableError } from '../errors';
import type { ConnectionSettings, IdentityMode } from '../installations/types';
import {
  ConnectionSource,
  type Agents,
  type Connection,
} from './ConnectionSource';
import { credentialsFor } from './credentials';
import { errorOfAnswer } from './status';
import type { KubernetesRequest, KubernetesTransport } from './types';

const DEFAULT_TIMEOUT_MS = 30_000;
/** Milliseconds of silence after which the system asks whether the peer of a stream is still there. */
const KEEP_ALIVE_MS = 15_000;

/**
 * A transport on `node:https`. A global fetch would join the `Impersonate-Group` headers into one line, and every right
 * that a group gives would be gone.
 *
 * @public
 */
export class HttpsTransport implements KubernetesTransport {
  readonly #source: ConnectionSource;
  readonly #mode: IdentityMode;

  /**
   * Reads nothing yet; files and credentials are read by the first request.
   *
   * @param options - `identity`: how people are made known; default `impersonate`.
   */
  static fromSettings(
    settings: ConnectionSettings,
    options: { identity?: IdentityMode } = {},
  ): HttpsTransport {
    return new HttpsTransport(
      new ConnectionSource(settings),
      options.identity ?? 'impersonate',
    );
  }

  private constructor(source: ConnectionSource, mode: IdentityMode) {
    this.#source = source;
    this.#mode = mode;
  }

  /** {@inheritdoc KubernetesTransport.request} */
  async request<T>(request: KubernetesRequest): Promise<T> {
    const response = await this.#exchange(request, 'requests');
    const text = await readText(
      response,
      request.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      request.signal,
    );
    if (text === '') {
      // Subresources such as a virtual machine's start are accepted without a word.
      return undefined as T;
    }
    try {
      return JSON.parse(text) as T;
    } catch (error) {
      throw new UnreachableError(
        `${request.method} ${request.path} was answered with something that is not JSON`,
        { cause: error },
      );
    }
  }

  /** {@inheritdoc KubernetesTransport.stream} */
  async stream(request: KubernetesRequest): Promise<IncomingMessage> {
    const response = await this.#exchange(request, 'streams');
    // The system itself notices a peer that is gone, long before a quiet watch would be missed.
    response.socket.setKeepAlive(true, KEEP_ALIVE_MS);
    return response;
  }

  /** {@inheritdoc KubernetesTransport.close} */
  close(): void {
    this.#source.close();
  }

  async #exchange(
    request: KubernetesRequest,
    agent: keyof Agents,
  ): Promise<IncomingMessage> {
    const connection = await this.#connect();
    const response = await send(connection, this.#mode, agent, request);
    if (response.statusCode !== 401) {
      return refuseErrors(response, request);
    }
    if (request.as?.token !== undefined) {
      response.resume();
      throw new SessionEndedError();
    }
    // A token that was rotated under us: a refused request had no effect, so it can be sent again with a fresh one.
    response.resume();
    this.#source.invalidate(connection);
    return refuseErrors(
      await send(await this.#connect(), this.#mode, agent, request),
      request,
    );
  }

  async #connect(): Promise<Connection> {
    try {
      return await this.#source.get();
    } catch (error) {
      throw new UnreachableError(
        `The connection's settings cannot be used: ${toError(error).message}`,
        { cause: error },
      );
    }
  }
}

async function send(
  connection: Connection,
  mode: IdentityMode,
  agent: keyof Agents,
  request: KubernetesRequest,
  attempt = 1,
): Promise<IncomingMessage> {
  request.signal?.throwIfAborted();
  const { headers, agents } = credentialsFor(connection, mode, request.as);
  const body =
    request.body === undefined ? undefined : JSON.stringify(request.body);
  const outgoing = https.request(urlOf(connection.server, request), {
    method: request.method,
    agent: agents[agent],
    signal: request.signal,
    headers: {
      accept: request.accept ?? 'application/json',
      ...headers,
      ...(body !== undefined && {
        'content-type': request.contentType ?? 'application/json',
        'content-length': Buffer.byteLength(body),
      }),
    },
  });
  const timeoutMs = request.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const timer = setTimeout(
    () => outgoing.destroy(new Error(`no answer within ${timeoutMs} ms`)),
    timeoutMs,
  );
  try {
    return await new Promise<IncomingMessage>((resolve, reject) => {
      outgoing.on('response', resolve);
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  } catch (error) {
    request.signal?.throwIfAborted();
    const cause = toError(error);
    // The server may close a kept connection at the very moment it is used again.
    if (
      attempt === 1 &&
      outgoing.reusedSocket &&
      request.method === 'GET' &&
      cause.code === 'ECONNRESET'
    ) {
      return send(connection, mode, agent, request, attempt + 1);
    }
    throw new UnreachableError(
      `No answer from ${connection.server.host}: ${cause.message}`,
      { cause },
    );
  } finally {
    clearTimeout(timer);
  }
}

function urlOf(server: URL, request: KubernetesRequest): URL {
  const url = new URL(server);
  // Set, not resolved: a path must never lead to another host.
  url.pathname = server.pathname.replace(/\/$/, '') + request.path;
  for (const [key, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) {
      url.searchParams.set(key, String(value));
    }
  }
  return url;
}

async function refuseErrors(
  response: IncomingMessage,
  request: KubernetesRequest,
): Promise<IncomingMessage> {
  const code = response.statusCode ?? 0;
  if (code >= 200 && code < 300) {
    return response;
  }
  const text = await readText(
    response,
    request.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    request.signal,
  );
  if (code >= 400) {
    throw errorOfAnswer(code, response.headers, text);
  }
  throw new UnreachableError(
    `${request.method} ${request.path} was answered with status ${code}, which a Kubernetes API does not use`,
  );
}

async function readText(
  response: IncomingMessage,
  silenceMs: number,
  signal?: AbortSignal,
): Promise<string> {
  const timer = setTimeout(
    () => response.destroy(new Error(`silent for ${silenceMs} ms`)),
    silenceMs,
  );
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of response) {
      chunks.push(chunk);
      timer.refresh();
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw new UnreachableError(
      `The answer broke off: ${toError(error).message}`,
      { cause: error },
    );
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
