import { IncomingMessage } from 'node:http';
import { SubresourceError } from './subresourceError';

const MAX_BYTES = 1024 * 1024;

/**
 * Reads the body of a request.
 *
 * @throws SubresourceError 413
 */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MAX_BYTES) {
      throw new SubresourceError(
        413,
        'RequestEntityTooLarge',
        `Request entity too large: limit is ${MAX_BYTES}`,
      );
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
