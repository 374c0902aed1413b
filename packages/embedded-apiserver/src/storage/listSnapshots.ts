import { Entry } from './entry';

const LIFETIME_MS = 5 * 60_000;
const LIMIT = 64;

interface Snapshot {
  entries: Entry[];
  expires: number;
}

/**
 * The lists that clients are in the middle of reading page by page: each page
 * shows the state at the first one. Entries never change, so a snapshot costs
 * one pointer an object.
 */
export class ListSnapshots {
  private readonly snapshots = new Map<string, Snapshot>();

  keep(id: string, entries: Entry[]): void {
    this.snapshots.delete(id);
    this.snapshots.set(id, { entries, expires: Date.now() + LIFETIME_MS });
    const [oldest] = this.snapshots.keys();
    if (this.snapshots.size > LIMIT) {
      this.snapshots.delete(oldest);
    }
  }

  get(id: string): Entry[] | undefined {
    const snapshot = this.snapshots.get(id);
    if (snapshot && snapshot.expires < Date.now()) {
      this.snapshots.delete(id);
      return undefined;
    }
    return snapshot?.entries;
  }
}
