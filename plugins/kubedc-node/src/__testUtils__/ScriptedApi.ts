import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ConnectionSettings } from '../installations';
import { selfSignedCertificate } from './selfSignedCertificate';

/** A request as it arrived. */
export interface RecordedRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  rawHeaders: string[];
  body: string;
}

export type Answer = (
  request: RecordedRequest,
  response: ServerResponse,
) => void;

/** An API server that does as a test says, to see what a client makes of it. */
export class ScriptedApi {
  readonly requests: RecordedRequest[] = [];
  readonly #server: https.Server;
  readonly #cert: string;
  readonly #sockets = new Set<Duplex>();
  #answer: Answer;

  static async start(answer: Answer): Promise<ScriptedApi> {
    const { cert, key } = await selfSignedCertificate();
    const api = new ScriptedApi(
      https.createServer({ cert, key }),
      cert,
      answer,
    );
    await new Promise<void>(resolve =>
      api.#server.listen(0, '127.0.0.1', resolve),
    );
    return api;
  }

  private constructor(server: https.Server, cert: string, answer: Answer) {
    this.#server = server;
    this.#cert = cert;
    this.#answer = answer;
    server.on('connection', socket => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    server.on('request', (request, response) =>
      this.#receive(request, response),
    );
  }

  get connection(): ConnectionSettings & { type: 'url' } {
    const { port } = this.#server.address() as AddressInfo;
    return {
      type: 'url',
      url: `https://localhost:${port}`,
      token: 'portal',
      caData: Buffer.from(this.#cert).toString('base64'),
    };
  }

  /** Number of connections that are open. */
  get connections(): number {
    return this.#sockets.size;
  }

  /** Answers otherwise from now on. */
  answer(answer: Answer): void {
    this.#answer = answer;
  }

  /** Requests of a kind, in order. */
  lists(): RecordedRequest[] {
    return this.requests.filter(({ query }) => !query.has('watch'));
  }

  watches(): RecordedRequest[] {
    return this.requests.filter(({ query }) => query.has('watch'));
  }

  async stop(): Promise<void> {
    this.#sockets.forEach(socket => socket.destroy());
    await new Promise(resolve => this.#server.close(resolve));
  }

  async #receive(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const url = new URL(request.url!, 'https://localhost');
    const recorded = {
      method: request.method!,
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      rawHeaders: request.rawHeaders,
      body: Buffer.concat(chunks).toString('utf8'),
    };
    this.requests.push(recorded);
    this.#answer(recorded, response);
  }
}

/** Answers with JSON. */
export function json(response: ServerResponse, body: unknown, code = 200) {
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** Answers with a `Status`. */
export function status(
  response: ServerResponse,
  code: number,
  reason: string,
  message: string,
  details?: object,
) {
  json(
    response,
    {
      kind: 'Status',
      apiVersion: 'v1',
      status: 'Failure',
      code,
      reason,
      message,
      details,
    },
    code,
  );
}
