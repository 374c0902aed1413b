import { IncomingMessage } from 'node:http';
import { decodeProtobuf } from '../protobuf/decode';
import {
  badRequest,
  requestEntityTooLarge,
  StatusError,
  unsupportedMediaType,
} from '../errors/statusError';
import { parseJson } from '../json/parseJson';
import { parseYaml } from '../json/parseYaml';

/** Largest body the real server reads. */
export const BODY_LIMIT = 3 * 1024 * 1024;
const JSON_TYPE = 'application/json';
const YAML_TYPE = 'application/yaml';
const PROTOBUF_TYPE = 'application/vnd.kubernetes.protobuf';
export const BODY_TYPES = [JSON_TYPE, YAML_TYPE, PROTOBUF_TYPE];

const TOKEN = "[-!#$%&'*+.^_`|~0-9A-Za-z]+";
const MEDIA_TYPE = new RegExp(
  `^(${TOKEN}/${TOKEN})(?:\\s*;\\s*${TOKEN}=(?:${TOKEN}|"(?:[^"\\\\]|\\\\.)*"))*[\\s;]*$`,
);

/** The type of an object in a body; an empty text when the header is malformed. */
function bodyType(req: IncomingMessage): string {
  const header = req.headers['content-type'];
  return header
    ? (MEDIA_TYPE.exec(header.trim())?.[1] ?? '').toLowerCase()
    : JSON_TYPE;
}

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

function parseBody(type: string, bytes: Buffer): unknown {
  switch (type) {
    case PROTOBUF_TYPE:
      return decodeProtobuf(bytes);
    case YAML_TYPE:
      return parseYaml(bytes);
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
  const type = bodyType(req);
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

/**
 * Like {@link readObject}, but nothing when the body is empty.
 *
 * @throws {@link StatusError} 400, 413 or 415
 */
export async function readOptionalObject(
  req: IncomingMessage,
): Promise<unknown> {
  const bytes = await readBytes(req);
  if (bytes.length === 0) {
    return undefined;
  }
  const type = bodyType(req);
  if (!BODY_TYPES.includes(type)) {
    throw unsupportedMediaType(type, BODY_TYPES);
  }
  return parseBody(type, bytes);
}
