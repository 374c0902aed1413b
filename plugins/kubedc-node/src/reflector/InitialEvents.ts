import type { KubernetesObject } from '@kubedc/backstage-plugin-kubedc-common';
import type { WatchEvent } from './watchLines';

/** Annotation of the bookmark that ends the initial events. */
const END = 'k8s.io/initial-events-end';

/** The server takes part in no list by watch, though it did not refuse it. */
export class NoInitialEventsError extends Error {
  readonly name = 'NoInitialEventsError';
}

/** The objects of a list that comes as events of a watch. */
export class InitialEvents {
  readonly #objects = new Map<string, KubernetesObject>();

  /** Objects that were listed so far. */
  get objects(): KubernetesObject[] {
    return [...this.#objects.values()];
  }

  /**
   * Takes an event.
   *
   * @returns true when the list is complete.
   * @throws NoInitialEventsError when the server sends a bookmark of a plain watch.
   */
  take({ type, object }: WatchEvent): boolean {
    if (type === 'BOOKMARK') {
      if (object.metadata.annotations?.[END] !== 'true') {
        throw new NoInitialEventsError('The server sent no initial events');
      }
      return true;
    }
    const key = `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
    if (type === 'DELETED') {
      this.#objects.delete(key);
    } else {
      this.#objects.set(key, object);
    }
    return false;
  }
}
