import { RawData, WebSocket } from 'ws';
import { bytesOf } from '../consoleStream';
import { Guest } from '../guest';
import { RfbError } from './rfbError';
import { RfbServer } from './rfbServer';

const PROTOCOL_ERROR = 1002;

/** Hands a conversation as many bytes at a time as it asks for. */
export class Feed {
  readonly #talk: Generator<number, void, Buffer>;
  #chunks: Buffer[] = [];
  #size = 0;
  #needed: number;

  constructor(talk: Generator<number, void, Buffer>) {
    this.#talk = talk;
    this.#needed = Number(talk.next().value);
  }

  /** Takes what has come. */
  push(bytes: Buffer): void {
    this.#chunks.push(bytes);
    this.#size += bytes.length;
    if (this.#size < this.#needed) {
      return;
    }
    let rest = Buffer.concat(this.#chunks);
    while (rest.length >= this.#needed) {
      const part = rest.subarray(0, this.#needed);
      rest = rest.subarray(this.#needed);
      this.#needed = Number(this.#talk.next(part).value);
    }
    this.#chunks = [rest];
    this.#size = rest.length;
  }
}

/** Connects a WebSocket with a guest's screen and keyboard. */
export function serveRfb(guest: Guest, socket: WebSocket): void {
  const release = guest.screenLine.take(reason => {
    disconnect();
    socket.close(1000, reason);
  });
  const server: RfbServer = new RfbServer({
    frame: guest.frame,
    name: `QEMU (${guest.facts.namespace}_${guest.facts.hostname})`,
    send: bytes => socket.send(bytes, () => server.flush()),
    isBusy: () => socket.bufferedAmount > 0,
    type: text => guest.screen.input(text),
    reboot: () => guest.reboot(),
  });
  const stopListening = guest.frame.screen.onChange((first, last) =>
    server.changed(first, last),
  );
  const feed = new Feed(server.talk());
  const onMessage = (data: RawData) => {
    try {
      feed.push(bytesOf(data));
    } catch (error) {
      if (!(error instanceof RfbError)) {
        throw error;
      }
      disconnect();
      socket.close(PROTOCOL_ERROR, error.message);
    }
  };
  function disconnect() {
    socket.off('message', onMessage);
    stopListening();
  }
  socket.on('message', onMessage);
  socket.on('close', () => {
    disconnect();
    release();
  });
}
