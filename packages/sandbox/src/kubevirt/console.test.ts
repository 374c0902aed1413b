import {
  MachineBed,
  namespace,
  startMachineBed,
} from '../__testUtils__/machineBed';
import { StreamReader } from '../__testUtils__/streamReader';
import { virtualMachineInstances } from '../kinds';

const PROMPT = /cirros@\S+:~\$ $/;

describe('the serial console', () => {
  let bed: MachineBed;

  const open = (name: string, person?: string) =>
    new StreamReader(
      bed.connect(`virtualmachineinstances/${name}/console`, person),
    ).opened();

  async function signIn(reader: StreamReader): Promise<void> {
    await reader.takeUntil(/login: $/);
    reader.send('cirros\r');
    await reader.takeUntil(/Password: $/);
    reader.send('secret\r');
    expect(await reader.takeUntil(PROMPT)).not.toContain('secret');
  }

  async function run(reader: StreamReader, command: string): Promise<string> {
    reader.send(`${command}\r`);
    return reader.takeUntil(PROMPT);
  }

  beforeAll(async () => {
    bed = await startMachineBed();
    await bed.machine({ name: 'web', cores: 2 });
    await bed.machine({ name: 'off', runStrategy: 'Halted' });
    await bed.machine(
      { name: 'mute' },
      {
        template: {
          domain: { devices: { autoattachSerialConsole: false } },
        },
      },
    );
    await bed.hasAgent('web');
    await bed.isState('off', 'Stopped');
    await bed.isState('mute', 'Running');
  });

  afterAll(() => bed?.stop());

  it('signs in and answers as the machine is', async () => {
    const reader = await open('web');
    expect(reader.socket.protocol).toBe('plain.kubevirt.io');
    await signIn(reader);
    expect(await run(reader, 'hostname')).toMatch(/^hostname\r\nweb\r\n/);
    expect(await run(reader, 'uname -a')).toContain(
      'Linux web 5.3.0-26-generic',
    );
    expect(await run(reader, 'cat /etc/os-release')).toContain('ID=cirros');
    expect(await run(reader, 'nproc')).toContain('\r\n2\r\n');
    expect(await run(reader, 'free -m')).toMatch(/Mem: +492 /);
    expect(await run(reader, 'df -h')).toContain('/dev/vda1');
    const { status } =
      (await bed.client.get(virtualMachineInstances, {
        namespace,
        name: 'web',
      })) ?? {};
    expect(await run(reader, 'ip addr')).toContain(
      `inet ${status?.interfaces?.[0].ipAddress}/20`,
    );
    expect(await run(reader, 'nonsense')).toContain('command not found');
    reader.send('exit\r');
    await reader.takeUntil(/web login: $/);
    reader.socket.close();
  });

  it('edits the line as a terminal does', async () => {
    const reader = await open('web');
    await signIn(reader);
    expect(await run(reader, 'echo onex\x7f two')).toContain('\r\none two\r\n');
    reader.send('echo lost\x03');
    expect(await reader.takeUntil(PROMPT)).toContain('^C\r\n');
    expect(await run(reader, '\x1b[A')).toContain('\r\none two\r\n');
    reader.send('\x04');
    expect(await reader.takeUntil(/login: $/)).toContain('logout');
    reader.send('nobody\rany\r');
    await reader.takeUntil(/Login incorrect/);
    reader.socket.close();
  });

  it('is taken over by the next who opens it', async () => {
    const first = await open('web');
    const second = await open('web');
    expect(await first.closed).toMatchObject({ code: 1000 });
    await second.takeUntil(/login: $/);
    second.socket.close();
  });

  it('waits while the machine is paused', async () => {
    const reader = await open('web');
    await reader.takeUntil(/login: $/);
    await bed.put('virtualmachineinstances/web/pause');
    reader.send('cirros\r');
    await bed.put('virtualmachineinstances/web/unpause');
    expect(await reader.takeUntil(/Password: $/)).toMatch(/^cirros/);
    reader.send('x\r');
    await reader.takeUntil(PROMPT);
    reader.send('exit\r');
    await reader.takeUntil(/login: $/);
    reader.socket.close();
  });

  it('shows a reboot, and the agent comes back', async () => {
    const reader = await open('web');
    await bed.put('virtualmachineinstances/web/softreboot');
    await reader.takeUntil(/reboot: Restarting system/);
    expect(await reader.takeUntil(/Linux version/)).not.toContain('login:');
    await signIn(reader);
    await bed.hasAgent('web');
    reader.socket.close();
  });

  it.each([
    ['off', 404],
    ['mute', 400],
  ])('is refused for %s with %d', async (name, code) => {
    await expect(open(name)).rejects.toThrow(`refused with ${code}`);
  });

  it('is for those who may open it', async () => {
    await expect(open('web', 'dave')).rejects.toThrow('refused with 403');
    const { code, body } = await bed.get('virtualmachineinstances/web/console');
    expect(code).toBe(400);
    expect(body.message).toContain('not using the websocket protocol');
  });

  it('ends with the machine, which can switch itself off', async () => {
    await bed.machine({ name: 'once', runStrategy: 'RerunOnFailure' });
    await bed.hasAgent('once');
    const reader = await open('once');
    await signIn(reader);
    reader.send('sudo poweroff\r');
    await reader.takeUntil(/Power down/);
    expect(await reader.closed).toEqual({
      code: 1000,
      reason: 'the machine has stopped',
    });
    await bed.isState('once', 'Stopped');
  });
});
