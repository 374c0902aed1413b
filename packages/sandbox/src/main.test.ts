import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Run = { process: ChildProcess; output: () => string };

function run(...args: string[]): Run {
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(__dirname, 'main.ts'),
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let text = '';
  child.stdout.on('data', chunk => {
    text += chunk;
  });
  child.stderr.on('data', chunk => {
    text += chunk;
  });
  return { process: child, output: () => text };
}

function hasEnded({ process: child }: Run): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function says({ process: child, output }: Run, what: RegExp) {
  while (!what.test(output())) {
    await Promise.race([
      once(child.stdout!, 'data'),
      once(child, 'exit').then(() => {
        throw new Error(`ended without saying ${what}:\n${output()}`);
      }),
    ]);
  }
}

describe('the command', () => {
  let dir: string;
  let sandbox: Run | undefined;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sandbox-main-'));
  });

  afterEach(async () => {
    if (sandbox && !hasEnded(sandbox)) {
      const ended = once(sandbox.process, 'exit');
      sandbox.process.kill('SIGKILL');
      await ended;
    }
    // The programs of a real API server end a moment after it.
    await rm(dir, { recursive: true, force: true, maxRetries: 10 });
  });

  it('starts everything, says so, and ends when it is told to', async () => {
    sandbox = run(
      ...['--dir', dir, '--port', '0', '--oidc-port', '0', '--speed', 'fast'],
    );
    await says(sandbox, /^Sandbox ready/m);
    const { oidc, apiServer } = JSON.parse(
      await readFile(join(dir, 'sandbox.json'), 'utf8'),
    );
    expect(apiServer).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect(oidc.issuer).toMatch(/^https:\/\/localhost:\d+\/realms\/\{realm\}$/);
    expect((await fetch(oidc.loginUrl)).status).toBeLessThan(500);
    sandbox.process.kill('SIGTERM');
    const [code] = await once(sandbox.process, 'close');
    expect(code).toBe(0);
  });

  it('says in one sentence that a port is busy', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    sandbox = run('--dir', dir, '--port', `${port}`, '--oidc-port', '0');
    // All that it said has come then, unlike at its exit.
    const [code] = await once(sandbox.process, 'close');
    server.close();
    expect(code).toBe(1);
    const lastLine = sandbox.output().trim().split('\n').at(-1);
    expect(lastLine).toMatch(new RegExp(`^Port ${port} is in use; .*\\.$`));
  });

  it('explains itself when it is called wrongly', async () => {
    sandbox = run('--speed', 'slow');
    const [code] = await once(sandbox.process, 'close');
    expect(code).toBe(2);
    expect(sandbox.output()).toContain('--speed is human or fast');
    expect(sandbox.output()).toContain('Usage:');
  });
});
