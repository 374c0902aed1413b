import { RawData, WebSocket } from 'ws';
import { Guest } from './guest';

/** So much may wait for a slow reader; what is more is lost, as on any serial line. */
const MAX_WAITING_BYTES = 256 * 1024;

/** What a message carries. */
export function bytesOf(data: RawData): Buffer {
  if (Array.isArray(data)) {
    return Buffer.concat(data);
  }
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}

/** Connects a WebSocket with a guest's serial line. */
export function serveConsole(guest: Guest, socket: WebSocket): void {
  const decoder = new TextDecoder();
  const onMessage = (data: RawData) =>
    guest.serial.input(decoder.decode(bytesOf(data), { stream: true }));
  const release = guest.serialLine.take(reason => {
    disconnect();
    socket.close(1000, reason);
  });
  const stopListening = guest.serial.onOutput(text => {
    if (socket.bufferedAmount < MAX_WAITING_BYTES) {
      socket.send(Buffer.from(text));
    }
  });
  function disconnect() {
    stopListening();
    // What is still on its way comes from somebody who has lost the line.
    socket.off('message', onMessage);
  }
  socket.on('message', onMessage);
  socket.on('close', () => {
    disconnect();
    release();
  });
  // As if Return had been pressed, so that it can be seen who is there.
  guest.serial.redraw('\r\n');
}
