import { ServerResponse } from 'node:http';
import { Duplex } from 'node:stream';
import { SubresourceError, internalError } from './subresourceError';
import { SubresourceAnswer } from './types';

/** What is answered when a request fails. */
export function toRefusal(error: unknown): SubresourceError {
  if (error instanceof SubresourceError) {
    return error;
  }
  return internalError(error instanceof Error ? error.message : String(error));
}

function toBytes(answer: SubresourceAnswer): [type: string, bytes: Buffer] {
  if (answer.bytes) {
    return [answer.contentType ?? 'application/octet-stream', answer.bytes];
  }
  return [
    'application/json',
    Buffer.from(answer.body ? JSON.stringify(answer.body) : ''),
  ];
}

function toAnswer(refusal: SubresourceError): SubresourceAnswer {
  return refusal.isPlainText
    ? {
        code: refusal.code,
        bytes: Buffer.from(refusal.message),
        contentType: 'text/plain',
      }
    : { code: refusal.code, body: refusal.status };
}

/** Answers a request. */
export function send(
  response: ServerResponse,
  answer: SubresourceAnswer | SubresourceError,
): void {
  const { code, ...rest } =
    answer instanceof SubresourceError ? toAnswer(answer) : answer;
  const [type, bytes] = toBytes({ code, ...rest });
  response.writeHead(code, {
    'content-type': type,
    'content-length': bytes.length,
  });
  response.end(bytes);
}

/** Answers a request that wanted a stream, and ends its connection. */
export function refuseUpgrade(socket: Duplex, refusal: SubresourceError): void {
  const [type, bytes] = toBytes(toAnswer(refusal));
  socket.end(
    Buffer.concat([
      Buffer.from(
        [
          `HTTP/1.1 ${refusal.code} ${refusal.status.reason}`,
          `content-type: ${type}`,
          `content-length: ${bytes.length}`,
          'connection: close',
          '\r\n',
        ].join('\r\n'),
      ),
      bytes,
    ]),
  );
}
