import https from 'node:https';

/** What a request is made with. */
export interface RequestOptions {
  token?: string;
  body?: unknown;
  contentType?: string;
  headers?: Record<string, string | string[]>;
}

/** An event of a watch. */
export interface WatchEvent {
  type: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  object: any;
}

/** A watch that is read event by event. */
export class Watch {
  private readonly events: WatchEvent[] = [];
  private readonly waiting: ((event: WatchEvent | undefined) => void)[] = [];
  private readonly request;
  private isOver = false;
  readonly ended: Promise<void>;

  constructor(
    url: string,
    ca: string,
    { token = 'admin', headers }: RequestOptions,
  ) {
    let buffer = '';
    this.request = https.get(url, {
      ca,
      headers: { authorization: `Bearer ${token}`, ...headers },
    });
    this.ended = new Promise(resolve => {
      const end = () => {
        this.isOver = true;
        this.waiting.splice(0).forEach(take => take(undefined));
        resolve();
      };
      this.request.on('response', response => {
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          buffer += chunk;
          const lines = buffer.split('\n');
          buffer = lines.pop() as string;
          lines.filter(Boolean).forEach(line => this.push(JSON.parse(line)));
        });
        response.on('error', end);
        response.on('end', end);
      });
      this.request.on('error', end);
    });
  }

  private push(event: WatchEvent): void {
    const take = this.waiting.shift();
    if (take) {
      take(event);
    } else {
      this.events.push(event);
    }
  }

  async next(): Promise<WatchEvent> {
    const event =
      this.events.shift() ??
      (this.isOver
        ? undefined
        : await new Promise<WatchEvent | undefined>(resolve => {
            this.waiting.push(resolve);
          }));
    if (!event) {
      throw new Error('the watch ended');
    }
    return event;
  }

  async take(count: number): Promise<WatchEvent[]> {
    const events: WatchEvent[] = [];
    while (events.length < count) {
      events.push(await this.next());
    }
    return events;
  }

  close(): void {
    this.request.destroy();
  }
}
