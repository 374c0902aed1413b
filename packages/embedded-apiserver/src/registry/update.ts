import { AdmissionRequest } from '../admission/admissionPlugin';
import { invalid } from '../errors/fieldError';
import {
  badRequest,
  conflict,
  invalidObject,
  MODIFIED,
  StatusError,
} from '../errors/statusError';
import { SERVER_MANAGER } from '../managedfields/fieldManager';
import { keepTimes } from '../managedfields/keepTimes';
import { hasSubresource, Resource } from '../scheme/resource';
import { JsonObject, KubeObject } from '../types';
import { clone } from '../util/clone';
import { equal } from '../util/equal';
import { goQuote } from '../util/goQuote';
import { read } from '../util/read';
import { isDeletable } from './delete';
import type { Registry, WriteOptions } from './registry';
import { validateObject } from './validateObject';

/** Makes the new state of an object from a copy of its present one. */
export type Transform = (current: KubeObject) => KubeObject;

/** The circumstances of a change. */
export interface UpdateOptions extends WriteOptions {
  /** Whether the new state may leave out the resourceVersion. */
  unconditional?: boolean;
  /**
   * What admission is asked about instead of the object, when it is changed
   * through another: given its new and its old state.
   */
  admitted?(
    object: KubeObject,
    old: KubeObject,
  ): Pick<
    AdmissionRequest,
    'object' | 'oldObject' | 'requestKind' | 'subresource'
  >;
}

const IMMUTABLE = new Set([
  'uid',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
]);

/** What the server sets in the metadata stays as it is. */
function keepMetadata(next: KubeObject, old: KubeObject): void {
  for (const key of [
    'uid',
    'creationTimestamp',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
    'generation',
    'generateName',
    'selfLink',
  ]) {
    // What differs all the same is refused when the object is checked.
    if (!IMMUTABLE.has(key) || next.metadata[key] === undefined) {
      if (old.metadata[key] === undefined) {
        delete next.metadata[key];
      } else {
        next.metadata[key] = old.metadata[key];
      }
    }
  }
}

/** Where the real server would keep an object. */
function registryKey(
  { custom, group, resource }: Resource,
  { metadata }: KubeObject,
): string {
  const place = metadata.namespace ? `${metadata.namespace}/` : '';
  return `/registry/${custom ? `${group}/` : ''}${resource}/${place}${
    metadata.name
  }`;
}

function checkIdentity(
  resource: Resource,
  namespace: string | undefined,
  next: KubeObject,
  old: KubeObject,
  isUnconditional: boolean,
): void {
  const { metadata } = next;
  if (!metadata.name) {
    throw badRequest(
      `the name of the object (${old.metadata.name} based on URL) was undeterminable: name must be provided`,
    );
  }
  if (metadata.name !== old.metadata.name) {
    throw badRequest(
      `the name of the object (${metadata.name}) does not match the name on the URL (${old.metadata.name})`,
    );
  }
  if (resource.namespaced) {
    if (metadata.namespace && metadata.namespace !== namespace) {
      throw badRequest(
        'the namespace of the provided object does not match the namespace sent on the request',
      );
    }
    metadata.namespace = namespace;
  }
  if (!isUnconditional && metadata.uid && metadata.uid !== old.metadata.uid) {
    throw conflict(
      resource,
      old.metadata.name,
      `StorageError: invalid object, Code: 4, Key: ${registryKey(
        resource,
        old,
      )}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${
        metadata.uid
      }, UID in object meta: ${old.metadata.uid}`,
    );
  }
  const version = metadata.resourceVersion ?? '';
  if (!/^\d*$/.test(version)) {
    throw new StatusError(
      500,
      '',
      `strconv.ParseUint: parsing ${goQuote(version)}: invalid syntax`,
    );
  }
  // Zero is no version: it stands for whatever is there.
  if (Number(version) === 0) {
    const isRequired =
      !!resource.custom || !!resource.strategy.requiresResourceVersion;
    if (isRequired && !isUnconditional) {
      throw invalidObject(
        // The real server names the resource here, not the kind.
        { group: resource.group, kind: resource.resource },
        old.metadata.name,
        [
          invalid(
            'metadata.resourceVersion',
            0,
            'must be specified for an update',
          ),
        ],
      );
    }
  } else if (version !== old.metadata.resourceVersion) {
    throw conflict(resource, old.metadata.name, MODIFIED);
  }
}

