import https from 'node:https';
import { StaticToken } from '../types';

/** Who this package itself acts as. */
export function administrator(token: string): StaticToken {
  return { token, user: 'system:real-apiserver', groups: ['system:masters'] };
}

/** Asks a server what this package needs to know of it. */
export class AdminClient {
  constructor(
    private readonly url: string,
    private readonly ca: string,
    readonly token: string,
  ) {}

  /** Gets a path; nothing when the server does not answer with 200. */
  get(path: string): Promise<string | undefined> {
    return new Promise(resolve => {
      const { ca, token } = this;
      const request = https.get(
        `${this.url}${path}`,
        { ca, headers: { authorization: `Bearer ${token}` }, agent: false },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', chunk => chunks.push(chunk));
          response.on('error', () => resolve(undefined));
          response.on('end', () =>
            resolve(
              response.statusCode === 200
                ? Buffer.concat(chunks).toString()
                : undefined,
            ),
          );
        },
      );
      request.on('error', () => resolve(undefined));
    });
  }
}
