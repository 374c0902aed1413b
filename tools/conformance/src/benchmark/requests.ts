import https from 'node:https';
import { ClientRequest, IncomingMessage } from 'node:http';
import { ServerAddress } from '../testing/realServer';

const CONNECTIONS = 20;

/** Makes requests, many at once, and looks at no more of the answer than need be. */
export class Requests {
  private readonly agent: https.Agent;

  constructor(private readonly server: ServerAddress) {
    this.agent = new https.Agent({
      keepAlive: true,
      maxSockets: CONNECTIONS,
      ca: server.caData,
    });
  }

  /** Resolves when the whole answer has come. */
  send(method: string, path: string, body?: object): Promise<void> {
    return new Promise((resolve, reject) => {
      const request = this.open(method, path, this.agent, response => {
        response.resume();
        response.on('error', reject);
        response.on('end', () =>
          response.statusCode && response.statusCode < 300
            ? resolve()
            : reject(
                new Error(`${method} ${path}: ${response.statusCode ?? ''}`),
              ),
        );
      });
      request.on('error', reject);
      request.end(body && JSON.stringify(body));
    });
  }

  /** A watch on a connection of its own. */
  watch(path: string, onLine: (line: string) => void): Promise<ClientRequest> {
    return new Promise((resolve, reject) => {
      const request = this.open('GET', path, false, response => {
        let rest = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          const lines = (rest + chunk).split('\n');
          rest = lines.pop() ?? '';
          lines.forEach(onLine);
        });
        // Ended by whoever holds the watch.
        response.on('error', () => undefined);
        resolve(request);
      });
      request.on('error', reject);
      request.end();
    });
  }

  close(): void {
    this.agent.destroy();
  }

  private open(
    method: string,
    path: string,
    agent: https.Agent | false,
    onResponse: (response: IncomingMessage) => void,
  ): ClientRequest {
    return https.request(
      `${this.server.url}${path}`,
      {
        method,
        agent,
        ca: this.server.caData,
        headers: {
          authorization: 'Bearer admin',
          'content-type': 'application/json',
        },
      },
      onResponse,
    );
  }
}

/** Does something a number of times, 20 at once. */
export async function inParallel(
  times: number,
  task: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (next < times) {
        await task(next++);
      }
    }),
  );
}

/** How long something takes each time, in milliseconds. */
export async function timed(
  times: number,
  task: () => Promise<void>,
): Promise<number[]> {
  const figures: number[] = [];
  for (let i = 0; i < times; i++) {
    const begin = performance.now();
    await task();
    figures.push(performance.now() - begin);
  }
  return figures;
}
