import assert from 'node:assert/strict';
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { lives } from './lives.mjs';
import { onInterrupt, Processes } from './processes.mjs';

// A process that starts one of its own, says both ids, and lives until it is ended.
const family = `
  const { spawn } = require('child_process');
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  console.log(process.pid, child.pid);
  setInterval(() => {}, 1000);
`;

async function gone(pids) {
  while (pids.some(lives)) {
    await new Promise(resolve => setImmediate(resolve));
  }
}

test('stopping ends what a process started as well', async () => {
  const processes = new Processes();
  const line = await new Promise(resolve => {
    processes.start(process.execPath, ['-e', family], { onLine: resolve });
  });
  const pids = line.split(' ').map(Number);
  assert.ok(pids.every(lives));
  await processes.stop();
  await gone(pids);
});

test('the reaper ends what a killed command leaves behind', async () => {
  const script = `
    const { Processes } = await import(${JSON.stringify(
      new URL('./processes.mjs', import.meta.url).href,
    )});
    new Processes().start(process.execPath, ['-e', ${JSON.stringify(family)}], {
      onLine: line => console.log(line),
    });
  `;
  const command = spawn(
    process.execPath,
    ['--input-type=module', '-e', script],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [chunk] = await once(command.stdout, 'data');
  const pids = String(chunk).trim().split(' ').map(Number);
  assert.ok(pids.every(lives));
  command.kill('SIGKILL');
  await gone(pids);
});

test('the end of a process and its last lines are known', async () => {
  const processes = new Processes();
  const { code, tail } = await processes.run(process.execPath, [
    '-e',
    'console.log("one"); console.error("two"); process.exit(3)',
  ]);
  assert.equal(code, 3);
  assert.deepEqual(tail().sort(), ['one', 'two']);
  const missing = await processes.run('no-such-command-here', []);
  assert.equal(missing.code, 127);
  assert.match(missing.tail().join(), /ENOENT/);
  await processes.stop();
});

test('what a process leaves behind ends with it, and its number is not used any more', async t => {
  const processes = new Processes();
  const { tail } = await processes.run(process.execPath, [
    '-e',
    `const { spawn } = require('child_process');
     const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
     child.unref();
     console.log(child.pid);`,
  ]);
  await gone([Number(tail(1)[0])]);

  const kill = t.mock.method(process, 'kill');
  await processes.stop();
  assert.deepEqual(kill.mock.calls, []);
});

test('a process is stopped as it wants to be', async () => {
  const processes = new Processes();
  const started = await new Promise(resolve => {
    const child = processes.start(
      process.execPath,
      [
        '-e',
        `process.on('SIGINT', () => { console.log('asked'); process.exit(); });
         setInterval(() => {}, 1000);
         console.log('ready');`,
      ],
      { stopSignal: 'SIGINT', onLine: () => resolve(child) },
    );
  });
  await processes.stop();
  await started.exited;
  assert.deepEqual(started.tail(), ['ready', 'asked']);
});

test('the end of the process one works for is noticed', async t => {
  const runner = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  t.after(() => runner.kill('SIGKILL'));
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  t.after(() => signals.forEach(name => process.removeAllListeners(name)));
  const stopped = new Promise(resolve => {
    onInterrupt(resolve, { runner: runner.pid });
  });
  const alive = setInterval(() => {}, 1_000);
  t.after(() => clearInterval(alive));
  runner.kill('SIGKILL');
  assert.equal(await stopped, 'SIGHUP');
});
