import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { Logger } from '../types';
import { PROGRAMS } from './folder';
import { KUBERNETES_VERSION } from './version';

const PROGRESS_MS = 20_000;
const [MAJOR, MINOR] = KUBERNETES_VERSION.split('.');
/** Without this stamp clients cannot read the server's version. */
const STAMP = [
  `gitVersion=v${KUBERNETES_VERSION}`,
  `gitMajor=${MAJOR}`,
  `gitMinor=${MINOR}`,
].map(variable => `-X k8s.io/component-base/version.${variable}`);

/** A Go command and the module that the programs are built from. */
export interface GoModule {
  go: string;
  /** Folder with `go.mod`. */
  folder: string;
}

function environment() {
  return { ...process.env, CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '' };
}

async function versionOf({ go, folder }: GoModule): Promise<string> {
  try {
    // In the module's folder, where Go may choose a newer one of itself.
    const { stdout } = await promisify(execFile)(go, ['env', 'GOVERSION'], {
      cwd: folder,
      env: environment(),
    });
    return stdout.trim();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(
      code === 'ENOENT' ? 'there is no Go' : message.split('\n').join(' '),
    );
  }
}

function requireVersion(version: string): void {
  const [, major, minor] = /^go(\d+)\.(\d+)/.exec(version) ?? [];
  if (Number(major) === 1 && Number(minor) < 25) {
    throw new Error(`Go is ${version.slice(2)} and must be 1.25 or newer`);
  }
}

/**
 * Builds the programs with Go from the Go module proxy. The first time that
 * takes five minutes on two cores, and five gigabytes of Go's own caches.
 *
 * @returns where they are from
 * @throws Error with the last thing that Go said
 */
export async function goBuild(
  folder: string,
  module: GoModule,
  logger: Logger,
): Promise<string> {
  const version = await versionOf(module);
  requireVersion(version);
  logger.info(
    `Building Kubernetes ${KUBERNETES_VERSION} with ${version}: takes some minutes, once`,
  );
  const child = spawn(
    module.go,
    [
      ...['build', '-v', '-trimpath', '-buildvcs=false', '-mod=readonly'],
      ...['-ldflags', `-s -w ${STAMP.join(' ')}`],
      ...['-o', `${folder}/`, ...PROGRAMS.map(name => `./cmd/${name}`)],
    ],
    {
      cwd: module.folder,
      env: environment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const closed = once(child, 'close');
  if (child.pid) {
    os.setPriority(child.pid, os.constants.priority.PRIORITY_BELOW_NORMAL);
  }
  const lines: string[] = [];
  let compiled = 0;
  createInterface({ input: child.stderr }).on('line', line => {
    compiled += /^[\w./-]+$/.test(line) ? 1 : 0;
    lines.push(line);
    lines.splice(0, lines.length - 5);
  });
  const timer = setInterval(
    () => logger.info(`Building: ${compiled} packages compiled`),
    PROGRESS_MS,
  );
  // Whoever waits for this and is stopped does not leave Go at work.
  const end = () => child.kill();
  process.once('exit', end);
  try {
    const [code] = await closed;
    if (code !== 0) {
      throw new Error(`go build failed: ${lines.join(' ')}`);
    }
  } finally {
    clearInterval(timer);
    process.off('exit', end);
  }
  return `built by ${version}, v${KUBERNETES_VERSION}`;
}
