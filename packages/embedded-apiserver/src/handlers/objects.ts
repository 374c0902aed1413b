import { Registry, WriteOptions } from '../registry/registry';
import { Resource } from '../scheme/resource';
import { partialMetadata, toTable } from '../table/table';
import { groupVersion, KubeObject } from '../types';
import { StatusError } from '../errors/statusError';
import { includeObject, negotiate } from './accept';
import { checkName } from './checkName';
import { readDeleteOptions } from './deleteOptions';
import { checkRevision, entryJson } from './list';
import { readFieldManager } from './fieldManager';
import {
  collectProblems,
  readDryRun,
  readFieldValidation,
  readRevision,
  revisionProblem,
} from './options';
import { readObject } from './readBody';
import { RequestContext } from './requestContext';
import { sendJson, sendText } from './respond';
import { readSelection } from './selection';

/** Answers with one object in the form the client asks for. */
export function sendObject(
  context: RequestContext,
  resource: Resource,
  code: number,
  object: KubeObject,
): void {
  const form = negotiate(context, resource);
  if (form === 'table') {
    const metadata = { resourceVersion: object.metadata.resourceVersion };
    sendJson(
      context,
      code,
      toTable(resource, [object], metadata, includeObject(context)),
    );
  } else {
    sendJson(
      context,
      code,
      form === 'partial' ? partialMetadata(object) : object,
    );
  }
}

/** A version that is none is an error of the server, when one object is read. */
function readGetRevision(query: URLSearchParams): number | undefined {
  try {
    return readRevision(query);
  } catch (error) {
    const value = query.get('resourceVersion') ?? '';
    throw new StatusError(500, '', revisionProblem(value));
  }
}

export function handleGet(
  registry: Registry,
  resource: Resource,
  context: RequestContext,
): void {
  const { info, query } = context;
  const form = negotiate(context, resource);
  checkRevision(readGetRevision(query), registry.store.revision);
  const entry = registry.entry(resource, info.namespace, info.name);
  if (form === 'object') {
    sendText(context, 200, entryJson(resource, entry));
  } else {
    const object = registry.present(resource, entry.object);
    sendObject(context, resource, 200, object);
  }
}

/** The circumstances of a write, as its query tells them. */
export function writeOptions(
  context: RequestContext,
  kind: string,
  subresource?: string,
): WriteOptions {
  const { query, user } = context;
  let fieldManager: string | undefined;
  let dryRun = false;
  collectProblems(kind, [
    () => {
      fieldManager = readFieldManager(context, kind);
    },
    () => {
      dryRun = readDryRun(query.getAll('dryRun'), kind);
    },
    () => {
      readFieldValidation(query, kind);
    },
  ]);
  const { warnings } = context;
  return { user, dryRun, subresource, fieldManager, warnings };
}

export async function handleCreate(
  registry: Registry,
  resource: Resource,
  context: RequestContext,
): Promise<void> {
  const { info, query, req } = context;
  const options = writeOptions(context, 'CreateOptions');
  const validation = readFieldValidation(query);
  const body = await readObject(req, resource.kind);
  const { object, warnings } = registry.decoder.decode(
    resource,
    body,
    validation,
  );
  context.warnings.push(...warnings);
  const created = registry.create(resource, info.namespace, object, options);
  sendObject(context, resource, 201, created);
}

export async function handleUpdate(
  registry: Registry,
  resource: Resource,
  context: RequestContext,
): Promise<void> {
  const { info, query, req } = context;
  const options = writeOptions(context, 'UpdateOptions', info.subresource);
  const validation = readFieldValidation(query, 'UpdateOptions');
  const body = await readObject(req, resource.kind);
  const { object, warnings } = registry.decoder.decode(
    resource,
    body,
    validation,
  );
  context.warnings.push(...warnings);
  checkName(info.name, object);
  const updated = registry.update(
    resource,
    info.namespace,
    info.name,
    () => object,
    options,
  );
  sendObject(context, resource, 200, updated);
}

export async function handleDelete(
  registry: Registry,
  resource: Resource,
  context: RequestContext,
): Promise<void> {
  const { info, query, req, user } = context;
  const { options, dryRun } = await readDeleteOptions(req, query);
  const { object, deleted } = registry.delete(
    resource,
    info.namespace,
    info.name,
    options,
    { user, dryRun, warnings: context.warnings },
  );
  if (!deleted || resource.strategy.returnsDeletedObject) {
    sendObject(context, resource, 200, object);
    return;
  }
  sendJson(context, 200, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name: info.name,
      ...(resource.group && { group: resource.group }),
      kind: resource.resource,
      uid: object.metadata.uid,
    },
  });
}

export async function handleDeleteCollection(
  registry: Registry,
  resource: Resource,
  context: RequestContext,
): Promise<void> {
  const { query, req, user, info } = context;
  const { options, dryRun } = await readDeleteOptions(req, query);
  const selection = readSelection(context, resource);
  const entries = registry
    .list(resource, info.namespace)
    .filter(entry => selection.matches(entry));
  const items = entries.map(entry => {
    const { metadata } = entry.object;
    return registry.delete(
      resource,
      metadata.namespace,
      metadata.name,
      options,
      { user, dryRun, warnings: context.warnings },
    ).object;
  });
  sendJson(context, 200, {
    kind: resource.listKind,
    apiVersion: groupVersion(resource.group, resource.version),
    metadata: {
      ...(resource.custom && { continue: '' }),
      resourceVersion: String(registry.store.revision),
    },
    items,
  });
}
