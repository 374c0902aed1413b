import https from 'node:https';
import { ServerAddress } from '../testing/realServer';
import { FuzzRequest } from './request';

/** An answer, or how the connection ended without one. */
export interface Reply {
  code: number;
  text: string;
}

const CONNECTIONS = 20;
const PATIENCE_MS = 120_000;

/** Sends requests just as they are. */
export class Exchange {
  private readonly agent: https.Agent;

  constructor(private readonly server: ServerAddress) {
    this.agent = new https.Agent({
      keepAlive: true,
      maxSockets: CONNECTIONS,
      ca: server.caData,
    });
  }

  send({ method, path, headers, body }: FuzzRequest): Promise<Reply> {
    const { hostname, port } = new URL(this.server.url);
    return new Promise(resolve => {
      const request = https.request(
        {
          hostname,
          port,
          method,
          path,
          agent: this.agent,
          headers: {
            authorization: 'Bearer admin',
            ...headers,
            ...(body !== undefined && {
              'content-length': String(Buffer.byteLength(body)),
            }),
          },
        },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', chunk => chunks.push(chunk));
          response.on('error', () => resolve({ code: 0, text: 'cut off' }));
          response.on('end', () =>
            resolve({
              code: response.statusCode ?? 0,
              text: Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      request.setTimeout(PATIENCE_MS, () => {
        resolve({ code: 0, text: 'no answer' });
        request.destroy();
      });
      request.on('error', error => resolve({ code: 0, text: error.message }));
      request.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
