import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { backstageCli, fromRoot, logsDir } from './paths.mjs';
import { say } from './progress.mjs';
import { untilServed } from './wait.mjs';

/** Waits until `url` answers; throws a `Failure` when the process behind it ends first. */
async function served(name, what, started, url) {
  let ended;
  const gone = started.exited.then(result => {
    ended = result;
  });
  await Promise.race([untilServed(url, gone), gone]);
  if (ended)
    throw new Failure(
      `${what} did not start; its output is in logs/${name}.log.`,
    );
  say(`${what} is up`);
}

/** Starts the development server of a package and waits until `url` answers. */
export function startPackage(
  { name, what, url, env, verbose },
  toolchain,
  processes,
) {
  const started = processes.start(
    toolchain.node,
    [backstageCli, 'package', 'start'],
    {
      cwd: fromRoot('packages', name),
      env: { BROWSER: 'none', FORCE_COLOR: '0', ...toolchain.env, ...env },
      log: join(logsDir, `${name}.log`),
      onLine: verbose ? line => console.log(`${name} | ${line}`) : undefined,
    },
  );
  return { started, up: served(name, what, started, url) };
}
