import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { Binaries } from './types';

/** Why there are no programs. */
export type NoBinaries = { missing: string };

/** The programs in a folder, when all of them can be run. */
async function inFolder(
  folder: string,
  source: string,
): Promise<Binaries | undefined> {
  const binaries = {
    etcd: join(folder, 'etcd'),
    kubeApiserver: join(folder, 'kube-apiserver'),
    kubeControllerManager: join(folder, 'kube-controller-manager'),
  };
  try {
    await Promise.all(
      Object.values(binaries).map(file => access(file, constants.X_OK)),
    );
    return { ...binaries, source };
  } catch {
    return undefined;
  }
}

/** Finds the programs of a real API server, or says why there are none. */
export async function findBinaries(): Promise<Binaries | NoBinaries> {
  const assets = process.env.KUBEBUILDER_ASSETS;
  const found = assets && (await inFolder(assets, 'KUBEBUILDER_ASSETS'));
  return found || { missing: 'KUBEBUILDER_ASSETS names no folder with them' };
}
