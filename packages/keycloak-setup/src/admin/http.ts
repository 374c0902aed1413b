import http from 'node:http';
import https from 'node:https';

const TIMEOUT_MS = 30_000;

/** What a server answered. */
export interface Answer {
  status: number;
  text: string;
  headers: http.IncomingHttpHeaders;
}

/** Requests to one server, whose certificate may be of an authority of its own. */
export class HttpClient {
  private readonly agent: http.Agent | https.Agent;
  private readonly request: typeof https.request;

  /**
   * @throws Error for an address to which an account's secret must not be sent
   */
  constructor(private readonly url: string, ca?: string) {
    const { protocol, hostname } = new URL(url);
    const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
    if (protocol === 'https:') {
      this.agent = new https.Agent({ ca, keepAlive: true });
      this.request = https.request;
    } else if (protocol === 'http:' && isLoopback) {
      this.agent = new http.Agent({ keepAlive: true });
      this.request = http.request;
    } else {
      throw new Error(`the address of Keycloak must be https, not ${url}`);
    }
  }

  /** Sends a request; an answer that is an error is an answer too. */
  send(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const request = this.request(
        `${this.url.replace(/\/$/, '')}${path}`,
        { method, headers, agent: this.agent, timeout: TIMEOUT_MS },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', chunk => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              text: Buffer.concat(chunks).toString(),
              headers: response.headers,
            }),
          );
        },
      );
      request.on('timeout', () =>
        request.destroy(
          new Error(`no answer within ${TIMEOUT_MS / 1000} seconds`),
        ),
      );
      request.on('error', error =>
        reject(new Error(`${this.url} cannot be reached: ${error.message}`)),
      );
      request.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
