import { MachineBed, startMachineBed } from '../__testUtils__/machineBed';
import { StreamReader } from '../__testUtils__/streamReader';

describe('streams', () => {
  let bed: MachineBed;

  const open = (what: string) =>
    new StreamReader(
      bed.connect(`virtualmachineinstances/web/${what}`),
    ).opened();

  beforeAll(async () => {
    bed = await startMachineBed();
    await bed.machine({ name: 'web' });
    await bed.hasAgent('web');
  });

  afterAll(() => bed?.stop());

  it('survive a reader that reads nothing', async () => {
    const slow = await open('console');
    slow.socket.pause();
    for (let count = 0; count < 2000; count++) {
      slow.send('nobody\rwrong\r');
    }
    // The next one takes the line over and is served at once.
    const next = await open('console');
    expect(await next.takeUntil(/login: |Password: /)).toBeTruthy();
    expect(slow.socket.isPaused).toBe(true);
    slow.socket.terminate();
    next.socket.close();
  });

  it('survive a client that vanishes in the middle of a message', async () => {
    const gone = await open('vnc');
    gone.send('RFB 003.0');
    gone.socket.terminate();
    const next = await open('vnc');
    expect((await next.take(12)).toString()).toBe('RFB 003.008\n');
    next.socket.close();
  });

  it('refuse messages that are too large', async () => {
    const reader = await open('console');
    reader.send(Buffer.alloc(2 * 1024 * 1024));
    expect((await reader.closed).code).toBe(1009);
  });

  it('end with the sandbox', async () => {
    const console = await open('console');
    const screen = await open('vnc');
    await bed.stop();
    const end = { code: 1000, reason: 'the sandbox stops' };
    expect(await console.closed).toEqual(end);
    expect(await screen.closed).toEqual(end);
  });
});
