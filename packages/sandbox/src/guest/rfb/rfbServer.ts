import { CELL, Frame } from '../frame';
import { Keyboard } from './keyboard';
import {
  PIXEL_FORMAT_BYTES,
  defaultPixelFormat,
  paletteIn,
  readPixelFormat,
  writePixelFormat,
} from './pixelFormat';
import { Rectangle, framebufferUpdate, intersect } from './rawRectangles';
import { RfbError } from './rfbError';

/** Larger than any clipboard that makes sense. */
const MAX_CLIPBOARD_BYTES = 256 * 1024;
const NO_SECURITY = 1;
const VERSION = 'RFB 003.008\n';

/** What a server of a screen works with. */
export type RfbHost = {
  frame: Frame;
  name: string;
  send(bytes: Buffer): void;
  /** Whether what was sent has not been read yet. */
  isBusy(): boolean;
  type(text: string): void;
  reboot(): void;
};

/**
 * One client's view of a screen by the Remote Framebuffer Protocol 3.8
 * (RFC 6143): no security, raw pixels.
 */
export class RfbServer {
  readonly #host: RfbHost;
  readonly #keyboard = new Keyboard();
  #palette = paletteIn(defaultPixelFormat);
  #wanted: Rectangle | undefined;
  /** The rows of characters that the client has not seen as they are. */
  readonly #dirty = new Set<number>();

  constructor(host: RfbHost) {
    this.#host = host;
  }

  /**
   * The conversation: yields how many bytes it has to be given next.
   *
   * @throws RfbError when the client does not keep to the protocol
   */
  *talk(): Generator<number, void, Buffer> {
    yield* this.#greet();
    for (;;) {
      const [type] = yield 1;
      switch (type) {
        case 0: {
          const bytes = yield 3 + PIXEL_FORMAT_BYTES;
          this.#palette = paletteIn(readPixelFormat(bytes.subarray(3)));
          break;
        }
        case 2: {
          const count = (yield 3).readUInt16BE(1);
          // Raw is what every client has to understand.
          yield count * 4;
          break;
        }
        case 3:
          this.#request(yield 9);
          break;
        case 4:
          this.#key(yield 7);
          break;
        case 5:
          yield 5;
          break;
        case 6:
          yield clipboardLength(yield 7);
          break;
        default:
          throw new RfbError(`message type ${type} is unknown`);
      }
    }
  }

  /** Notes that rows of characters have changed. */
  changed(first: number, last: number): void {
    for (let row = first; row <= last; row++) {
      this.#dirty.add(row);
    }
    this.flush();
  }

  /** Sends what the client waits for, if there is any and it reads. */
  flush(): void {
    const wanted = this.#wanted;
    if (!wanted || this.#host.isBusy()) {
      return;
    }
    const rectangles = this.#bands()
      .map(band => intersect(band, wanted))
      .filter((part): part is Rectangle => part !== undefined);
    if (rectangles.length) {
      this.#wanted = undefined;
      this.#seen(wanted);
      this.#host.send(
        framebufferUpdate(this.#host.frame, rectangles, this.#palette),
      );
    }
  }

  *#greet(): Generator<number, void, Buffer> {
    const { frame, name, send } = this.#host;
    send(Buffer.from(VERSION));
    const version = (yield 12).toString('latin1');
    if (!/^RFB 003\.\d{3}\n$/.test(version)) {
      throw new RfbError('the client speaks no RFB 3');
    }
    const minor = Number(version.slice(8, 11));
    if (minor < 7) {
      send(Buffer.from([0, 0, 0, NO_SECURITY]));
    } else {
      send(Buffer.from([1, NO_SECURITY]));
      const [chosen] = yield 1;
      if (chosen !== NO_SECURITY) {
        throw new RfbError(`security type ${chosen} was not offered`);
      }
      if (minor >= 8) {
        send(Buffer.alloc(4));
      }
    }
    // Whether others may look too; nobody else can.
    yield 1;
    const size = Buffer.alloc(4);
    size.writeUInt16BE(frame.width, 0);
    size.writeUInt16BE(frame.height, 2);
    const title = Buffer.from(name);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(title.length);
    const format = writePixelFormat(defaultPixelFormat);
    send(Buffer.concat([size, format, length, title]));
  }

  #request(bytes: Buffer): void {
    const asked = {
      x: bytes.readUInt16BE(1),
      y: bytes.readUInt16BE(3),
      width: bytes.readUInt16BE(5),
      height: bytes.readUInt16BE(7),
    };
    const { width, height } = this.#host.frame;
    const part = intersect(asked, { x: 0, y: 0, width, height });
    if (!part) {
      return;
    }
    const isIncremental = bytes[0] !== 0;
    if (!isIncremental) {
      const first = Math.floor(part.y / CELL.height);
      const last = Math.floor((part.y + part.height - 1) / CELL.height);
      for (let row = first; row <= last; row++) {
        this.#dirty.add(row);
      }
    }
    this.#wanted = part;
    this.flush();
  }

  #key(bytes: Buffer): void {
    const typed = this.#keyboard.press(bytes.readUInt32BE(3), bytes[0] !== 0);
    if (typed === 'reboot') {
      this.#host.reboot();
    } else if (typed) {
      this.#host.type(typed);
    }
  }

  /** Forgets the rows that lie in a part as a whole. */
  #seen({ x, y, width, height }: Rectangle): void {
    if (x > 0 || width < this.#host.frame.width) {
      return;
    }
    for (const row of [...this.#dirty]) {
      const top = row * CELL.height;
      if (top >= y && top + CELL.height <= y + height) {
        this.#dirty.delete(row);
      }
    }
  }

  /** The dirty rows as few rectangles as possible. */
  #bands(): Rectangle[] {
    const bands: Rectangle[] = [];
    for (const row of [...this.#dirty].sort((a, b) => a - b)) {
      const y = row * CELL.height;
      const last = bands.at(-1);
      if (last && last.y + last.height === y) {
        last.height += CELL.height;
      } else {
        const { width } = this.#host.frame;
        bands.push({ x: 0, y, width, height: CELL.height });
      }
    }
    return bands;
  }
}

function clipboardLength(header: Buffer): number {
  const length = header.readUInt32BE(3);
  if (length > MAX_CLIPBOARD_BYTES) {
    throw new RfbError(`a clipboard of ${length} bytes is too large`);
  }
  return length;
}
