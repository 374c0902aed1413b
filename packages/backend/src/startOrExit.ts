import { inspect } from 'node:util';
import type { createBackend } from '@backstage/backend-defaults';

/**
 * Starts a backend and, when it cannot start, ends the process with code 1, so that whoever runs it starts it again. By
 * itself such a process would stay: alive, but never ready. What prevents a start can be over with the next one, such as
 * a database that is away, or two replicas that make the same tables at the same time.
 */
export async function startOrExit(
  backend: Pick<ReturnType<typeof createBackend>, 'start'>,
): Promise<void> {
  try {
    await backend.start();
  } catch (error) {
    process.stderr.write(`${inspect(error)}\n`);
    process.exit(1);
  }
}
