import { access, cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { getFile } from '@kubedc/real-apiserver/programs';
import { extract } from 'tar';
import { run } from './run';
import {
  ARCHIVE,
  DOWNLOAD_URL,
  KEYCLOAK_SHA512,
  KEYCLOAK_VERSION,
  MAVEN_ARTIFACT,
} from './version';

/** Puts an unpacked Keycloak into a folder, and says where it is from. */
export type Source = (folder: string) => Promise<string>;

async function unpack(folder: string, archive: string): Promise<void> {
  await extract({ file: archive, cwd: folder, strip: 1 });
  await rm(archive);
}

/** Copies one that is there already, which itself stays as it is. */
export function fromHome(home: string): Source {
  return async folder => {
    await access(join(home, 'bin', 'kc.sh')).catch(() => {
      throw new Error(`${home} holds no bin/kc.sh`);
    });
    for (const part of ['bin', 'conf', 'lib', 'providers', 'themes']) {
      await cp(join(home, part), join(folder, part), { recursive: true });
    }
    const version = await readFile(join(home, 'version.txt'), 'utf8').catch(
      () => 'of an unknown version',
    );
    return `KEYCLOAK_HOME, ${version.trim()}`;
  };
}

/** By Maven, with the machine's own settings: mirrors, proxies, accounts. */
export function fromMaven(mvn: string): Source {
  return async folder => {
    await run(mvn, [
      '--batch-mode',
      '--quiet',
      'dependency:copy',
      `-Dartifact=${MAVEN_ARTIFACT}`,
      `-DoutputDirectory=${folder}`,
    ]);
    await unpack(folder, join(folder, ARCHIVE));
    return `Maven, ${KEYCLOAK_VERSION}`;
  };
}

/** From Maven Central, checked. */
export function fromDownload(url = DOWNLOAD_URL): Source {
  return async folder => {
    const archive = join(folder, ARCHIVE);
    await getFile(url, archive, { algorithm: 'sha512', hex: KEYCLOAK_SHA512 });
    await unpack(folder, archive);
    return `downloaded, ${KEYCLOAK_VERSION}`;
  };
}
