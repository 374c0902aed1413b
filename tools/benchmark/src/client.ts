import https from 'node:https';
import type { BenchApiServer } from './apiServer';

/** Requests that are under way at once. */
const CONNECTIONS = 20;

/** A request that changes something. */
export type BenchRequest = [method: string, path: string, body: object];

/** Talks to the API server beside the portal. */
export class BenchClient {
  readonly #agent: https.Agent;

  constructor(
    private readonly server: Pick<BenchApiServer, 'url' | 'token' | 'caData'>,
  ) {
    this.#agent = new https.Agent({
      keepAlive: true,
      maxSockets: CONNECTIONS,
      ca: server.caData,
    });
  }

  /** @throws Error with the answer when it is above 299. */
  async request(method: string, path: string, body?: object): Promise<void> {
    return new Promise((resolve, reject) => {
      const request = https.request(
        `${this.server.url}${path}`,
        {
          method,
          agent: this.#agent,
          headers: {
            authorization: `Bearer ${this.server.token}`,
            'content-type':
              method === 'PATCH'
                ? 'application/merge-patch+json'
                : 'application/json',
          },
        },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', chunk => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            if ((response.statusCode ?? 0) < 300) {
              resolve();
            } else {
              reject(new Error(`${method} ${path}: ${Buffer.concat(chunks)}`));
            }
          });
        },
      );
      request.on('error', reject);
      request.end(body && JSON.stringify(body));
    });
  }

  /** Sends many requests, as many at once as there are connections. */
  async all(requests: Iterable<BenchRequest>): Promise<void> {
    const iterator = requests[Symbol.iterator]();
    const work = async () => {
      for (let next = iterator.next(); !next.done; next = iterator.next()) {
        await this.request(...next.value);
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, work));
  }

  close(): void {
    this.#agent.destroy();
  }
}
