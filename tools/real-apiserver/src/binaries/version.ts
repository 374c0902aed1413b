/**
 * Version of Kubernetes that is brought when the environment brings none; the
 * same as in `go/go.mod`.
 */
export const KUBERNETES_VERSION = '1.35.4';

/** The machine, as Go and the releases of Kubernetes name it. */
export interface Platform {
  os: string;
  arch: string;
}

/** The machine this process runs on. */
export function thisPlatform(): Platform {
  return {
    os: process.platform === 'win32' ? 'windows' : process.platform,
    arch: process.arch === 'x64' ? 'amd64' : process.arch,
  };
}
