import {
  access,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from '@kubedc/real-apiserver/programs';
import { buildKeycloak } from './build';
import { Source } from './sources';

/** Written last, so that a folder without it is not whole. */
const ORIGIN = 'ORIGIN';

/** A folder of the cache. */
export interface Cached {
  folder: string;
  source: string;
}

/** What is in the cache from an earlier time. */
export async function findCached(folder: string): Promise<Cached | undefined> {
  try {
    await access(join(folder, 'bin', 'kc.sh'));
    const origin = await readFile(join(folder, ORIGIN), 'utf8');
    return { folder, source: `the cache (${origin.trim()})` };
  } catch {
    return undefined;
  }
}

/**
 * Brings a Keycloak to a folder of the cache and builds it, unless another
 * process does so at this moment. Nothing is left of one that fails.
 */
export async function fillCache(
  folder: string,
  source: Source,
  java: string,
  onWait: () => void,
): Promise<Cached> {
  await mkdir(join(folder, '..'), { recursive: true });
  return withLock(`${folder}.lock`, onWait, async () => {
    const cached = await findCached(folder);
    if (cached) {
      return cached;
    }
    const temporary = await mkdtemp(`${folder}.new-`);
    try {
      const origin = await source(temporary);
      await buildKeycloak(temporary, java);
      await writeFile(join(temporary, ORIGIN), `${origin}\n`);
      await rm(folder, { recursive: true, force: true });
      await rename(temporary, folder);
      return { folder, source: origin };
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  });
}
