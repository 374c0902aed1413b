import { join } from 'node:path';
import { run } from './run';
import { JAVA_VERSION } from './version';

/**
 * The Java command: that of `JAVA_HOME`, else that on the path.
 *
 * @throws Error when there is none, or one that is too old
 */
export async function findJava(
  home: string | undefined = process.env.JAVA_HOME,
): Promise<string> {
  const java = home ? join(home, 'bin', 'java') : 'java';
  const { stderr, stdout } = await run(java, ['-version'], {
    timeoutMs: 30_000,
  });
  const version = /version "(?:1\.)?(\d+)/.exec(`${stderr}${stdout}`)?.[1];
  if (!version || Number(version) < JAVA_VERSION) {
    throw new Error(
      `${java} is Java ${
        version ?? 'of an unknown version'
      }, but Keycloak needs ${JAVA_VERSION} or newer`,
    );
  }
  return java;
}
