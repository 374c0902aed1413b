import https from 'node:https';

/** Counts what this process asks of an API server. */
export class RequestLog {
  readonly #counts = { list: 0, watch: 0, review: 0, other: 0 };
  readonly #restore: () => void;

  constructor(origin: string) {
    const { request } = https;
    const { host } = new URL(origin);
    https.request = ((...args: Parameters<typeof https.request>) => {
      const made = request(...args);
      if (made.getHeader('host') === host) {
        this.#count(made.method, made.path);
      }
      return made;
    }) as typeof https.request;
    this.#restore = () => {
      https.request = request;
    };
  }

  /** Requests since the last call. */
  take() {
    const taken = { ...this.#counts };
    Object.assign(this.#counts, { list: 0, watch: 0, review: 0, other: 0 });
    return taken;
  }

  stop(): void {
    this.#restore();
  }

  #count(method: string, path: string): void {
    if (/^\/apis\/authorization\.k8s\.io\//.test(path)) {
      this.#counts.review += 1;
    } else if (method !== 'GET') {
      this.#counts.other += 1;
    } else if (/[?&]watch=/.test(path)) {
      this.#counts.watch += 1;
    } else {
      this.#counts.list += 1;
    }
  }
}
