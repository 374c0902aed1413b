import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { Binaries } from '../types';

/** The programs, as they are called in a folder that holds them. */
export const PROGRAMS = ['etcd', 'kube-apiserver', 'kube-controller-manager'];

async function isMissing(folder: string, program: string): Promise<boolean> {
  try {
    await access(join(folder, program), constants.X_OK);
    return false;
  } catch {
    return true;
  }
}

/** Names of the programs that a folder does not hold, or that cannot be run. */
export async function missingIn(folder: string): Promise<string[]> {
  const missing = await Promise.all(
    PROGRAMS.map(program => isMissing(folder, program)),
  );
  return PROGRAMS.filter((_, index) => missing[index]);
}

/** The programs in a folder that holds all of them. */
export function binariesIn(folder: string, source: string): Binaries {
  return {
    folder,
    etcd: join(folder, 'etcd'),
    kubeApiserver: join(folder, 'kube-apiserver'),
    kubeControllerManager: join(folder, 'kube-controller-manager'),
    source,
  };
}
