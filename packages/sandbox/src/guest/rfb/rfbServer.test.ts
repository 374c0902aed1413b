import { Frame } from '../frame';
import { TextScreen } from '../textScreen';
import { Feed } from './rfbStream';
import { RfbServer } from './rfbServer';

function request(
  isIncremental: boolean,
  [x, y, width, height]: number[],
): Buffer {
  const bytes = Buffer.alloc(10);
  bytes.set([3, Number(isIncremental)]);
  [x, y, width, height].forEach((value, index) =>
    bytes.writeUInt16BE(value, 2 + index * 2),
  );
  return bytes;
}

describe('RfbServer', () => {
  const screen = new TextScreen();
  const frame = new Frame(screen);
  let sent: Buffer[];
  let isBusy: boolean;
  let typed: string;
  let reboots: number;
  let server: RfbServer;
  let feed: Feed;

  beforeEach(() => {
    sent = [];
    isBusy = false;
    typed = '';
    reboots = 0;
    server = new RfbServer({
      frame,
      name: 'test',
      send: bytes => sent.push(bytes),
      isBusy: () => isBusy,
      type: text => {
        typed += text;
      },
      reboot: () => {
        reboots++;
      },
    });
    feed = new Feed(server.talk());
  });

  const greet = (version = 'RFB 003.008\n') =>
    feed.push(
      Buffer.concat([
        Buffer.from(version),
        Buffer.from(version === 'RFB 003.003\n' ? [1] : [1, 1]),
      ]),
    );

  const key = (keysym: number, isDown: boolean) => {
    const bytes = Buffer.alloc(8);
    bytes.set([4, Number(isDown)]);
    bytes.writeUInt32BE(keysym, 4);
    feed.push(bytes);
  };

  it.each(['RFB 003.003\n', 'RFB 003.007\n', 'RFB 003.008\n'])(
    'greets a client of %j',
    version => {
      greet(version);
      expect(sent[0].toString()).toBe('RFB 003.008\n');
      expect(sent.at(-1)?.subarray(24).toString()).toBe('test');
    },
  );

  it('reads messages that come byte by byte', () => {
    greet();
    sent = [];
    for (const byte of request(false, [0, 0, 8, 16])) {
      feed.push(Buffer.from([byte]));
    }
    expect(sent).toHaveLength(1);
    expect(sent[0]).toHaveLength(4 + 12 + 8 * 16 * 4);
  });

  it('answers with the part that is on the screen, or not at all', () => {
    greet();
    sent = [];
    feed.push(request(false, [700, 390, 65535, 65535]));
    expect(sent[0].readUInt16BE(8)).toBe(20);
    feed.push(request(false, [720, 0, 1, 1]));
    feed.push(request(false, [0, 0, 0, 0]));
    expect(sent).toHaveLength(1);
  });

  it('waits with an answer until something changes', () => {
    greet();
    feed.push(request(false, [0, 0, 720, 400]));
    sent = [];
    feed.push(request(true, [0, 0, 720, 400]));
    expect(sent).toEqual([]);
    server.changed(3, 4);
    server.changed(7, 7);
    expect(sent).toHaveLength(1);
    expect(sent[0].readUInt16BE(6)).toBe(3 * 16);
    expect(sent[0].readUInt16BE(10)).toBe(2 * 16);
  });

  it('sends once what a slow reader asks for many times', () => {
    greet();
    sent = [];
    isBusy = true;
    for (let count = 0; count < 1000; count++) {
      feed.push(request(false, [0, 0, 720, 400]));
    }
    expect(sent).toEqual([]);
    isBusy = false;
    server.flush();
    server.flush();
    expect(sent).toHaveLength(1);
  });

  it('types what is pressed', () => {
    greet();
    for (const keysym of [0x61, 0xff0d, 0xff08, 0xe4, 0x010020ac, 0xffb7]) {
      key(keysym, true);
      key(keysym, false);
    }
    key(0xffe3, true);
    key(0x63, true);
    key(0xffe3, false);
    key(0x63, true);
    expect(typed).toBe('a\r\bä€7\x03c');
  });

  it('starts again on the three keys', () => {
    greet();
    key(0xffff, true);
    expect(reboots).toBe(0);
    [0xffe3, 0xffe9, 0xffff].forEach(keysym => key(keysym, true));
    expect(reboots).toBe(1);
  });

  it.each([
    ['another protocol', 'GET / HTTP/1.1\n', 'no RFB 3'],
    ['an unknown security type', 'RFB 003.008\n\x05', 'was not offered'],
  ])('refuses %s', (_what, text, message) => {
    expect(() => feed.push(Buffer.from(text))).toThrow(message);
  });
});
