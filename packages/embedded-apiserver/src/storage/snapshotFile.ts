import fs from 'node:fs';
import { KubeObject } from '../types';
import { writePrivate } from '../tls/certificates';
import { Store } from './store';

const INTERVAL_MS = 10_000;

interface Snapshot {
  revision: number;
  collections: Record<string, { key: string; object: KubeObject }[]>;
}

/** Keeps the objects of a store in a file. */
export class SnapshotFile {
  private timer?: NodeJS.Timeout;
  private savedRevision = -1;

  constructor(private readonly file: string, private readonly store: Store) {}

  /**
   * Reads the objects back, each with the resourceVersion it had.
   *
   * @throws Error when the file is damaged
   */
  restore(): void {
    if (!fs.existsSync(this.file)) {
      return;
    }
    const text = fs.readFileSync(this.file, 'utf8');
    let snapshot: Snapshot;
    try {
      snapshot = JSON.parse(text);
    } catch (error) {
      throw new Error(`${this.file} is damaged: ${error}`);
    }
    for (const [key, objects] of Object.entries(snapshot.collections)) {
      this.store.restore(key, objects);
    }
    this.store.advance(snapshot.revision);
  }

  /** Saves changes every few seconds. */
  start(onError: (error: unknown) => void): void {
    this.timer = setInterval(() => {
      try {
        this.save();
      } catch (error) {
        onError(error);
      }
    }, INTERVAL_MS).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Saves what changed since the last time; a crash leaves the old file. */
  save(): void {
    const { revision } = this.store;
    if (revision === this.savedRevision) {
      return;
    }
    const snapshot: Snapshot = { revision, collections: {} };
    for (const storageKey of this.store.storageKeys()) {
      snapshot.collections[storageKey] = this.store
        .collection(storageKey)
        .list()
        .map(({ key, object }) => ({ key, object }));
    }
    const temporary = `${this.file}.tmp`;
    writePrivate(temporary, JSON.stringify(snapshot));
    fs.renameSync(temporary, this.file);
    this.savedRevision = revision;
  }
}
