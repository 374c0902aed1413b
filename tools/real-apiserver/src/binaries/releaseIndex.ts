import { parse } from 'yaml';
import { Platform } from './version';

/** An archive with etcd and kube-apiserver. */
export interface Archive {
  version: string;
  url: string;
  sha512: string;
}

interface Index {
  releases?: Record<
    string,
    Record<string, { hash?: string; selfLink?: string }>
  >;
}

function patchOf(version: string, minor: string): number {
  const match = /^v(\d+\.\d+)\.(\d+)$/.exec(version);
  return match?.[1] === minor ? Number(match[2]) : -1;
}

/**
 * Chooses from the index that setup-envtest reads: the wanted version, or else
 * the newest patch of the same minor version.
 *
 * @param text - the YAML of `envtest-releases.yaml`
 * @throws Error when nothing fits this machine
 */
export function chooseArchive(
  text: string,
  wanted: string,
  { os, arch }: Platform,
): Archive {
  const releases = (parse(text) as Index)?.releases ?? {};
  const minor = wanted.split('.').slice(0, 2).join('.');
  const rank = (version: string) =>
    version === `v${wanted}` ? Infinity : patchOf(version, minor);
  const candidates = Object.keys(releases)
    .filter(version => rank(version) >= 0)
    .sort((a, b) => rank(b) - rank(a));
  for (const version of candidates) {
    const { hash, selfLink } =
      releases[version][`envtest-${version}-${os}-${arch}.tar.gz`] ?? {};
    if (hash && selfLink) {
      return { version, url: selfLink, sha512: hash };
    }
  }
  throw new Error(`there is no release of ${minor} for ${os}/${arch}`);
}
