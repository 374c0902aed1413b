import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, failureOf, reportFailures } from './failure.mjs';
import { handOver } from './handover.mjs';
import { ensureInstalled } from './install.mjs';
import { parseOptions } from './options.mjs';
import { logsDir } from './paths.mjs';
import { startPackage } from './portal.mjs';
import { readPorts, requireFree } from './ports.mjs';
import { onInterrupt, Processes } from './processes.mjs';
import { elapsed, say } from './progress.mjs';
import { bringRealApiServer } from './real-apiserver.mjs';
import {
  peopleTable,
  sandboxDir,
  sandboxEnvironment,
  startSandbox,
} from './sandbox.mjs';
import { ensureToolchain } from './toolchain.mjs';

const known = {
  apiserver: ['embedded', 'real'],
  speed: ['human', 'fast'],
  keep: true,
  verbose: true,
  help: true,
};

const usage = `npm start -- [options] [arguments for backstage-cli repo start]

  --speed=human|fast   how long things take to become ready in the sandbox (default: human)
  --apiserver=embedded|real
                       what the sandbox's Kubernetes API is: one in the sandbox's own process (default), or kube-apiserver
                       with etcd, whose programs are brought the first time
  --keep               keep the sandbox's objects and the portal's database from run to run
  --verbose            show what the backend and the app say; it is in logs/ otherwise

The variables PORT, BACKEND_PORT, SANDBOX_PORT and SANDBOX_OIDC_PORT move the ports.
With other arguments, for example a package's name, nothing but that is started.`;

/** `npm start`. Ends the process with the exit code. */
export async function start(args) {
  const processes = new Processes();
  let interrupted = false;
  onInterrupt(async () => {
    interrupted = true;
    console.log(`\n[${elapsed()}] Stopping`);
    await processes.stop();
    process.exit(0);
  });
  const code = await reportFailures(async () => {
    try {
      return await run(args, processes);
    } catch (error) {
      // What fails because we are stopping is no failure.
      if (!interrupted) throw error;
      return new Promise(() => {});
    }
  });
  await processes.stop();
  process.exit(code);
}

async function run(args, processes) {
  const { own, rest } = parseOptions(args, known);
  if (own.help) {
    console.log(usage);
    return 0;
  }
  const ports = readPorts();
  if (rest.length === 0) await requireFree(ports);

  const toolchain = await ensureToolchain(processes);
  await ensureInstalled(toolchain, processes);
  if (rest.length > 0) {
    const env = { ...toolchain.env, ...sandboxEnvironment(sandboxDir) };
    return handOver('start', rest, { ...toolchain, env });
  }
  return runEverything(own, ports, toolchain, processes);
}

/** The environment with the programs of the real API server, for which `--apiserver=real` asks. */
async function withRealApiServer(toolchain, processes) {
  const { folder, why } = await bringRealApiServer(
    toolchain,
    processes,
  ).folder();
  if (!folder) {
    throw new Failure(
      `There is no real API server for --apiserver=real: ${why}`,
    );
  }
  return { ...toolchain.env, KUBEBUILDER_ASSETS: folder };
}

async function runEverything(own, ports, toolchain, processes) {
  say(`Starting with Node.js ${toolchain.nodeVersion}`);
  const sandboxEnv =
    own.apiserver === 'real'
      ? await withRealApiServer(toolchain, processes)
      : toolchain.env;
  const app = startPackage(
    {
      name: 'app',
      what: 'The app',
      url: `http://localhost:${ports.PORT}/`,
      env: {},
      verbose: own.verbose,
    },
    toolchain,
    processes,
  );
  // Its outcome is looked at after the sandbox's and the backend's; until then a rejection is not unhandled.
  app.up.catch(() => {});

  const sandbox = await startSandbox(
    {
      dir: sandboxDir,
      apiPort: ports.SANDBOX_PORT,
      oidcPort: ports.SANDBOX_OIDC_PORT,
      speed: own.speed ?? 'human',
      apiServer: own.apiserver,
      keep: own.keep,
    },
    { ...toolchain, env: sandboxEnv },
    processes,
  );
  say('The sandbox is up');

  const backend = startPackage(
    {
      name: 'backend',
      what: 'The backend',
      url: `http://localhost:${ports.BACKEND_PORT}/.backstage/health/v1/readiness`,
      env: { ...sandboxEnvironment(sandboxDir), ...database(own.keep) },
      verbose: own.verbose,
    },
    toolchain,
    processes,
  );
  await Promise.all([backend.up, app.up]);
  announce(ports, sandbox.facts);
  return untilOneEnds({
    sandbox: sandbox.process,
    backend: backend.started,
    app: app.started,
  });
}

/** With `--keep` the portal's database lies beside the sandbox's objects; otherwise it is in memory. */
function database(keep) {
  const directory = join(sandboxDir, 'db');
  if (!keep) {
    rmSync(directory, { recursive: true, force: true });
    return {};
  }
  mkdirSync(directory, { recursive: true });
  return {
    APP_CONFIG_backend_database_connection: JSON.stringify({ directory }),
  };
}

function announce(ports, facts) {
  console.log(`
  The portal is ready after ${elapsed().trim()}:

      http://localhost:${ports.PORT}

  It shows a sandbox, a Kube-DC platform to try. No password is needed:

      ${peopleTable(facts).join('\n      ')}

  kubectl --kubeconfig .sandbox/kubeconfig/admin.yaml get projects -A
  What the processes say is in logs/. Ctrl-C stops everything.
`);
}

async function untilOneEnds(all) {
  const name = await Promise.race(
    Object.entries(all).map(([key, { exited }]) => exited.then(() => key)),
  );
  throw failureOf(
    `The ${name} ended by itself`,
    join(logsDir, `${name}.log`),
    all[name].tail(20),
  );
}