/** Takes from a write only what its subresource may change. */
function restrict(
  resource: Resource,
  subresource: string | undefined,
  next: KubeObject,
  old: KubeObject,
): KubeObject {
  if (subresource === 'status') {
    const { managedFields } = next.metadata;
    const metadata = { ...old.metadata, managedFields };
    const result = { ...old, metadata, status: next.status };
    if (next.status === undefined) {
      delete (result as Partial<KubeObject>).status;
    }
    return result;
  }
  if (subresource === 'finalize') {
    const { managedFields } = next.metadata;
    const spec: JsonObject = { ...(old.spec as JsonObject | undefined) };
    spec.finalizers = read(next, 'spec', 'finalizers');
    if (spec.finalizers === undefined) {
      delete spec.finalizers;
    }
    return { ...old, metadata: { ...old.metadata, managedFields }, spec };
  }
  if (!subresource && hasSubresource(resource, 'status')) {
    if (old.status === undefined) {
      delete next.status;
    } else {
      next.status = old.status;
    }
  }
  return next;
}

function countsGeneration(
  resource: Resource,
  next: KubeObject,
  old: KubeObject,
): boolean {
  if (resource.custom) {
    const rest = ({ metadata, status, ...other }: KubeObject) =>
      hasSubresource(resource, 'status') ? other : { status, ...other };
    return !equal(rest(next), rest(old));
  }
  return !!resource.strategy.hasGeneration && !equal(next.spec, old.spec);
}

/**
 * Changes an object. Nothing else happens between reading and writing it.
 *
 * @throws {@link StatusError}
 */
export function updateObject(
  registry: Registry,
  resource: Resource,
  namespace: string | undefined,
  name: string,
  transform: Transform,
  options: UpdateOptions,
): KubeObject {
  const { strategy } = resource;
  const { subresource } = options;
  const entry = registry.entry(resource, namespace, name);
  const old = registry.present(resource, entry.object);
  const changed = transform(clone(old));
  checkIdentity(resource, namespace, changed, old, !!options.unconditional);
  const context = { registry, user: options.user, dryRun: !!options.dryRun };
  strategy.authorize?.(changed, old, context);
  if (!options.isApplied) {
    const manager = options.fieldManager ?? SERVER_MANAGER;
    const writer = { resource, subresource: subresource ?? '', manager };
    registry.fields.recordUpdate(writer, old, changed);
  }
  const next = restrict(resource, subresource, changed, old);
  next.metadata.resourceVersion = old.metadata.resourceVersion;
  keepMetadata(next, old);

  if (!subresource) {
    strategy.prepareForUpdate?.(next, old, context);
  }
  if (countsGeneration(resource, next, old)) {
    next.metadata.generation = (old.metadata.generation ?? 0) + 1;
  }
  const request: AdmissionRequest = {
    operation: 'UPDATE',
    resource,
    subresource: subresource ?? '',
    namespace: namespace ?? '',
    name,
    object: next,
    oldObject: old,
    user: options.user,
    dryRun: context.dryRun,
    warnings: options.warnings,
    ...options.admitted?.(next, old),
  };
  registry.admission.admit(request);
  validateObject(resource, next, old, options.warnings);
  strategy.admit?.(next, old, context);
  registry.admission.validate(request);
  keepTimes(next, old);
  if (options.dryRun || equal(next, old)) {
    return next;
  }
  const stored = resource.toStorage?.(next) ?? next;
  if (isDeletable(resource, stored)) {
    const removed = registry.store.remove(
      resource.storageKey,
      entry.key,
      stored,
    );
    return registry.present(resource, removed.object);
  }
  const written = registry.store.put(resource.storageKey, entry.key, stored);
  return registry.present(resource, written.object);
}
