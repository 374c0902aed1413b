import {
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { Binaries } from '../types';
import { binariesIn, missingIn } from './folder';
import { withLock } from './lock';
import { KUBERNETES_VERSION, Platform } from './version';

const ORIGIN = 'ORIGIN';

/** Programs that were brought once, in a folder for their version. */
export class BinaryCache {
  private readonly folder: string;

  constructor(private readonly root: string, { os, arch }: Platform) {
    this.folder = join(root, `${KUBERNETES_VERSION}-${os}-${arch}`);
  }

  /** What is there from an earlier time. */
  async find(): Promise<Binaries | undefined> {
    if ((await missingIn(this.folder)).length > 0) {
      return undefined;
    }
    const origin = await readFile(join(this.folder, ORIGIN), 'utf8').catch(
      () => 'brought earlier',
    );
    return binariesIn(this.folder, `the cache (${origin.trim()})`);
  }

  /**
   * Brings programs, unless another process does so at this moment.
   *
   * @param bring - puts them into the folder it is given, and tells where they
   * are from; what it leaves in the folder when it fails is removed
   */
  async fill(
    onWait: () => void,
    bring: (folder: string) => Promise<string>,
  ): Promise<Binaries> {
    await mkdir(this.root, { recursive: true });
    return withLock(`${this.folder}.lock`, onWait, async () => {
      const found = await this.find();
      return found ?? this.bring(bring);
    });
  }

  private async bring(
    bring: (folder: string) => Promise<string>,
  ): Promise<Binaries> {
    const temporary = await mkdtemp(`${this.folder}.new-`);
    try {
      const source = await bring(temporary);
      const missing = await missingIn(temporary);
      if (missing.length > 0) {
        throw new Error(`${missing.join(', ')} did not come with it`);
      }
      await writeFile(join(temporary, ORIGIN), `${source}\n`);
      await rm(this.folder, { recursive: true, force: true });
      await rename(temporary, this.folder);
      return binariesIn(this.folder, source);
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  }
}
