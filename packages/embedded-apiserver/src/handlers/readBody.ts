import { IncomingMessage } from 'node:http';
import { parse } from 'yaml';
import { decodeProtobuf } from '../protobuf/decode';
import {
  badRequest,
  requestEntityTooLarge,
  StatusError,
  unsupportedMediaType,
} from '../errors/statusError';

/** Largest body the real server reads. */
export const BODY_LIMIT = 3 * 1024 * 1024;
const MAX_DEPTH = 10_000;
const JSON_TYPE = 'application/json';
const YAML_TYPE = 'application/yaml';
const PROTOBUF_TYPE = 'application/vnd.kubernetes.protobuf';
export const BODY_TYPES = [JSON_TYPE, YAML_TYPE, PROTOBUF_TYPE];

/** The media type of a request's body, without parameters. */
export function mediaType(req: IncomingMessage): string {
  return (req.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();
}

/**
 * Reads the body of a request.
 *
 * @throws {@link StatusError} 413
 */
export function readBytes(req: IncomingMessage): Promise<Buffer> {
  if (Number(req.headers['content-length'] ?? 0) > BODY_LIMIT) {
    req.resume();
    return Promise.reject(requestEntityTooLarge(BODY_LIMIT));
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > BODY_LIMIT) {
        req.removeAllListeners('data');
        req.resume();
        reject(requestEntityTooLarge(BODY_LIMIT));
        return;
      }
      chunks.push(chunk);
    });
    req.on('end', () => resolve(Buffer.concat(chunks)));
    req.on('error', reject);
    req.on('close', () => {
      if (!req.complete) {
        reject(badRequest('unexpected EOF'));
      }
    });
  });
}

/** Removes keys that would change what an object inherits from. */
function dropProtoKeys(value: unknown): void {
  if (typeof value === 'object' && value !== null) {
    if (Object.hasOwn(value, '__proto__')) {
      Reflect.deleteProperty(value, '__proto__');
    }
    Object.values(value).forEach(dropProtoKeys);
  }
}

function checkDepth(text: string): void {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 92) {
        i++;
      } else if (c === 34) {
        inString = false;
      }
    } else if (c === 34) {
      inString = true;
    } else if (c === 123 || c === 91) {
      deepest = Math.max(deepest, ++depth);
    } else if (c === 125 || c === 93) {
      depth--;
    }
  }
  if (deepest > MAX_DEPTH) {
    throw badRequest('json: exceeded max depth');
  }
}

/**
 * Reads JSON that a client sent.
 *
 * @throws {@link StatusError} 400
 */
export function parseJson(text: string): unknown {
  let value: unknown;
  // A text that is short cannot be nested so deeply that walking it overflows.
  if (text.length > MAX_DEPTH) {
    checkDepth(text);
  }
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw badRequest(
      `couldn't get version/kind; json parse error: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
  if (text.includes('__proto__')) {
    dropProtoKeys(value);
  }
  return value;
}

function parseYaml(text: string): unknown {
  let value: unknown;
  try {
    value = parse(text, { maxAliasCount: 100 });
  } catch (error) {
    throw badRequest(
      `error converting YAML to JSON: yaml: ${
        error instanceof Error ? error.message.split('\n')[0] : error
      }`,
    );
  }
  // Dates, non-string keys and the like become what they are in JSON.
  return parseJson(JSON.stringify(value ?? null));
}

function parseBody(type: string, bytes: Buffer): unknown {
  switch (type) {
    case PROTOBUF_TYPE:
      return decodeProtobuf(bytes);
    case YAML_TYPE:
      return parseYaml(bytes.toString('utf8'));
    default:
      return parseJson(bytes.toString('utf8'));
  }
}

/**
 * Reads the object in the body of a request.
 *
 * @param kind - the kind it should be of, for the refusal
 * @throws {@link StatusError} 400, 413 or 415
 */
export async function readObject(
  req: IncomingMessage,
  kind: string,
): Promise<unknown> {
  const type = mediaType(req) || JSON_TYPE;
  if (!BODY_TYPES.includes(type)) {
    req.resume();
    throw unsupportedMediaType(type, BODY_TYPES);
  }
  const bytes = await readBytes(req);
  try {
    return parseBody(type, bytes);
  } catch (error) {
    throw error instanceof StatusError && type !== PROTOBUF_TYPE
      ? badRequest(
          `the object provided is unrecognized (must be of type ${kind}): ${error.message}`,
        )
      : error;
  }
}

/** Like {@link readObject}, but nothing when the body is empty. */
export async function readOptionalObject(
  req: IncomingMessage,
): Promise<unknown> {
  const bytes = await readBytes(req);
  return bytes.length === 0 ? undefined : parseBody(mediaType(req), bytes);
}
