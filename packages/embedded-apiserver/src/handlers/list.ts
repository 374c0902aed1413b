import {
  badRequest,
  expired,
  invalidObject,
  StatusError,
} from '../errors/statusError';
import { FieldError, forbiddenField, notSupported } from '../errors/fieldError';
import { Registry } from '../registry/registry';
import { Resource } from '../scheme/resource';
import { Entry, head } from '../storage/entry';
import { partialMetadata, toTable } from '../table/table';
import { groupVersion } from '../types';
import { includeObject, negotiate } from './accept';
import { readInteger, readRevision } from './options';
import { RequestContext } from './requestContext';
import { sendJson, sendText } from './respond';
import { readSelection } from './selection';

interface ContinueToken {
  v: 'meta.k8s.io/v1';
  rv: number;
  start: string;
}

/** One page of a list. */
interface Page {
  entries: Entry[];
  metadata: {
    resourceVersion: string;
    continue?: string;
    remainingItemCount?: number;
  };
}

const EXPIRED =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

const FORGOTTEN = 'The resourceVersion for the provided list is too old.';

function decodeToken(text: string): ContinueToken {
  const wrong = (why: string) =>
    badRequest(`invalid continue token: continue key is not valid: ${why}`);
  const plain = text.replace(/=+$/, '');
  if (!/^[-\w]*$/.test(plain) || plain.length % 4 === 1) {
    const at = Math.max(0, plain.search(/[^-\w]/));
    throw wrong(`illegal base64 data at input byte ${at}`);
  }
  let token: Partial<ContinueToken>;
  try {
    token = JSON.parse(Buffer.from(plain, 'base64url').toString());
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
  const { v, rv, start } = token ?? {};
  if (v !== 'meta.k8s.io/v1') {
    throw wrong(`server does not recognize this encoded version ${v ?? ''}`);
  }
  if (!Number.isInteger(rv) || typeof start !== 'string' || start === '') {
    throw wrong('incorrect encoded start key');
  }
  return token as ContinueToken;
}

function encodeToken(rv: number, start: string): string {
  const token: ContinueToken = { v: 'meta.k8s.io/v1', rv, start };
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

const MATCH = 'resourceVersionMatch';

function matchProblems(query: URLSearchParams, match: string): FieldError[] {
  const errors: FieldError[] = [];
  if (!query.get('resourceVersion')) {
    errors.push(
      forbiddenField(
        MATCH,
        'resourceVersionMatch is forbidden unless resourceVersion is provided',
      ),
    );
  }
  if (query.get('continue')) {
    errors.push(
      forbiddenField(
        MATCH,
        'resourceVersionMatch is forbidden when continue is provided',
      ),
    );
  }
  if (match !== 'NotOlderThan' && match !== 'Exact') {
    errors.push(notSupported(MATCH, match, ['Exact', 'NotOlderThan', '']));
  }
  if (match === 'Exact' && query.get('resourceVersion') === '0') {
    errors.push(
      forbiddenField(
        MATCH,
        'resourceVersionMatch "exact" is forbidden for resourceVersion "0"',
      ),
    );
  }
  return errors;
}

function checkOptions(query: URLSearchParams): void {
  readInteger(query, 'timeoutSeconds');
  readInteger(query, 'limit');
  const match = query.get(MATCH);
  const errors = match ? matchProblems(query, match) : [];
  if (query.get('sendInitialEvents') !== null) {
    errors.push(
      forbiddenField(
        'sendInitialEvents',
        'sendInitialEvents is forbidden for list',
      ),
    );
  }
  if (errors.length > 0) {
    throw invalidObject(
      { group: 'meta.k8s.io', kind: 'ListOptions' },
      '',
      errors,
    );
  }
}

/**
 * Refuses to wait for a revision that is yet to come.
 *
 * @throws {@link StatusError} 504
 */
export function checkRevision(
  wanted: number | undefined,
  present: number,
): void {
  if (wanted !== undefined && wanted > present) {
    const error = new StatusError(
      504,
      'Timeout',
      `Timeout: Too large resource version: ${wanted}, current: ${present}`,
      {
        causes: [
          {
            reason: 'ResourceVersionTooLarge',
            message: 'Too large resource version',
          },
        ],
        retryAfterSeconds: 1,
      },
    );
    throw error;
  }
}

/** Finds the page that a request asks for. */
export function readPage(
  registry: Registry,
  resource: Resource,
  context: RequestContext,
): Page {
  const { query } = context;
  const limit = readInteger(query, 'limit') ?? 0;
  readInteger(query, 'timeoutSeconds');
  const selection = readSelection(context, resource);
  checkOptions(query);
  const token = query.get('continue');
  const collection = registry.store.collection(resource.storageKey);
  const id = (rv: number) => `${resource.storageKey}|${selection.prefix}|${rv}`;
  let { revision } = registry.store;
  let entries: Entry[];
  if (token) {
    const { rv, start } = decodeToken(token);
    if (query.get('resourceVersion') && query.get('resourceVersion') !== '0') {
      throw badRequest(
        'specifying resource version is not allowed when using continue',
      );
    }
    const kept = registry.snapshots.get(id(rv));
    if (!kept) {
      const error = expired(EXPIRED);
      error.status.metadata.continue = encodeToken(revision, start);
      registry.snapshots.keep(id(revision), collection.list(selection.prefix));
      throw error;
    }
    revision = rv;
    entries = kept.slice(kept.findIndex(entry => entry.key >= start));
    if (!kept.some(entry => entry.key >= start)) {
      entries = [];
    }
  } else {
    const wanted = readRevision(query);
    checkRevision(wanted, revision);
    const match = query.get(MATCH);
    if (wanted && (match === 'Exact' || (limit > 0 && !match))) {
      const past = collection.at(wanted, selection.prefix);
      if (!past) {
        throw expired(FORGOTTEN);
      }
      entries = past;
      revision = wanted;
    } else {
      entries = selection.candidates(collection);
    }
  }
  if (limit <= 0) {
    return {
      entries: selection.isEmpty ? entries : entries.filter(selection.matches),
      metadata: { resourceVersion: String(revision) },
    };
  }
  const page: Entry[] = [];
  let next = 0;
  while (next < entries.length && page.length < limit) {
    if (selection.matches(entries[next])) {
      page.push(entries[next]);
    }
    next++;
  }
  const metadata: Page['metadata'] = { resourceVersion: String(revision) };
  if (next < entries.length) {
    metadata.continue = encodeToken(revision, entries[next].key);
    if (selection.isEmpty) {
      metadata.remainingItemCount = entries.length - next;
    }
    if (!token) {
      registry.snapshots.keep(id(revision), entries);
    }
  }
  return { entries: page, metadata };
}

/** The JSON of one entry as its resource's version shows it. */
export function entryJson(resource: Resource, entry: Entry): string {
  return resource.fromStorage
    ? JSON.stringify(resource.fromStorage(entry.object))
    : head(groupVersion(resource.group, resource.version), resource.kind) +
        entry.tail();
}

/** Answers a list. */
export function handleList(
  registry: Registry,
  resource: Resource,
  context: RequestContext,
): void {
  const form = negotiate(context, resource);
  const { entries, metadata } = readPage(registry, resource, context);
  const objects = () =>
    entries.map(entry => registry.present(resource, entry.object));
  if (form === 'table') {
    sendJson(
      context,
      200,
      toTable(resource, objects(), metadata, includeObject(context)),
    );
    return;
  }
  if (form === 'partial') {
    sendJson(context, 200, {
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
      metadata,
      items: objects().map(partialMetadata),
    });
    return;
  }
  const apiVersion = groupVersion(resource.group, resource.version);
  const shown = resource.custom ? { continue: '', ...metadata } : metadata;
  // Items of built-in lists carry no kind, as in the real server.
  const isPlain = !resource.custom && !resource.fromStorage;
  const items = entries.map(entry =>
    isPlain ? `{${entry.tail()}` : entryJson(resource, entry),
  );
  sendText(
    context,
    200,
    `${head(apiVersion, resource.listKind)}"metadata":${JSON.stringify(
      shown,
    )},"items":[${items.join(',')}]}`,
  );
}
