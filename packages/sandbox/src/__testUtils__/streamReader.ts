import { RawData, WebSocket } from 'ws';

/** Reads what comes over a WebSocket as one stream of bytes. */
export class StreamReader {
  readonly socket: WebSocket;
  /** How the connection ended. */
  readonly closed: Promise<{ code: number; reason: string }>;
  #bytes = Buffer.alloc(0);
  #isOver = false;
  #wake: (() => void)[] = [];

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data: RawData) => {
      this.#bytes = Buffer.concat([this.#bytes, data as Buffer]);
      this.#notify();
    });
    // A connection that was refused tells by its end.
    socket.on('error', () => undefined);
    this.closed = new Promise(resolve => {
      socket.on('close', (code, reason) => {
        this.#isOver = true;
        this.#notify();
        resolve({ code, reason: reason.toString() });
      });
    });
  }

  /** Waits for the connection. */
  async opened(): Promise<this> {
    if (this.socket.readyState !== WebSocket.OPEN) {
      await new Promise<void>((resolve, reject) => {
        this.socket.once('open', resolve);
        this.socket.once('unexpected-response', (_request, response) =>
          reject(new Error(`refused with ${response.statusCode}`)),
        );
        this.socket.once('error', reject);
      });
    }
    return this;
  }

  send(data: string | Buffer | number[]): void {
    this.socket.send(
      typeof data === 'string' ? Buffer.from(data) : Buffer.from(data),
    );
  }

  /** Takes so many bytes off the stream, when they have come. */
  async take(count: number): Promise<Buffer> {
    await this.#until(() => this.#bytes.length >= count, `${count} bytes`);
    const taken = this.#bytes.subarray(0, count);
    this.#bytes = this.#bytes.subarray(count);
    return taken;
  }

  /** Takes everything up to a pattern off the stream, as text. */
  async takeUntil(pattern: RegExp): Promise<string> {
    let end = 0;
    await this.#until(() => {
      const match = pattern.exec(this.#bytes.toString());
      end = match
        ? Buffer.byteLength(match.input.slice(0, match.index + match[0].length))
        : 0;
      return end > 0;
    }, String(pattern));
    return (await this.take(end)).toString();
  }

  async #until(isThere: () => boolean, what: string): Promise<void> {
    while (!isThere()) {
      if (this.#isOver) {
        throw new Error(`closed before ${what}: ${this.#bytes}`);
      }
      await new Promise<void>(resolve => {
        this.#wake.push(resolve);
      });
    }
  }

  #notify(): void {
    this.#wake.splice(0).forEach(resolve => resolve());
  }
}
