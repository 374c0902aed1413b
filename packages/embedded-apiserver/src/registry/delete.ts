import { AdmissionRequest } from '../admission/admissionPlugin';
import { conflict } from '../errors/statusError';
import { Resource } from '../scheme/resource';
import { KubeObject } from '../types';
import { clone } from '../util/clone';
import { now } from '../util/time';
import type { Registry, WriteOptions } from './registry';

export const FOREGROUND = 'foregroundDeletion';
export const ORPHAN = 'orphan';

/** The body of a delete. */
export interface DeleteOptions {
  gracePeriodSeconds?: number;
  propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
  orphanDependents?: boolean;
  preconditions?: { uid?: string; resourceVersion?: string };
}

export interface DeleteResult {
  /** The last state, or the state that waits for its finalizers. */
  object: KubeObject;
  /** Whether the object is gone. */
  deleted: boolean;
}

/** Whether nothing keeps an object that is being deleted any more. */
export function isDeletable(resource: Resource, object: KubeObject): boolean {
  const { metadata } = object;
  return (
    metadata.deletionTimestamp !== undefined &&
    !metadata.finalizers?.length &&
    (metadata.deletionGracePeriodSeconds ?? 0) === 0 &&
    !resource.strategy.isFinalized?.(object)
  );
}

function checkPreconditions(
  resource: Resource,
  object: KubeObject,
  { preconditions }: DeleteOptions,
): void {
  const { metadata } = object;
  const kind = { group: resource.group, resource: resource.kind };
  const { uid, resourceVersion } = preconditions ?? {};
  if (uid !== undefined && uid !== metadata.uid) {
    throw conflict(
      kind,
      metadata.name,
      `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`,
    );
  }
  if (
    resourceVersion !== undefined &&
    resourceVersion !== metadata.resourceVersion
  ) {
    throw conflict(
      kind,
      metadata.name,
      `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`,
    );
  }
}

function withPropagation(
  { strategy }: Resource,
  object: KubeObject,
  options: DeleteOptions,
): string[] | undefined {
  const others = object.metadata.finalizers?.filter(
    f => f !== FOREGROUND && f !== ORPHAN,
  );
  const policy =
    options.propagationPolicy ??
    (options.orphanDependents ? 'Orphan' : undefined) ??
    (options.orphanDependents === undefined
      ? strategy.defaultPropagation
      : undefined);
  if (policy === 'Foreground') {
    return [...(others ?? []), FOREGROUND];
  }
  if (policy === 'Orphan') {
    return [...(others ?? []), ORPHAN];
  }
  return policy === 'Background' ? others : object.metadata.finalizers;
}

/**
 * Deletes an object; one with finalizers, or with time to shut down, is marked
 * as being deleted.
 *
 * @throws {@link StatusError}
 */
export function deleteObject(
  registry: Registry,
  resource: Resource,
  namespace: string | undefined,
  name: string,
  deleteOptions: DeleteOptions,
  options: WriteOptions,
): DeleteResult {
  const entry = registry.entry(resource, namespace, name);
  const old = entry.object;
  checkPreconditions(resource, old, deleteOptions);
  const request: AdmissionRequest = {
    operation: 'DELETE',
    resource,
    subresource: '',
    namespace: namespace ?? '',
    name,
    oldObject: old,
    user: options.user,
    dryRun: !!options.dryRun,
    warnings: options.warnings,
  };
  registry.admission.admit(request);
  registry.admission.validate(request);

  const next = clone(old);
  const finalizers = withPropagation(resource, next, deleteOptions);
  if (finalizers?.length) {
    next.metadata.finalizers = finalizers;
  } else {
    delete next.metadata.finalizers;
  }
  const grace =
    resource.strategy.gracePeriodSeconds?.(
      next,
      deleteOptions.gracePeriodSeconds,
    ) ?? 0;
  const before = next.metadata.deletionGracePeriodSeconds;
  if (!next.metadata.deletionTimestamp || (before ?? 0) > grace) {
    next.metadata.deletionTimestamp = now(Date.now() + grace * 1000);
    next.metadata.deletionGracePeriodSeconds = grace;
    if (next.metadata.generation !== undefined) {
      next.metadata.generation += 1;
    }
  }
  resource.strategy.beforeDelete?.(next);

  const deleted = isDeletable(resource, next);
  if (options.dryRun) {
    return { object: registry.present(resource, next), deleted };
  }
  if (!deleted) {
    const isSame = JSON.stringify(next) === JSON.stringify(old);
    const stored = isSame
      ? old
      : registry.store.put(resource.storageKey, entry.key, next).object;
    return { object: registry.present(resource, stored), deleted };
  }
  // What could have had time to shut down says that it had none.
  const last = resource.strategy.gracePeriodSeconds ? next : old;
  const removed = registry.store.remove(resource.storageKey, entry.key, last);
  return { object: registry.present(resource, removed.object), deleted };
}
