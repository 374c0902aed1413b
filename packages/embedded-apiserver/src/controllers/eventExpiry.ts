import { Store } from '../storage/store';

const EVENTS = '/events';
const CHECK_MS = 60_000;
/** How long the real server keeps an event by default. */
const LIFETIME_MS = 3_600_000;

/** Forgets events an hour after they were written last. */
export class EventExpiry {
  private readonly written = new Map<string, number>();
  private timer?: NodeJS.Timeout;

  constructor(private readonly store: Store) {}

  start(): void {
    const begin = Date.now();
    for (const { key } of this.store.collection(EVENTS).list()) {
      this.written.set(key, begin);
    }
    this.store.onChange(({ storageKey, type, entry }) => {
      if (storageKey !== EVENTS) {
        return;
      }
      if (type === 'DELETED') {
        this.written.delete(entry.key);
      } else {
        this.written.set(entry.key, Date.now());
      }
    });
    this.timer = setInterval(() => this.expire(), CHECK_MS).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Forgets the events that are too old by now. */
  expire(now: number = Date.now()): void {
    for (const [key, at] of this.written) {
      const entry = this.store.collection(EVENTS).get(key);
      if (entry && now - at > LIFETIME_MS) {
        this.store.remove(EVENTS, key, entry.object);
      }
    }
  }
}
