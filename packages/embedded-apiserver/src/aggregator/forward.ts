import { IncomingMessage } from 'node:http';
import https, { Agent } from 'node:https';
import { Socket } from 'node:net';
import { isIP } from 'node:net';
import { withoutTokenProtocol } from '../authn/authenticator';
import { RequestContext } from '../handlers/requestContext';
import { sendPlain } from '../handlers/respond';
import { UserInfo } from '../types';
import { Endpoint } from './apiService';

/** A server that requests are passed on to, and how it is trusted. */
export interface Target extends Endpoint {
  servername: string;
  ca?: string;
  rejectUnauthorized: boolean;
  cert: string;
  key: string;
}

/** Headers that belong to one connection or must not be passed on. */
const DROPPED = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'host',
  'authorization',
]);
const DROPPED_PREFIXES = ['impersonate-', 'x-remote-'];

const agent = new Agent({ keepAlive: true, maxSockets: 100 });

/** The headers that tell an aggregated server who makes a request. */
export function remoteHeaders(
  user: UserInfo,
): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {
    'x-remote-user': user.name,
  };
  if (user.uid) {
    headers['x-remote-uid'] = user.uid;
  }
  if (user.groups.length > 0) {
    headers['x-remote-group'] = user.groups;
  }
  for (const [key, values] of Object.entries(user.extra ?? {})) {
    headers[`x-remote-extra-${encodeURIComponent(key)}`] = values;
  }
  return headers;
}

/** How to connect to a server. */
export function requestOptions(target: Target): https.RequestOptions {
  return {
    host: target.host,
    port: target.port,
    servername: isIP(target.servername) ? '' : target.servername,
    ca: target.ca,
    rejectUnauthorized: target.rejectUnauthorized,
    cert: target.cert,
    key: target.key,
    agent,
  };
}

function forwardedHeaders({ req, user }: RequestContext) {
  const headers: Record<string, string | string[]> = {};
  for (const [name, values] of Object.entries(req.headersDistinct)) {
    const isDropped =
      DROPPED.has(name) ||
      DROPPED_PREFIXES.some(prefix => name.startsWith(prefix));
    if (!isDropped && values) {
      headers[name] = values.length === 1 ? values[0] : values;
    }
  }
  return {
    ...headers,
    host: req.headers.host ?? 'localhost',
    'x-forwarded-for': req.socket.remoteAddress ?? '127.0.0.1',
    ...remoteHeaders(user),
  };
}

function unavailable({ res }: RequestContext, why: string): void {
  if (res.headersSent) {
    res.destroy();
  } else {
    sendPlain(res, 503, why);
  }
}

function responseHeaders(response: IncomingMessage) {
  return Object.entries(response.headersDistinct).filter(
    ([name]) => !DROPPED.has(name),
  ) as [string, string[]][];
}

/** Passes a request on and answers with what comes back. */
export function forward(
  context: RequestContext,
  target: Target | undefined,
): void {
  const { req, res } = context;
  if (!target) {
    unavailable(context, 'service unavailable\n');
    return;
  }
  const request = https.request(
    {
      ...requestOptions(target),
      method: req.method,
      path: req.url,
      headers: forwardedHeaders(context),
    },
    response => {
      for (const [name, values] of responseHeaders(response)) {
        res.setHeader(name, values);
      }
      res.writeHead(response.statusCode ?? 502);
      response.on('data', chunk => {
        if (!res.write(chunk)) {
          response.pause();
          res.once('drain', () => response.resume());
        }
      });
      response.on('end', () => res.end());
      response.on('error', () => res.destroy());
    },
  );
  request.on('error', error =>
    unavailable(context, `error trying to reach service: ${error.message}`),
  );
  res.on('close', () => request.destroy());
  req.pipe(request);
}

function writeHead(socket: Socket, response: IncomingMessage): void {
  const lines = [`HTTP/1.1 ${response.statusCode} ${response.statusMessage}`];
  for (let i = 0; i < response.rawHeaders.length; i += 2) {
    lines.push(`${response.rawHeaders[i]}: ${response.rawHeaders[i + 1]}`);
  }
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
}

/** Connects a client that changes the protocol to a server. */
export function forwardUpgrade(
  context: RequestContext,
  target: Target | undefined,
  head: Buffer,
): void {
  const { req } = context;
  const { socket } = req;
  if (!target) {
    unavailable(context, 'service unavailable\n');
    return;
  }
  const protocols = req.headers['sec-websocket-protocol'];
  const headers: Record<string, string | string[]> = {
    ...forwardedHeaders(context),
    connection: 'Upgrade',
    upgrade: req.headers.upgrade ?? 'websocket',
  };
  if (protocols) {
    const kept = withoutTokenProtocol(protocols);
    delete headers['sec-websocket-protocol'];
    if (kept) {
      headers['sec-websocket-protocol'] = kept;
    }
  }
  const request = https.request({
    ...requestOptions(target),
    agent: undefined,
    method: req.method,
    path: req.url,
    headers,
  });
  request.on('upgrade', (response, remote, remoteHead) => {
    writeHead(socket, response);
    socket.write(remoteHead);
    remote.write(head);
    remote.pipe(socket);
    socket.pipe(remote);
    const close = () => {
      remote.destroy();
      socket.destroy();
    };
    for (const end of [remote, socket]) {
      end.on('error', close);
      end.on('close', close);
    }
  });
  request.on('response', response => {
    // The server does not change the protocol: its answer is the answer.
    writeHead(socket, response);
    response.pipe(socket);
  });
  request.on('error', error =>
    unavailable(context, `error trying to reach service: ${error.message}`),
  );
  socket.on('close', () => request.destroy());
  request.end();
}
