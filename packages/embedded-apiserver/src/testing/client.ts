import https from 'node:https';
import { StaticToken } from '../authn/authenticator';
import { RequestOptions, Watch } from './watch';

/** Who the tests act as; the token is the name. */
export const PEOPLE: StaticToken[] = [
  { token: 'admin', user: 'admin', groups: ['system:masters'] },
  { token: 'alice', user: 'acme:alice', groups: ['acme:org-admin'] },
  { token: 'bob', user: 'acme:bob', groups: ['acme:user'] },
  { token: 'portal', user: 'portal', groups: [] },
];

/** How long {@link ApiClient.until} asks, in milliseconds. */
const PATIENCE = 120_000;

/** An answer of an API server. */
export interface Answer {
  code: number;
  // The tests look into bodies of every kind.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
  text: string;
  headers: Record<string, string | string[] | undefined>;
}

/** Talks to any Kubernetes API server, in its own words. */
export class ApiClient {
  private readonly agent: https.Agent;

  constructor(readonly url: string, readonly caData: string) {
    this.agent = new https.Agent({ keepAlive: true, ca: caData });
  }

  /** Ends the connections that are kept. */
  close(): void {
    this.agent.destroy();
  }

  request(
    method: string,
    target: string,
    { token = 'admin', body, contentType, headers }: RequestOptions = {},
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const text =
        typeof body === 'string' || Buffer.isBuffer(body)
          ? body
          : JSON.stringify(body);
      const request = https.request(
        `${this.url}${target}`,
        {
          method,
          agent: this.agent,
          headers: {
            ...(token && { authorization: `Bearer ${token}` }),
            ...(text !== undefined && {
              'content-type': contentType ?? 'application/json',
              'content-length': String(Buffer.byteLength(text)),
            }),
            ...headers,
          },
        },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', chunk => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const answer = Buffer.concat(chunks).toString();
            const isJson =
              response.headers['content-type']?.includes('json') ?? false;
            resolve({
              code: response.statusCode ?? 0,
              text: answer,
              body: isJson && answer ? JSON.parse(answer) : undefined,
              headers: response.headers,
            });
          });
        },
      );
      request.on('error', reject);
      request.end(text);
    });
  }

  get(target: string, options?: RequestOptions) {
    return this.request('GET', target, options);
  }

  post(target: string, body: unknown, options?: RequestOptions) {
    return this.request('POST', target, { ...options, body });
  }

  put(target: string, body: unknown, options?: RequestOptions) {
    return this.request('PUT', target, { ...options, body });
  }

  delete(target: string, body?: unknown, options?: RequestOptions) {
    return this.request('DELETE', target, { ...options, body });
  }

  patch(
    target: string,
    type: 'json' | 'merge' | 'strategic-merge' | 'apply',
    body: unknown,
    options?: RequestOptions,
  ) {
    const contentType =
      type === 'apply'
        ? 'application/apply-patch+yaml'
        : `application/${type}-patch+json`;
    return this.request('PATCH', target, { ...options, body, contentType });
  }

  /** Watches; gives the events one after the other. */
  watch(target: string, options: RequestOptions = {}): Watch {
    return new Watch(`${this.url}${target}`, this.caData, options);
  }

  /** Asks until an answer is as wanted. */
  async until(
    target: string,
    wanted: (answer: Answer) => boolean,
    options: RequestOptions & { patienceMs?: number } = {},
  ): Promise<Answer> {
    const deadline = Date.now() + (options.patienceMs ?? PATIENCE);
    for (;;) {
      const answer = await this.get(target, options);
      if (wanted(answer)) {
        return answer;
      }
      if (Date.now() > deadline) {
        throw new Error(
          `${target} stayed ${answer.code}: ${answer.text.slice(0, 2_000)}`,
        );
      }
      // A server that is busy with others is not asked without a pause.
      await new Promise(resolve => {
        setTimeout(resolve, 10);
      });
    }
  }
}
