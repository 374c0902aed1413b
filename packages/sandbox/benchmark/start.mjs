/**
 * How long the sandbox takes to start with the demo tenants, and what it costs,
 * on the embedded API server and, where its programs are to be had, on a real
 * one:
 *
 *   node --require @backstage/cli/config/nodeTransform.cjs \
 *     packages/sandbox/benchmark/start.mjs [runs]
 *
 * Each run is a process of its own. The best one counts, as other work on the
 * machine only ever slows a run down. CPU seconds are of the sandbox's process:
 * they do not hold what kube-apiserver and etcd take.
 */
import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import https from 'node:https';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const COMPILE_CACHE = fileURLToPath(
  new URL('../../../.cache/node', import.meta.url),
);

const GOAL_S = { embedded: 2 };

const require = createRequire(import.meta.url);

async function run(apiServer) {
  let requests = 0;
  const send = https.request;
  https.request = (...args) => {
    requests += 1;
    return send(...args);
  };
  const { startSandbox } = require('../src/index.ts');
  const dir = await mkdtemp(join(tmpdir(), 'sandbox-benchmark-'));
  try {
    const sandbox = await startSandbox({
      dir,
      apiServer,
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

function runApart(apiServer) {
  return new Promise((resolve, reject) => {
    const child = fork(new URL(import.meta.url), ['--run', apiServer], {
      // As the command that starts the sandbox does.
      env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE },
    });
    let result;
    child.on('message', message => {
      // The loader of TypeScript sends messages of its own.
      if (message.seconds) {
        result = message;
      }
    });
    child.on('error', reject);
    child.on('exit', code =>
      result ? resolve(result) : reject(new Error(`ended with ${code}`)),
    );
  });
}

async function measure(apiServer, runs) {
  console.log(`${apiServer} API server`);
  const results = [];
  for (let index = 0; index < runs; index++) {
    const result = await runApart(apiServer);
    results.push(result);
    console.log(
      `start ${result.seconds.toFixed(2)} s, CPU ${result.cpu.toFixed(2)} s, ${
        result.requests
      } requests`,
    );
  }
  const best = Math.min(...results.map(({ seconds }) => seconds));
  const goal = GOAL_S[apiServer];
  console.log(
    `best ${best.toFixed(2)} s${goal ? ` (should be at most ${goal} s)` : ''}`,
  );
}

async function measureBoth(runs) {
  await measure('embedded', runs);
  const { findBinaries } = require('@kubedc/real-apiserver');
  const { missing } = await findBinaries({ logger: console });
  if (missing) {
    console.log(`LEFT OUT: the real API server, ${missing}`);
    return;
  }
  await measure('real', runs);
}

const [argument = '5', apiServer] = process.argv.slice(2);
if (argument === '--run') {
  await run(apiServer);
} else if (/^[1-9]\d*$/.test(argument)) {
  await measureBoth(Number(argument));
} else {
  console.error(`the number of runs is a whole number, not "${argument}"`);
  process.exitCode = 2;
}
