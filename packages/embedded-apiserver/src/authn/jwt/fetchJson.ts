import https from 'node:https';
import { JsonObject, isObject } from '../../types';

const TIMEOUT_MS = 30_000;
const LIMIT_BYTES = 1024 * 1024;

/** A document and for how long it holds. */
export interface Fetched {
  document: JsonObject;
  /** Milliseconds; 0 when the answer does not say. */
  maxAge: number;
}

function maxAgeOf(cacheControl: string | undefined): number {
  if (!cacheControl || /no-store|no-cache/i.test(cacheControl)) {
    return 0;
  }
  const seconds = /max-age=(\d+)/i.exec(cacheControl)?.[1];
  return seconds ? Number(seconds) * 1000 : 0;
}

/**
 * Gets a JSON object over TLS.
 *
 * @throws Error when it cannot be had, with the reason
 */
export function fetchJson(
  url: string,
  certificateAuthority: string | undefined,
): Promise<Fetched> {
  return new Promise((resolve, reject) => {
    const request = https.get(
      url,
      {
        ...(certificateAuthority && { ca: certificateAuthority }),
        headers: { accept: 'application/json' },
        agent: false,
        timeout: TIMEOUT_MS,
      },
      response => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > LIMIT_BYTES) {
            request.destroy(new Error(`the answer of ${url} is too large`));
          }
          chunks.push(chunk);
        });
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode !== 200) {
            reject(new Error(`${response.statusCode}: ${text.slice(0, 500)}`));
            return;
          }
          try {
            const document: unknown = JSON.parse(text);
            if (!isObject(document)) {
              throw new Error(`the answer of ${url} is no JSON object`);
            }
            const maxAge = maxAgeOf(response.headers['cache-control']);
            resolve({ document, maxAge });
          } catch (error) {
            reject(error);
          }
        });
      },
    );
    request.on('timeout', () =>
      request.destroy(new Error(`${url} did not answer in time`)),
    );
    request.on('error', reject);
  });
}
