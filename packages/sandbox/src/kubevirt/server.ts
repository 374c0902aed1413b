import { IncomingMessage } from 'node:http';
import https from 'node:https';
import { AddressInfo } from 'node:net';
import { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { Guests } from '../guest/guests';
import { CertificateAuthority } from '../pki/certificateAuthority';
import { KubeClient } from '../runtime/client';
import { Clock } from '../runtime/clock';
import { ApiError } from '../runtime/errors';
import { EventRecorder } from '../runtime/eventRecorder';
import { Logger } from '../runtime/logger';
import { refuseUpgrade, send, toRefusal } from './answers';
import { register } from './register';
import { readProxyTrust } from './requestIdentity';
import { Routes } from './routes';

/** What a stream speaks: bytes as they are, in binary messages. */
const STREAM_PROTOCOL = 'plain.kubevirt.io';

/** Larger than anything that a console or a screen has to be told. */
const MAX_MESSAGE_BYTES = 1024 * 1024;

/** How long clients have to agree to the end of a connection. */
const FAREWELL_MS = 500;

/** A running server of KubeVirt's subresources. */
export type SubresourceServer = { port: number; stop(): Promise<void> };

/**
 * Serves `subresources.kubevirt.io` and registers it with the API server as an
 * aggregated API.
 */
export async function startSubresourceServer(options: {
  client: KubeClient;
  authority: CertificateAuthority;
  guests: Guests;
  clock: Clock;
  logger: Logger;
}): Promise<SubresourceServer> {
  const { client, authority, guests, clock, logger } = options;
  const { certificate, key } = await authority.issue([
    'virt-api.kube-dc.svc',
    'localhost',
    '127.0.0.1',
  ]);
  const trust = await readProxyTrust(client);
  if (trust.clientCa === undefined) {
    logger.debug(
      'the API server has no client certificate for aggregated APIs; its headers are believed on this machine',
    );
  }
  const events = new EventRecorder(client, clock, logger);
  const routes = new Routes({ client, guests, events }, trust);
  const streams = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    handleProtocols: offered =>
      offered.has(STREAM_PROTOCOL) ? STREAM_PROTOCOL : false,
  });
  const refusalOf = (request: IncomingMessage, error: unknown) => {
    const refusal = toRefusal(error);
    if (refusal !== error && !(error instanceof ApiError)) {
      logger.warn(`${request.method} ${request.url}: ${error}`);
    }
    return refusal;
  };
  const server = https.createServer(
    {
      cert: certificate,
      key,
      requestCert: trust.clientCa !== undefined,
      rejectUnauthorized: false,
      ca: trust.clientCa,
    },
    (request, response) => {
      routes.answer(request).then(
        answer => send(response, answer),
        error => send(response, refusalOf(request, error)),
      );
    },
  );
  server.on('upgrade', (request, socket: Duplex, head) => {
    // Until the WebSocket has the connection, its errors are nobody's.
    const ignore = () => socket.destroy();
    socket.on('error', ignore);
    routes.open(request).then(
      serve => {
        socket.off('error', ignore);
        streams.handleUpgrade(request, socket, head, webSocket => {
          webSocket.on('error', error =>
            logger.debug(`${request.url}: ${error}`),
          );
          serve(webSocket);
        });
      },
      error => refuseUpgrade(socket, refusalOf(request, error)),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await register(client, port, authority.certificate);
  return {
    port,
    stop: async () => {
      const isClosed = new Promise<void>(resolve => {
        server.close(() => resolve());
      });
      guests.stop();
      await farewell(streams);
      server.closeAllConnections();
      streams.clients.forEach(webSocket => webSocket.terminate());
      await isClosed;
    },
  };
}

/** Waits for clients to see that it is over, as long as that takes little. */
async function farewell({ clients }: WebSocketServer): Promise<void> {
  const closing = [...clients].map(
    webSocket =>
      new Promise<void>(resolve => {
        webSocket.once('close', () => resolve());
      }),
  );
  if (closing.length) {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>(resolve => {
      timer = setTimeout(resolve, FAREWELL_MS);
    });
    await Promise.race([Promise.all(closing), patience]);
    clearTimeout(timer);
  }
}
