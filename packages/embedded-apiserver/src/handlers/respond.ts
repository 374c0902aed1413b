import { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { stringify } from 'yaml';
import { PathNotFound, StatusError } from '../errors/statusError';
import { RequestContext } from './requestContext';

/** Answers that are longer are compressed for clients that ask for it. */
const GZIP_FROM = 128 * 1024;

function warningHeaders(warnings: string[]): Record<string, string[]> {
  return warnings.length > 0
    ? {
        warning: warnings.map(
          text =>
            // Headers hold only plain characters, field names may be anything.
            `299 - "${text
              .replace(/[^\x20-\x7e]/g, '?')
              .replace(/[\\"]/g, '\\$&')}"`,
        ),
      }
    : {};
}

/** Whether a client would rather have YAML than JSON. */
function prefersYaml({ req }: RequestContext): boolean {
  const [first = ''] = (req.headers.accept ?? '').split(',');
  return first.split(';')[0].trim() === 'application/yaml';
}

/** Answers with JSON that is already text. */
export function sendText(
  context: RequestContext,
  code: number,
  json: string,
  contentType = 'application/json',
): void {
  const { req, res, warnings } = context;
  const isYaml = contentType === 'application/json' && prefersYaml(context);
  const text = isYaml
    ? stringify(JSON.parse(json), { sortMapEntries: true })
    : json;
  let body = Buffer.from(text);
  const headers: Record<string, string | string[]> = {
    'content-type': isYaml ? 'application/yaml' : contentType,
    'cache-control': 'no-cache, private',
    ...warningHeaders(warnings),
  };
  if (
    body.length > GZIP_FROM &&
    /\bgzip\b/.test(req.headers['accept-encoding'] ?? '')
  ) {
    body = gzipSync(body, { level: 1 });
    headers['content-encoding'] = 'gzip';
    headers.vary = 'Accept-Encoding';
  }
  headers['content-length'] = String(body.length);
  if (code === 413) {
    // Node.js has taken a newer name for it.
    res.statusMessage = 'Request Entity Too Large';
  }
  res.writeHead(code, headers);
  res.end(req.method === 'HEAD' ? undefined : body);
}

export function sendJson(
  context: RequestContext,
  code: number,
  value: unknown,
): void {
  sendText(context, code, JSON.stringify(value));
}

/** Answers with a refusal, unless the answer has begun already. */
export function sendError(context: RequestContext, error: StatusError): void {
  const { req, res } = context;
  if (res.headersSent) {
    res.destroy();
    return;
  }
  if (!req.complete) {
    // What is left of the body is not worth reading.
    res.setHeader('connection', 'close');
  }
  if (error instanceof PathNotFound) {
    sendPlain(res, error.code, error.text);
    return;
  }
  const retryAfter = error.status.details?.retryAfterSeconds;
  if (retryAfter) {
    res.setHeader('retry-after', String(retryAfter));
  }
  sendJson(context, error.code, error.status);
}

/** A refusal on a connection that has no request context yet. */
export function sendPlain(
  res: ServerResponse,
  code: number,
  text: string,
): void {
  const body = Buffer.from(text);
  res.writeHead(code, {
    ...(text && {
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
    }),
    'cache-control': 'no-cache, private',
    'content-length': String(body.length),
  });
  res.end(body);
}
