import http from 'node:http';
import https from 'node:https';
import tls from 'node:tls';
import { urlToHttpOptions } from 'node:url';
import { Connection } from './connection';
import { ApiError, KubeStatus } from './errors';

/** One request to the Kubernetes API. */
export type ApiRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path with query. */
  path: string;
  body?: unknown;
  contentType?: string;
  signal?: AbortSignal;
};

/** Sends requests to one Kubernetes API over kept-alive connections. */
export class Transport {
  readonly #connection: Connection;
  readonly #server: https.RequestOptions;
  readonly #agent: https.Agent;
  readonly #watchAgent: https.Agent;

  constructor(connection: Connection) {
    this.#connection = connection;
    const { protocol, hostname, port } = urlToHttpOptions(
      new URL(connection.server),
    );
    this.#server = { protocol, hostname, port };
    // Shared, as reading the certificates takes long.
    const secureContext = tls.createSecureContext({
      ca: connection.ca,
      cert: connection.cert,
      key: connection.key,
    });
    this.#agent = new https.Agent({
      secureContext,
      keepAlive: true,
      maxSockets: 16,
    });
    this.#watchAgent = new https.Agent({ secureContext, keepAlive: false });
  }

  /** Sends a request and reads the JSON answer. */
  async json<T>(request: ApiRequest): Promise<T> {
    const response = await this.#send(request, this.#agent);
    const text = await readAll(response);
    return (text ? JSON.parse(text) : {}) as T;
  }

  /** Sends a request and yields the lines of the answer as they come. */
  async *lines(request: ApiRequest): AsyncGenerator<string> {
    const response = await this.#send(request, this.#watchAgent);
    response.setEncoding('utf8');
    let rest = '';
    for await (const chunk of response) {
      rest += chunk;
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line.trim()) {
          yield line;
        }
      }
    }
  }

  /** Closes idle connections. */
  close(): void {
    this.#agent.destroy();
    this.#watchAgent.destroy();
  }

  async #send(
    request: ApiRequest,
    agent: https.Agent,
  ): Promise<http.IncomingMessage> {
    const body =
      request.body === undefined ? undefined : JSON.stringify(request.body);
    const response = await new Promise<http.IncomingMessage>(
      (resolve, reject) => {
        const outgoing = https.request(
          {
            ...this.#server,
            path: request.path,
            method: request.method,
            agent,
            signal: request.signal,
            headers: {
              accept: 'application/json',
              ...(this.#connection.token
                ? { authorization: `Bearer ${this.#connection.token}` }
                : {}),
              ...(body === undefined
                ? {}
                : {
                    'content-type': request.contentType ?? 'application/json',
                    'content-length': Buffer.byteLength(body),
                  }),
            },
          },
          resolve,
        );
        outgoing.on('error', reject);
        outgoing.end(body);
      },
    );
    const code = response.statusCode ?? 0;
    if (code >= 300) {
      throw new ApiError(code, parseStatus(await readAll(response)));
    }
    return response;
  }
}

function readAll(response: http.IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      text += chunk;
    });
    response.on('end', () => resolve(text));
    response.on('error', reject);
    response.on('close', () => reject(new Error('the answer broke off')));
  });
}

function parseStatus(text: string): KubeStatus {
  try {
    return JSON.parse(text) as KubeStatus;
  } catch {
    return { message: text.trim() || undefined };
  }
}
