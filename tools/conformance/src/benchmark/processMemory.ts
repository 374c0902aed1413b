import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Resident bytes of the processes that a test of their command lines chooses. */
export async function residentBytes(
  chooses: (commandLine: string, pid: number) => boolean,
): Promise<number> {
  const { stdout } = await promisify(execFile)(
    'ps',
    ['-A', '-ww', '-o', 'pid=,rss=,args='],
    { maxBuffer: 16 * 1024 * 1024 },
  );
  let kilobytes = 0;
  for (const line of stdout.split('\n')) {
    const [, pid, rss, args] = /^\s*(\d+)\s+(\d+)\s(.*)$/.exec(line) ?? [];
    if (pid && chooses(args, Number(pid))) {
      kilobytes += Number(rss);
    }
  }
  return kilobytes * 1024;
}
