import { execFile } from 'node:child_process';

/** What a command said. */
export interface Output {
  stdout: string;
  stderr: string;
}

/**
 * Runs a command to its end.
 *
 * @throws Error with the last of what it said, when it cannot be run or fails
 */
export function run(
  command: string,
  args: string[],
  options: { env?: Record<string, string>; timeoutMs?: number } = {},
): Promise<Output> {
  const { env, timeoutMs = 300_000 } = options;
  return new Promise((resolve, reject) => {
    execFile(
      command,
      args,
      {
        env: { ...process.env, ...env },
        timeout: timeoutMs,
        maxBuffer: 16 * 1024 * 1024,
      },
      (error, stdout, stderr) => {
        if (!error) {
          resolve({ stdout, stderr });
          return;
        }
        const { code, killed } = error as typeof error & { code?: unknown };
        if (code === 'ENOENT') {
          reject(new Error(`there is no ${command}`));
        } else if (killed) {
          reject(new Error(`${command} took more than ${timeoutMs / 1000} s`));
        } else {
          const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-5);
          reject(new Error(`${command} failed: ${said.join(' ')}`));
        }
      },
    );
  });
}
