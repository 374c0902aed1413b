import { open, readFile, rename, rm } from 'node:fs/promises';

const POLL_MS = 200;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is a process all the same.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function take(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(`${process.pid}`);
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

/** Removes a lock whose process has ended without giving it back. */
async function removeIfStale(file: string): Promise<void> {
  const pid = Number(await readFile(file, 'utf8').catch(() => ''));
  // An empty file is one that is just being written.
  if (pid && !isAlive(pid)) {
    // By renaming, so that of two who see this only one removes it.
    const aside = `${file}.${process.pid}`;
    await rename(file, aside).catch(() => undefined);
    await rm(aside, { force: true });
  }
}

/**
 * Does something that only one process may do at a time; the others wait.
 *
 * @param onWait - called once when another process is at it
 */
export async function withLock<T>(
  file: string,
  onWait: () => void,
  task: () => Promise<T>,
): Promise<T> {
  let hasWaited = false;
  while (!(await take(file))) {
    if (!hasWaited) {
      hasWaited = true;
      onWait();
    }
    await removeIfStale(file);
    await new Promise(resolve => {
      setTimeout(resolve, POLL_MS);
    });
  }
  try {
    return await task();
  } finally {
    await rm(file, { force: true });
  }
}
