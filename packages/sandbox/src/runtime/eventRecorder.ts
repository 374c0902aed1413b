import { KubeClient } from './client';
import { Clock } from './clock';
import { isAlreadyExists, isNotFound } from './errors';
import { Logger } from './logger';
import { shortHash, timestamp } from './objects';
import { events } from './resources';
import { KubeObject } from './types';

/** Writes core/v1 Events about objects. */
export class EventRecorder {
  readonly #client: KubeClient;
  readonly #clock: Clock;
  readonly #logger: Logger;

  constructor(client: KubeClient, clock: Clock, logger: Logger) {
    this.#client = client;
    this.#clock = clock;
    this.#logger = logger;
  }

  /** Records that something went well. */
  async normal(
    object: KubeObject,
    reason: string,
    message: string,
  ): Promise<void> {
    // Events are kept for an hour; what is set up as past has none any more.
    if (this.#clock.isSeeding) {
      return;
    }
    await this.#record(object, 'Normal', reason, message);
  }

  /** Records that something is wrong. */
  warning(object: KubeObject, reason: string, message: string): Promise<void> {
    return this.#record(object, 'Warning', reason, message);
  }

  async #record(
    object: KubeObject,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
  ): Promise<void> {
    const { name, uid, namespace = 'default' } = object.metadata;
    const now = timestamp(this.#clock.now());
    const key = {
      namespace,
      name: `${name}.${shortHash(`${uid}/${type}/${reason}/${message}`, 16)}`,
    };
    try {
      await this.#client.create(events, {
        metadata: key,
        type,
        reason,
        message,
        count: 1,
        firstTimestamp: now,
        lastTimestamp: now,
        source: { component: 'kube-dc' },
        reportingComponent: 'kube-dc',
        reportingInstance: '',
        involvedObject: {
          apiVersion: object.apiVersion,
          kind: object.kind,
          name,
          namespace: object.metadata.namespace,
          uid,
          resourceVersion: object.metadata.resourceVersion,
        },
      });
    } catch (error) {
      if (isAlreadyExists(error) && this.#clock.isSeeding) {
        // Once is enough for what is set up as past.
        return;
      }
      if (isAlreadyExists(error)) {
        await this.#repeat(key, now);
      } else {
        // An event is a courtesy: its loss must not stop the work it is about,
        // for example while the namespace is being deleted.
        this.#logger.debug(`event ${reason} of ${name} not written: ${error}`);
      }
    }
  }

  async #repeat(
    key: { namespace: string; name: string },
    now: string,
  ): Promise<void> {
    const current = await this.#client.get(events, key);
    if (!current) {
      return;
    }
    try {
      await this.#client.patch(events, key, {
        count: Number(current.count ?? 1) + 1,
        lastTimestamp: now,
      });
    } catch (error) {
      if (!isNotFound(error)) {
        throw error;
      }
    }
  }
}
