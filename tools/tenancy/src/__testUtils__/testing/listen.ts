import { WebSocket } from 'ws';
import type { Caller } from '../people';
import type { World } from '../portal/World';

/** A caller at the portal's WebSocket. */
export interface Listener {
  /** Status of the refusal; undefined when let in. */
  refused?: number;
  /** All that came. */
  messages: string[];
  close(): void;
}

/** Milliseconds a handshake may take. */
const HANDSHAKE_MS = 60_000;

/** Opens the portal's WebSocket as a caller and subscribes to a channel. */
export function listen(
  world: World,
  caller: Caller,
  channel: string,
): Promise<Listener> {
  const url = `${world.url.replace('http', 'ws')}/api/signals`;
  const token = world.token(caller);
  const socket = new WebSocket(url, token ? [token] : [], {
    handshakeTimeout: HANDSHAKE_MS,
  });
  const messages: string[] = [];
  socket.on('message', data => messages.push(String(data)));
  const close = () => socket.terminate();
  return new Promise((resolve, reject) => {
    socket.once('open', () => {
      socket.send(JSON.stringify({ action: 'subscribe', channel }));
      resolve({ messages, close });
    });
    socket.once('unexpected-response', (_, { statusCode }) =>
      resolve({ refused: statusCode, messages, close }),
    );
    socket.once('error', error =>
      reject(new Error(`${caller} cannot listen: ${error.message}`)),
    );
  });
}
