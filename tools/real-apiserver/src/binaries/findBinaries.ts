import { Binaries, Logger } from '../types';
import { inPackage } from '../packageFolder';
import { SILENT } from '../silent';
import { BinaryCache } from './cache';
import { download, DOWNLOAD_SOURCE, DownloadSource } from './download';
import { binariesIn, missingIn } from './folder';
import { goBuild } from './goBuild';
import { Platform, thisPlatform } from './version';

/** Why there are no programs, for a person to read. */
export interface NoBinaries {
  missing: string;
}

/** Where programs are looked for. */
export interface FindBinariesOptions {
  /** Folder as the environment variable `KUBEBUILDER_ASSETS` names it. */
  assets?: string;
  /** Folder for what was brought; `.cache/real-apiserver` of the repository. */
  cache?: string;
  source?: DownloadSource;
  /** The Go command. */
  go?: string;
  platform?: Platform;
  /** Is told what goes on, as it may take minutes. */
  logger?: Logger;
}

const reason = (error: unknown) =>
  error instanceof Error ? error.message : String(error);

/**
 * Finds the programs of a real API server: those that `KUBEBUILDER_ASSETS`
 * names, those in the cache, a download, a build by Go, in this order. Says for
 * each way why it did not work when none does.
 */
export async function findBinaries(
  options: FindBinariesOptions = {},
): Promise<Binaries | NoBinaries> {
  const {
    assets = process.env.KUBEBUILDER_ASSETS,
    cache = inPackage('../../.cache/real-apiserver'),
    source = DOWNLOAD_SOURCE,
    go = 'go',
    platform = thisPlatform(),
    logger = SILENT,
  } = options;
  const reasons: string[] = [];
  if (assets) {
    const missing = await missingIn(assets);
    if (missing.length === 0) {
      return binariesIn(assets, 'KUBEBUILDER_ASSETS');
    }
    reasons.push(`KUBEBUILDER_ASSETS: ${assets} lacks ${missing.join(', ')}`);
  } else {
    reasons.push('KUBEBUILDER_ASSETS: is not set');
  }
  const binaryCache = new BinaryCache(cache, platform);
  const cached = await binaryCache.find();
  if (cached) {
    return cached;
  }
  const ways = {
    download: (folder: string) => download(folder, source, platform, logger),
    'build by Go': (folder: string) =>
      goBuild(folder, { go, folder: inPackage('go') }, logger),
  };
  const onWait = () =>
    logger.info('Another process brings the programs; waiting for it');
  for (const [way, bring] of Object.entries(ways)) {
    try {
      return await binaryCache.fill(onWait, bring);
    } catch (error) {
      reasons.push(`${way}: ${reason(error)}`);
    }
  }
  return { missing: reasons.join('; ') };
}
