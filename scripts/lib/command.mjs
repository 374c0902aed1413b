import { reportFailures } from './failure.mjs';
import { onInterrupt, Processes } from './processes.mjs';

/** Runs a command that starts processes, stops these however it ends, and ends this process with the exit code. */
export async function runCommand(run) {
  const processes = new Processes();
  onInterrupt(async () => {
    await processes.stop();
    process.exit(130);
  });
  const code = await reportFailures(() => run(processes));
  await processes.stop();
  process.exit(code);
}
