import { setMaxListeners } from 'node:events';
import { KubeClient } from './client';
import { Clock, Steps } from './clock';
import { Cache, Context, Controller } from './controller';
import { isConflict } from './errors';
import { EventRecorder } from './eventRecorder';
import { Informer } from './informer';
import { Logger } from './logger';
import { KubeObject, ObjectKey, Resource, keyOf, parseKey } from './types';
import { WorkQueue } from './workQueue';

/** Runs controllers on shared informers. */
export class Manager {
  readonly #client: KubeClient;
  readonly #logger: Logger;
  readonly #informers = new Map<string, Informer>();
  readonly #queues: WorkQueue[] = [];
  readonly #abort = new AbortController();
  readonly #running: Promise<void>[] = [];
  #putOff: (() => void)[] = [];

  readonly context: Context;

  constructor(options: {
    client: KubeClient;
    clock: Clock;
    logger: Logger;
    controllers: Controller[];
  }) {
    const { client, clock, logger } = options;
    // Every informer waits for it.
    setMaxListeners(0, this.#abort.signal);
    this.#client = client;
    this.#logger = logger;
    const cache: Cache = {
      get: <T extends KubeObject>(resource: Resource<T>, key: ObjectKey) =>
        this.#informerOf(resource).get(key) as T | undefined,
      list: <T extends KubeObject>(resource: Resource<T>, namespace?: string) =>
        this.#informerOf(resource).list(namespace) as T[],
    };
    this.context = {
      client,
      cache,
      clock,
      logger,
      steps: new Steps(clock),
      events: new EventRecorder(client, clock, logger),
    };
    options.controllers.forEach(controller => this.#add(controller));
    client.onWritten((resource, object) =>
      this.#informers.get(idOf(resource))?.observe(object),
    );
  }

  /** Starts watching, waits for the first lists, then lets the workers begin. */
  async start(): Promise<void> {
    for (const informer of this.#informers.values()) {
      this.#running.push(informer.run(this.#abort.signal));
    }
    await Promise.all(
      [...this.#informers.values()].map(informer => informer.synced),
    );
    this.#queues.forEach(queue => queue.start());
  }

  /** Ends all watches and waits for the workers. */
  async stop(): Promise<void> {
    await Promise.all(this.#queues.map(queue => queue.stop()));
    this.#abort.abort();
    await Promise.all(this.#running);
    this.#client.close();
  }

  /** Whether no controller has work waiting within the given time. */
  isIdle(withinMs = 0): boolean {
    return this.#queues.every(queue => queue.isIdle(withinMs));
  }

  /**
   * Does what was put off while the demo tenants were set up.
   *
   * @returns whether there was anything
   */
  catchUp(): boolean {
    const putOff = this.#putOff;
    this.#putOff = [];
    putOff.forEach(add => add());
    return putOff.length > 0;
  }

  #add(controller: Controller): void {
    const primary = this.#register(controller.resource);
    controller.reads?.forEach(resource => this.#register(resource));
    const queue = new WorkQueue({
      work: async id => {
        const key = parseKey(id);
        const object = primary.get(key);
        if (object) {
          return controller.reconcile(object, this.context);
        }
        await controller.gone?.(key, this.context);
        return undefined;
      },
      onError: (id, error, failures) => {
        const text = `${controller.resource.kind} ${id}: ${error}`;
        if (failures < 3 || isConflict(error)) {
          this.#logger.debug(text);
        } else {
          this.#logger.warn(text);
        }
      },
    });
    this.#queues.push(queue);
    primary.onChange(({ now, before }) => {
      const object = now ?? before;
      if (object) {
        queue.add(keyOf(object.metadata));
      }
    });
    for (const watch of controller.watches ?? []) {
      this.#register(watch.resource).onChange(({ now, before }) => {
        const object = now ?? before;
        if (object) {
          for (const key of watch.toKeys(object, this.context.cache)) {
            if (watch.delayMs && this.context.clock.isSeeding) {
              // Counted once, when all that is counted is there.
              this.#putOff.push(() => queue.add(keyOf(key)));
            } else if (watch.delayMs) {
              queue.addAfter(keyOf(key), watch.delayMs);
            } else {
              queue.add(keyOf(key));
            }
          }
        }
      });
    }
  }

  #register(resource: Resource): Informer {
    const id = idOf(resource);
    let informer = this.#informers.get(id);
    if (!informer) {
      informer = new Informer(this.#client, resource, this.#logger);
      this.#informers.set(id, informer);
    }
    return informer;
  }

  #informerOf(resource: Resource): Informer {
    const informer = this.#informers.get(idOf(resource));
    if (!informer) {
      throw new Error(`no controller declared that it reads ${idOf(resource)}`);
    }
    return informer;
  }
}

function idOf(resource: Resource): string {
  return `${resource.plural}.${resource.group}`;
}
