import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';

/** A machine without a network shall know so soon. */
const ANSWER_MS = 5_000;
/** A transfer that stands still for so long has failed. */
const STALL_MS = 30_000;

/** Gets an address; an answer that is not 200 is an error. */
async function get(url: string) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ANSWER_MS);
  try {
    const response = await fetch(url, { signal: controller.signal });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      throw new Error(`${url} answered ${response.status}`);
    }
    return { response, body: response.body, controller };
  } catch (error) {
    if (controller.signal.aborted) {
      throw new Error(`${url} did not answer within ${ANSWER_MS / 1000} s`);
    }
    const { cause, message } = error as Error & { cause?: Error };
    throw cause ? new Error(`${url}: ${cause.message || message}`) : error;
  } finally {
    clearTimeout(timer);
  }
}

/** Gets a small text. */
export async function getText(url: string): Promise<string> {
  const { response } = await get(url);
  return response.text();
}

/** What a file's content must be. */
export interface Checksum {
  algorithm: 'sha256' | 'sha512';
  hex: string;
}

/**
 * Gets a file and checks it.
 *
 * @throws Error when it is not the file that the checksum is of
 */
export async function getFile(
  url: string,
  file: string,
  { algorithm, hex }: Checksum,
): Promise<void> {
  const { body, controller } = await get(url);
  const hash = createHash(algorithm);
  let stall = setTimeout(() => controller.abort(), STALL_MS);
  const check = new Transform({
    transform(chunk, _encoding, done) {
      clearTimeout(stall);
      stall = setTimeout(() => controller.abort(), STALL_MS);
      hash.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await pipeline(
      Readable.fromWeb(body as ReadableStream),
      check,
      createWriteStream(file),
    );
  } catch (error) {
    throw controller.signal.aborted
      ? new Error(`${url} came to a halt`)
      : error;
  } finally {
    clearTimeout(stall);
  }
  const actual = hash.digest('hex');
  if (actual !== hex.toLowerCase()) {
    throw new Error(
      `${url} has the ${algorithm} ${actual}, but it should be ${hex}`,
    );
  }
}
