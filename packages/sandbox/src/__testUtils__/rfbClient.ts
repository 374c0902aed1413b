import { StreamReader } from './streamReader';

/** A rectangle of raw pixels as it came. */
export type RawRectangle = {
  x: number;
  y: number;
  width: number;
  height: number;
  pixels: Buffer;
};

/** A client of RFB 3.8 as small as can be. */
export class RfbClient {
  readonly reader: StreamReader;
  width = 0;
  height = 0;
  name = '';
  bytesPerPixel = 4;

  constructor(reader: StreamReader) {
    this.reader = reader;
  }

  /** Shakes hands and reads what the screen is like. */
  async greet(): Promise<this> {
    const { reader } = this;
    const version = (await reader.take(12)).toString();
    reader.send(version);
    const [count] = await reader.take(1);
    await reader.take(count);
    reader.send([1]);
    const result = (await reader.take(4)).readUInt32BE(0);
    if (version !== 'RFB 003.008\n' || result !== 0) {
      throw new Error(`no RFB 3.8: ${version} ${result}`);
    }
    reader.send([1]);
    const head = await reader.take(24);
    this.width = head.readUInt16BE(0);
    this.height = head.readUInt16BE(2);
    this.name = (await reader.take(head.readUInt32BE(20))).toString();
    return this;
  }

  /** Asks for the screen, or what changed on it, and reads the answer. */
  async update(isIncremental: boolean): Promise<RawRectangle[]> {
    this.ask(isIncremental);
    return this.read();
  }

  ask(isIncremental: boolean): void {
    const request = Buffer.alloc(10);
    request.set([3, Number(isIncremental)]);
    request.writeUInt16BE(this.width, 6);
    request.writeUInt16BE(this.height, 8);
    this.reader.send(request);
  }

  async read(): Promise<RawRectangle[]> {
    const head = await this.reader.take(4);
    if (head[0] !== 0) {
      throw new Error(`message of type ${head[0]}`);
    }
    const rectangles: RawRectangle[] = [];
    for (let left = head.readUInt16BE(2); left > 0; left--) {
      const part = await this.reader.take(12);
      const [x, y, width, height] = [0, 2, 4, 6].map(at =>
        part.readUInt16BE(at),
      );
      if (part.readInt32BE(8) !== 0) {
        throw new Error('not raw');
      }
      const pixels = await this.reader.take(
        width * height * this.bytesPerPixel,
      );
      rectangles.push({ x, y, width, height, pixels });
    }
    return rectangles;
  }

  /** Presses and releases keys one after the other. */
  press(...keysyms: number[]): void {
    for (const keysym of keysyms) {
      this.key(keysym, true);
      this.key(keysym, false);
    }
  }

  key(keysym: number, isDown: boolean): void {
    const message = Buffer.alloc(8);
    message.set([4, Number(isDown)]);
    message.writeUInt32BE(keysym, 4);
    this.reader.send(message);
  }

  type(text: string): void {
    this.press(...[...text].map(char => char.charCodeAt(0)));
  }
}
