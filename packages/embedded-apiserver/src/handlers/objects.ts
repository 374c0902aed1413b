import { IncomingMessage } from 'node:http';
import { notSupported } from '../errors/fieldError';
import { badRequest, invalidObject } from '../errors/statusError';
import { DeleteOptions } from '../registry/delete';
import { Registry, WriteOptions } from '../registry/registry';
import { Resource } from '../scheme/resource';
import { partialMetadata, toTable } from '../table/table';
import { groupVersion, isObject, KubeObject } from '../types';
import { includeObject, negotiate } from './accept';
import { entryJson } from './list';
import { readDryRun, readFieldValidation } from './options';
import { readObject, readOptionalObject } from './readBody';
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
  const form = negotiate(context);
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

export function handleGet(
  registry: Registry,
  resource: Resource,
  context: RequestContext,
): void {
  const { info } = context;
  const entry = registry.entry(resource, info.namespace, info.name);
  if (negotiate(context) === 'object') {
    sendText(context, 200, entryJson(resource, entry));
  } else {
    const object = registry.present(resource, entry.object);
    sendObject(context, resource, 200, object);
  }
}

/** The circumstances of a write, as its query tells them. */
export function writeOptions(
  { query, user }: RequestContext,
  kind: string,
  subresource?: string,
): WriteOptions {
  const dryRun = readDryRun(query.getAll('dryRun').filter(Boolean), kind);
  return { user, dryRun, subresource };
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
  const updated = registry.update(
    resource,
    info.namespace,
    info.name,
    () => object,
    options,
  );
  sendObject(context, resource, 200, updated);
}

async function readDeleteOptions(
  req: IncomingMessage,
  query: URLSearchParams,
): Promise<{ options: DeleteOptions; dryRun: boolean }> {
  const body = (await readOptionalObject(req)) ?? {};
  if (!isObject(body)) {
    throw badRequest('the body of a delete has to be DeleteOptions');
  }
  const policy = body.propagationPolicy ?? query.get('propagationPolicy');
  if (
    policy &&
    !['Background', 'Foreground', 'Orphan'].includes(String(policy))
  ) {
    throw invalidObject({ group: 'meta.k8s.io', kind: 'DeleteOptions' }, '', [
      notSupported('propagationPolicy', policy, [
        'Foreground',
        'Background',
        'Orphan',
        'nil',
      ]),
    ]);
  }
  const grace = body.gracePeriodSeconds ?? query.get('gracePeriodSeconds');
  const dryRun = Array.isArray(body.dryRun)
    ? body.dryRun.map(String)
    : query.getAll('dryRun').filter(Boolean);
  return {
    dryRun: readDryRun(dryRun, 'DeleteOptions'),
    options: {
      propagationPolicy: (policy ?? undefined) as
        | DeleteOptions['propagationPolicy']
        | undefined,
      orphanDependents: body.orphanDependents === true,
      gracePeriodSeconds:
        grace === null || grace === undefined ? undefined : Number(grace),
      preconditions: isObject(body.preconditions)
        ? body.preconditions
        : undefined,
    },
  };
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
    { user, dryRun },
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
      { user, dryRun },
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
