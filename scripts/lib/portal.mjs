import { join } from 'node:path';
import { failureOf } from './failure.mjs';
import { backstageCli, fromRoot, logsDir } from './paths.mjs';
import { say } from './progress.mjs';
import { untilServed } from './wait.mjs';

const START_MS = 180_000;

/**
 * What a process says that will not come up. The development servers stay, waiting for a change of a file, so that
 * their end alone does not tell.
 */
const crash = /^\w*Error(?: \[\w+\])?: |Backend startup failed/;

/** The reason in such a line, or in the one after it. */
function reasonIn(lines) {
  const at = lines.findIndex(line => crash.test(line));
  const line = /startup failed due to/.test(lines[at])
    ? lines[at + 1] ?? lines[at]
    : lines[at];
  return line.trim().slice(0, 300);
}

/** Waits until `url` answers; throws a `Failure` when that is not going to happen. */
async function served({ name, what, url }, started, crashed) {
  let timer;
  const never = Promise.race([
    crashed.then(() => `: ${reasonIn(started.tail(200))}`),
    started.exited.then(() => ''),
    new Promise(resolve => {
      timer = setTimeout(resolve, START_MS, ' within three minutes');
    }),
  ]);
  let why;
  const over = never.then(reason => {
    why = reason;
  });
  await Promise.race([untilServed(url, over), over]);
  clearTimeout(timer);
  if (why !== undefined) {
    throw failureOf(
      `${what} did not start${why}`,
      join(logsDir, `${name}.log`),
      started.tail(20),
    );
  }
  say(`${what} is up`);
}

/** Starts the development server of a package and waits until `url` answers. */
export function startPackage(options, toolchain, processes) {
  const { name, env, verbose } = options;
  let crashed;
  const crashes = new Promise(resolve => {
    crashed = resolve;
  });
  const started = processes.start(
    toolchain.node,
    [backstageCli, 'package', 'start'],
    {
      cwd: fromRoot('packages', name),
      env: { BROWSER: 'none', ...toolchain.env, ...env, NO_COLOR: '1' },
      log: join(logsDir, `${name}.log`),
      onLine: line => {
        if (verbose) console.log(`${name} | ${line}`);
        // The lines that say why follow at once.
        if (crash.test(line)) setImmediate(crashed);
      },
    },
  );
  return { started, up: served(options, started, crashes) };
}
