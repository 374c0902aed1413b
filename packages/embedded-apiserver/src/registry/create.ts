import { randomUUID } from 'node:crypto';
import { AdmissionRequest } from '../admission/admissionPlugin';
import {
  alreadyExists,
  badRequest,
  forbidden,
  StatusError,
} from '../errors/statusError';
import { SERVER_MANAGER } from '../managedfields/fieldManager';
import { hasSubresource, Resource } from '../scheme/resource';
import { fillStatus } from '../schema/applyDefaults';
import { objectKey } from '../storage/store';
import { DEFINITIONS } from '../strategies/customResourceDefinition';
import { KubeObject } from '../types';
import { now } from '../util/time';
import { generateName } from './metadata';
import type { Registry, WriteOptions } from './registry';
import { validateObject } from './validateObject';

const NAMESPACE_MISMATCH =
  'the namespace of the provided object does not match the namespace sent on the request';

/** The metadata of a new object: what the server sets cannot be sent. */
function fillMetadata(
  resource: Resource,
  namespace: string | undefined,
  object: KubeObject,
): void {
  const { metadata } = object;
  if (resource.namespaced) {
    if (metadata.namespace && metadata.namespace !== namespace) {
      throw badRequest(NAMESPACE_MISMATCH);
    }
    metadata.namespace = namespace;
  } else {
    delete metadata.namespace;
  }
  // What is no number is no version either.
  if (Number(metadata.resourceVersion) > 0) {
    throw new StatusError(
      500,
      '',
      'resourceVersion should not be set on objects to be created',
    );
  }
  if (!metadata.name && metadata.generateName) {
    metadata.name = generateName(metadata.generateName);
  }
  delete metadata.resourceVersion;
  delete metadata.deletionTimestamp;
  delete metadata.deletionGracePeriodSeconds;
  delete metadata.selfLink;
  metadata.uid = randomUUID();
  metadata.creationTimestamp = now();
}

/** Nothing new is made of a definition that is going away. */
function checkDefinition(
  { store }: Registry,
  resource: Resource,
  { metadata }: KubeObject,
): void {
  const definition =
    resource.custom &&
    store.collection(DEFINITIONS).get(resource.custom.crdName);
  if (definition?.object.metadata.deletionTimestamp) {
    throw forbidden(
      resource,
      metadata.name,
      'create not allowed while custom resource definition is terminating',
    );
  }
}

/**
 * Creates an object.
 *
 * @throws {@link StatusError}
 */
export function createObject(
  registry: Registry,
  resource: Resource,
  namespace: string | undefined,
  object: KubeObject,
  options: WriteOptions,
): KubeObject {
  const { strategy } = resource;
  const context = { registry, user: options.user, dryRun: !!options.dryRun };
  checkDefinition(registry, resource, object);
  fillMetadata(resource, namespace, object);
  if (!options.isApplied) {
    const manager = options.fieldManager ?? SERVER_MANAGER;
    const writer = { resource, subresource: '', manager };
    registry.fields.recordUpdate(writer, undefined, object);
  }
  if (hasSubresource(resource, 'status') && !strategy.keepsStatusOnCreate) {
    delete object.status;
  }
  if (resource.custom || strategy.hasGeneration) {
    object.metadata.generation = 1;
  }
  strategy.authorize?.(object, undefined, context);
  const request: AdmissionRequest = {
    operation: 'CREATE',
    resource,
    subresource: '',
    namespace: namespace ?? '',
    name: object.metadata.name,
    object,
    user: options.user,
    dryRun: context.dryRun,
    warnings: options.warnings,
  };
  registry.admission.admit(request);
  strategy.prepareForCreate?.(object, context);
  if (strategy.initialStatus) {
    const metadata = { ...object.metadata };
    const status = strategy.initialStatus(object);
    const writer = { resource, subresource: 'status', manager: SERVER_MANAGER };
    const reportless = { ...object, metadata, status };
    registry.fields.recordUpdate(writer, reportless, object);
  }
  if (!resource.custom) {
    fillStatus(resource.schema, object);
  }
  validateObject(resource, object);
  strategy.admit?.(object, undefined, context);
  registry.admission.validate(request);

  const key = objectKey(object.metadata.namespace, object.metadata.name);
  const existing = registry.store.collection(resource.storageKey).get(key);
  if (existing) {
    throw alreadyExists(
      resource,
      object.metadata.name,
      existing.object.metadata.deletionTimestamp !== undefined,
    );
  }
  if (options.dryRun) {
    return object;
  }
  const stored = resource.toStorage?.(object) ?? object;
  const entry = registry.store.put(resource.storageKey, key, stored);
  return registry.present(resource, entry.object);
}
