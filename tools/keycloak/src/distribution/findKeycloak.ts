import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inPackage } from '../packageFolder';
import { Distribution, Logger, NoDistribution, SILENT } from '../types';
import { fillCache, findCached } from './cache';
import { findJava } from './java';
import { fromDownload, fromHome, fromMaven, Source } from './sources';
import { KEYCLOAK_VERSION } from './version';

/** Where a Keycloak is looked for. */
export interface FindKeycloakOptions {
  /** Folder as the environment variable `KEYCLOAK_HOME` names it. */
  home?: string;
  /** Folder as the environment variable `JAVA_HOME` names it. */
  javaHome?: string;
  /** Folder for what was brought; `.cache/keycloak` of the repository. */
  cache?: string;
  /** The Maven command. */
  maven?: string;
  /** Address of the archive. */
  url?: string;
  /** Is told what goes on, as it may take minutes. */
  logger?: Logger;
}

const reason = (error: unknown) =>
  error instanceof Error ? error.message : String(error);

/** Differs for another folder, and for another version in the same one. */
async function keyOf(home: string): Promise<string> {
  const version = await readFile(join(home, 'version.txt')).catch(() => '');
  const hash = createHash('sha256').update(`${home}\n${version}`);
  return hash.digest('hex').slice(0, 12);
}

/**
 * Finds a Keycloak and the Java that runs it: the one that `KEYCLOAK_HOME`
 * names, the one in the cache, by Maven, by download, in this order. What is
 * found is copied to the cache and built there once. Says for each way why it
 * did not work when none does.
 */
export async function findKeycloak(
  options: FindKeycloakOptions = {},
): Promise<Distribution | NoDistribution> {
  const {
    home = process.env.KEYCLOAK_HOME,
    cache = inPackage('../../.cache/keycloak'),
    maven = 'mvn',
    logger = SILENT,
  } = options;
  let java: string;
  try {
    java = await findJava(options.javaHome);
  } catch (error) {
    return { missing: `Java: ${reason(error)}` };
  }
  const reasons: string[] = [];
  const attempt = async (way: string, folder: string, source: Source) => {
    const cached = await findCached(folder);
    if (cached) {
      return { ...cached, java };
    }
    logger.info(`Bringing Keycloak (${way}) and building it`);
    const onWait = () =>
      logger.info('Another process brings Keycloak; waiting for it');
    try {
      return { ...(await fillCache(folder, source, java, onWait)), java };
    } catch (error) {
      reasons.push(`${way}: ${reason(error)}`);
      return undefined;
    }
  };

  const brought = join(cache, KEYCLOAK_VERSION);
  const ways: [string, string, Source][] = [
    ['Maven', brought, fromMaven(maven)],
    ['download', brought, fromDownload(options.url)],
  ];
  if (home) {
    ways.unshift([
      'KEYCLOAK_HOME',
      join(cache, `home-${await keyOf(home)}`),
      fromHome(home),
    ]);
  } else {
    reasons.push('KEYCLOAK_HOME: is not set');
  }
  for (const way of ways) {
    const found = await attempt(...way);
    if (found) {
      return found;
    }
  }
  return { missing: reasons.join('; ') };
}
