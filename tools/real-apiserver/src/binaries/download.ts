import { chmod, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { extract } from 'tar';
import { Logger } from '../types';
import { getFile, getText } from './httpClient';
import { chooseArchive } from './releaseIndex';
import { KUBERNETES_VERSION, Platform } from './version';

/** Where the releases are. */
export interface DownloadSource {
  /** Address of `envtest-releases.yaml`. */
  index: string;
  /** Address below which Kubernetes' own programs are, by version. */
  kubernetes: string;
}

/** What controller-runtime's setup-envtest uses, and Kubernetes' own place. */
export const DOWNLOAD_SOURCE: DownloadSource = {
  index:
    'https://raw.githubusercontent.com/kubernetes-sigs/controller-tools/HEAD/envtest-releases.yaml',
  kubernetes: 'https://dl.k8s.io',
};

/**
 * Downloads the programs: etcd and kube-apiserver as controller-runtime's
 * setup-envtest does, which does not have kube-controller-manager, and that one
 * from the release of Kubernetes of the same version.
 *
 * @returns where they are from
 * @throws Error when something cannot be had or is not what it should be
 */
export async function download(
  folder: string,
  source: DownloadSource,
  platform: Platform,
  logger: Logger,
): Promise<string> {
  const { os, arch } = platform;
  const { version, url, sha512 } = chooseArchive(
    await getText(source.index),
    KUBERNETES_VERSION,
    platform,
  );
  const manager = `${source.kubernetes}/${version}/bin/${os}/${arch}/kube-controller-manager`;
  // The small one first: there is none for some machines.
  const managerHash = await getText(`${manager}.sha512`);
  logger.info(`Downloading etcd and kube-apiserver ${version} from ${url}`);
  const archive = join(folder, 'envtest.tar.gz');
  await getFile(url, archive, { algorithm: 'sha512', hex: sha512 });
  await extract({
    file: archive,
    cwd: folder,
    strip: 2,
    filter: path => /^(\.\/)?[^/]+\/[^/]+\/(etcd|kube-apiserver)$/.test(path),
  });
  await rm(archive);
  logger.info(`Downloading kube-controller-manager from ${manager}`);
  const file = join(folder, 'kube-controller-manager');
  await getFile(manager, file, {
    algorithm: 'sha512',
    hex: managerHash.trim().split(/\s+/)[0],
  });
  await chmod(file, 0o755);
  return `downloaded, ${version}`;
}
