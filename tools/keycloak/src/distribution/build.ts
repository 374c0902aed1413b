import { join } from 'node:path';
import { run } from './run';

/** Options that Keycloak wants to know when it is built. */
const BUILD_OPTIONS = ['--db=dev-mem'];

/** Builds for the options that all tests share, so that a start need not. */
export async function buildKeycloak(
  folder: string,
  java: string,
): Promise<void> {
  await run('sh', [join(folder, 'bin', 'kc.sh'), 'build', ...BUILD_OPTIONS], {
    env: { JAVA: java },
  });
}
