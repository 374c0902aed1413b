import { KubeClient } from './client';
import { Clock, Steps } from './clock';
import { EventRecorder } from './eventRecorder';
import { Logger } from './logger';
import { KubeObject, ObjectKey, Resource } from './types';
import { Result } from './workQueue';

/** Reads objects from memory. */
export type Cache = {
  get<T extends KubeObject>(
    resource: Resource<T>,
    key: ObjectKey,
  ): T | undefined;
  list<T extends KubeObject>(resource: Resource<T>, namespace?: string): T[];
};

/** What a controller works with. */
export type Context = {
  client: KubeClient;
  cache: Cache;
  clock: Clock;
  steps: Steps;
  events: EventRecorder;
  logger: Logger;
};

/** A kind whose changes concern another one. */
export type Watch = {
  resource: Resource;
  /** The keys of the objects to reconcile when this one changed. */
  toKeys(object: KubeObject, cache: Cache): ObjectKey[];
  /** Milliseconds to wait for further changes; none are waited for without. */
  delayMs?: number;
};

/**
 * Brings objects of one kind from what is to what shall be. Reconciling is
 * idempotent: it is called again after every change and after a restart.
 */
export type Controller<T extends KubeObject = KubeObject> = {
  resource: Resource<T>;
  watches?: Watch[];
  /** Further kinds that are read from the cache. */
  reads?: Resource[];
  reconcile(object: T, context: Context): Promise<Result>;
  /** Called for a key that has no object any more. */
  gone?(key: ObjectKey, context: Context): Promise<void>;
};

/** Keeps the type of a controller's object while it stands in a list. */
export function defineController<T extends KubeObject>(
  controller: Controller<T>,
): Controller {
  return controller as unknown as Controller;
}

/** Watches objects that belong to the reconciled kind by owner reference. */
export function owned(resource: Resource, ownerKind: string): Watch {
  return {
    resource,
    toKeys: object =>
      (object.metadata.ownerReferences ?? [])
        .filter(owner => owner.kind === ownerKind)
        .map(owner => ({
          namespace: object.metadata.namespace,
          name: owner.name,
        })),
  };
}
