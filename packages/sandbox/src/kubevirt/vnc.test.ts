import { MachineBed, startMachineBed } from '../__testUtils__/machineBed';
import { RawRectangle, RfbClient } from '../__testUtils__/rfbClient';
import { StreamReader } from '../__testUtils__/streamReader';

const RETURN = 0xff0d;
const CELL_HEIGHT = 16;

/** The number of pixels that are not black. */
const lit = ({ pixels }: RawRectangle) => {
  let count = 0;
  for (let at = 0; at < pixels.length; at += 4) {
    count += pixels.readUInt32LE(at) % 2 ** 24 ? 1 : 0;
  }
  return count;
};

describe('the screen', () => {
  let bed: MachineBed;

  const open = (query = '') =>
    new StreamReader(
      bed.connect(`virtualmachineinstances/web/vnc${query}`),
    ).opened();

  beforeAll(async () => {
    bed = await startMachineBed();
    await bed.machine({ name: 'web' });
    await bed.hasAgent('web');
  });

  afterAll(() => bed?.stop());

  it('is served by RFB 3.8 and shows what is typed', async () => {
    const client = await new RfbClient(await open()).greet();
    expect(client).toMatchObject({
      width: 720,
      height: 400,
      name: 'QEMU (acme-prod_web)',
    });
    const [whole] = await client.update(false);
    expect(whole).toMatchObject({ x: 0, y: 0, width: 720, height: 400 });
    expect(lit(whole)).toBeGreaterThan(1000);

    client.ask(true);
    client.press('c'.charCodeAt(0));
    const [row] = await client.read();
    expect(row).toMatchObject({ x: 0, width: 720, height: CELL_HEIGHT });
    expect(lit(row)).toBeGreaterThan(0);

    client.type('irros');
    client.press(RETURN);
    client.type('secret');
    client.press(RETURN);
    // Nothing on the screen is the line that was: it has scrolled or gone on.
    const after = await client.update(true);
    expect(after.map(lit).reduce((a, b) => a + b)).toBeGreaterThan(0);
    client.reader.socket.close();
    await client.reader.closed;
  });

  it('signs whoever types in, which the agent tells', async () => {
    const client = await new RfbClient(await open()).greet();
    client.type('whoami');
    client.press(RETURN);
    await client.update(false);
    const { body } = await bed.get(
      'virtualmachineinstances/web/userlist',
      'admin',
    );
    expect(body).toMatchObject({
      kind: 'VirtualMachineInstanceGuestOSUserList',
      items: [{ userName: 'cirros', loginTime: expect.any(Number) }],
    });
    client.reader.socket.close();
  });

  it('comes in the pixels that a client wants', async () => {
    const client = await new RfbClient(await open()).greet();
    // 16 bits for a pixel: 5, 6 and 5 for the colours, big endian.
    client.reader.send([
      0, 0, 0, 0, 16, 16, 1, 1, 0, 31, 0, 63, 0, 31, 11, 5, 0, 0, 0, 0,
    ]);
    client.reader.send([2, 0, 0, 1, 0, 0, 0, 0]);
    client.bytesPerPixel = 2;
    const [whole] = await client.update(false);
    const seen = new Set<number>();
    for (let at = 0; at < whole.pixels.length; at += 2) {
      seen.add(whole.pixels.readUInt16BE(at));
    }
    // Black, and two thirds of white.
    expect([...seen].sort((a, b) => a - b)).toEqual([
      0,
      21 * 2048 + 42 * 32 + 21,
    ]);
    client.reader.socket.close();
  });

  it('takes a clipboard and a pointer without harm', async () => {
    const client = await new RfbClient(await open()).greet();
    client.reader.send([5, 0, 0, 10, 0, 10]);
    client.reader.send([6, 0, 0, 0, 0, 0, 0, 3]);
    client.reader.send('abc');
    expect(await client.update(false)).toHaveLength(1);
    client.reader.socket.close();
  });

  it.each([
    ['an unknown message', [99], 'message type 99 is unknown'],
    ['a clipboard without end', [6, 0, 0, 0, 255, 255, 255, 255], 'too large'],
    [
      'pixels of 7 bits',
      [0, 0, 0, 0, 7, ...new Array(15).fill(0)],
      '7 bits for a pixel',
    ],
  ])('ends a connection that sends %s', async (_what, bytes, reason) => {
    const client = await new RfbClient(await open()).greet();
    client.reader.send(bytes);
    const end = await client.reader.closed;
    expect(end.code).toBe(1002);
    expect(end.reason).toContain(reason);
  });

  it('goes to the next who opens it, unless it shall be kept', async () => {
    const first = await new RfbClient(await open()).greet();
    await expect(open('?preserveSession=true')).rejects.toThrow(
      'refused with 500',
    );
    const second = await new RfbClient(await open()).greet();
    expect((await first.reader.closed).code).toBe(1000);
    expect(await second.update(false)).toHaveLength(1);
    second.reader.socket.close();
  });

  it('can be had as a picture', async () => {
    const { code, bytes } = await bed.get(
      'virtualmachineinstances/web/vnc/screenshot',
      'admin',
    );
    expect(code).toBe(200);
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(bytes.readUInt32BE(16)).toBe(720);
    expect(bytes.readUInt32BE(20)).toBe(400);
  });

  it('is closed when the machine stops', async () => {
    const client = await new RfbClient(await open()).greet();
    await bed.put('virtualmachines/web/stop');
    expect((await client.reader.closed).code).toBe(1000);
  });
});
