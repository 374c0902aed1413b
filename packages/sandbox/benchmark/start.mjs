/**
 * How long the sandbox takes to start with the demo tenants, and what it costs:
 *
 *   node --require @backstage/cli/config/nodeTransform.cjs \
 *     packages/sandbox/benchmark/start.mjs [runs]
 *
 * Each run is a process of its own. The best one counts, as other work on the
 * machine only ever slows a run down.
 */
import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import https from 'node:https';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const GOAL_S = 2;

async function run() {
  let requests = 0;
  const send = https.request;
  https.request = (...args) => {
    requests += 1;
    return send(...args);
  };
  const { startSandbox } = createRequire(import.meta.url)('../src/index.ts');
  const dir = await mkdtemp(join(tmpdir(), 'sandbox-benchmark-'));
  try {
    const sandbox = await startSandbox({
      dir,
      port: 0,
      oidcPort: 0,
      speed: 'human',
    });
    // Both count from the start of the process, code included.
    const seconds = performance.now() / 1000;
    const { user, system } = process.cpuUsage();
    process.send({ seconds, cpu: (user + system) / 1e6, requests });
    await sandbox.stop();
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

function runApart() {
  return new Promise((resolve, reject) => {
    const child = fork(new URL(import.meta.url), ['--run']);
    let result;
    child.on('message', message => {
      result = message;
    });
    child.on('error', reject);
    child.on('exit', code =>
      result ? resolve(result) : reject(new Error(`ended with ${code}`)),
    );
  });
}

async function measure(runs) {
  const results = [];
  for (let index = 0; index < runs; index++) {
    const result = await runApart();
    results.push(result);
    console.log(
      `start ${result.seconds.toFixed(2)} s, CPU ${result.cpu.toFixed(2)} s, ${
        result.requests
      } requests`,
    );
  }
  const best = Math.min(...results.map(({ seconds }) => seconds));
  console.log(`best ${best.toFixed(2)} s (should be at most ${GOAL_S} s)`);
}

const [argument = '5'] = process.argv.slice(2);
if (argument === '--run') {
  await run();
} else if (/^[1-9]\d*$/.test(argument)) {
  await measure(Number(argument));
} else {
  console.error(`the number of runs is a whole number, not "${argument}"`);
  process.exitCode = 2;
}
