import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { lives } from './lives.mjs';

/**
 * Removes the folders of earlier runs of the same kind: those that are called as `folder`, `<kind>-<process>`, but after
 * a process that is gone. What such a run has not ended yet may still write there; then the next run removes it.
 */
export function removeEarlierRuns(folder) {
  const [, kind] = /^(.+)-\d+$/.exec(basename(folder)) ?? [];
  for (const name of kind ? siblings(folder) : []) {
    const [, of, pid] = /^(.+)-(\d+)$/.exec(name) ?? [];
    if (of !== kind || lives(Number(pid))) continue;
    try {
      rmSync(join(dirname(folder), name), { recursive: true, force: true });
    } catch (error) {
      if (!['ENOTEMPTY', 'EBUSY', 'EPERM'].includes(error.code)) throw error;
    }
  }
}

function siblings(folder) {
  try {
    return readdirSync(dirname(folder));
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}
