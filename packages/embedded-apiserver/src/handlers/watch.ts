import { ServerResponse } from 'node:http';
import { invalidObject, StatusError } from '../errors/statusError';
import { FieldError, forbiddenField, notSupported } from '../errors/fieldError';
import { Registry } from '../registry/registry';
import { Resource } from '../scheme/resource';
import { StoreEvent } from '../storage/collection';
import { Entry } from '../storage/entry';
import { partialMetadata, toTable } from '../table/table';
import { groupVersion } from '../types';
import { Form, includeObject, negotiate } from './accept';
import { entryJson } from './list';
import { readInteger, readRevision, revisionProblem } from './options';
import { RequestContext } from './requestContext';
import { isTrue } from './requestInfo';
import { readSelection, Selection } from './selection';

const BOOKMARK_MS = 60_000;
const DEFAULT_TIMEOUT_S = 1800;
/** A reader that is further behind is cut off, so it costs no memory. */
const BACKLOG_BYTES = 16 * 1024 * 1024;

/** One client that watches one resource. */
class Watcher {
  private isFirst = true;
  private lastRevision: number;
  private unsubscribe: () => void = () => undefined;
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly registry: Registry,
    private readonly resource: Resource,
    private readonly context: RequestContext,
    private readonly selection: Selection,
    private readonly form: Form,
  ) {
    this.lastRevision = registry.store.revision;
  }

  start(since: number | undefined, withInitial: boolean): void {
    const { res, query } = this.context;
    const collection = this.registry.store.collection(this.resource.storageKey);
    res.writeHead(200, {
      'content-type': 'application/json',
      'cache-control': 'no-cache, private',
      'transfer-encoding': 'chunked',
    });
    res.flushHeaders();
    if (since !== undefined && since < collection.oldestRevision) {
      this.expire(since, collection.oldestRevision);
      return;
    }
    if (withInitial) {
      for (const entry of this.selection.candidates(collection)) {
        if (this.selection.matches(entry)) {
          this.send('ADDED', entry);
        }
      }
      if (isTrue(query.get('sendInitialEvents'))) {
        this.bookmark({ 'k8s.io/initial-events-end': 'true' });
      }
    } else {
      collection
        .since(since ?? this.lastRevision)
        .forEach(e => this.forward(e));
    }
    this.unsubscribe = collection.subscribe(event => {
      // A revision yet to come is waited for.
      if (since === undefined || event.revision > since) {
        this.forward(event);
      }
    });
    this.setTimers();
    res.on('close', () => this.stop());
  }

  private setTimers(): void {
    const { query } = this.context;
    const seconds =
      readInteger(query, 'timeoutSeconds') ||
      DEFAULT_TIMEOUT_S * (1 + Math.random());
    const wantsBookmarks = isTrue(query.get('allowWatchBookmarks'));
    if (wantsBookmarks) {
      this.timers.push(setInterval(() => this.bookmark(), BOOKMARK_MS).unref());
    }
    this.timers.push(
      setTimeout(() => {
        if (wantsBookmarks) {
          this.bookmark();
        }
        this.stop();
        this.context.res.end();
      }, Math.min(seconds * 1000, 2 ** 31 - 1)).unref(),
    );
  }

  private stop(): void {
    this.unsubscribe();
    this.timers.forEach(timer => clearTimeout(timer));
  }

  private forward(event: StoreEvent): void {
    this.lastRevision = event.revision;
    const { entry, previous, type } = event;
    const isIn = type !== 'DELETED' && this.selection.matches(entry);
    const wasIn = !!previous && this.selection.matches(previous);
    if (isIn) {
      this.send(wasIn ? 'MODIFIED' : 'ADDED', entry);
    } else if (wasIn) {
      this.send(
        'DELETED',
        type === 'DELETED' ? entry : lastSeen(previous, event),
      );
    }
  }

  private send(type: string, entry: Entry): void {
    this.write(`{"type":"${type}","object":${this.render(entry)}}\n`);
  }

  private render(entry: Entry): string {
    const { resource, registry } = this;
    if (this.form === 'object') {
      return entryJson(resource, entry);
    }
    const object = registry.present(resource, entry.object);
    if (this.form === 'partial') {
      return JSON.stringify(partialMetadata(object));
    }
    const withColumns = this.isFirst;
    this.isFirst = false;
    return JSON.stringify(
      toTable(
        resource,
        [object],
        { resourceVersion: object.metadata.resourceVersion },
        includeObject(this.context),
        withColumns,
      ),
    );
  }

  private bookmark(annotations?: Record<string, string>): void {
    const { group, version, kind } = this.resource;
    const resourceVersion = String(
      Math.max(this.lastRevision, this.registry.store.revision),
    );
    const metadata = {
      resourceVersion,
      ...(annotations && { annotations }),
    };
    const object =
      this.form === 'object'
        ? { kind, apiVersion: groupVersion(group, version), metadata }
        : {
            kind: this.form === 'table' ? 'Table' : 'PartialObjectMetadata',
            apiVersion: 'meta.k8s.io/v1',
            metadata,
            ...(this.form === 'table' && { columnDefinitions: [], rows: [] }),
          };
    this.write(`${JSON.stringify({ type: 'BOOKMARK', object })}\n`);
  }

  private expire(since: number, oldest: number): void {
    const error = new StatusError(
      410,
      'Expired',
      `too old resource version: ${since} (${oldest})`,
    );
    this.write(`${JSON.stringify({ type: 'ERROR', object: error.status })}\n`);
    this.context.res.end();
  }

  private write(line: string): void {
    const { res } = this.context;
    res.write(line);
    if (backlog(res) > BACKLOG_BYTES) {
      this.stop();
      res.destroy();
    }
  }
}

function backlog(res: ServerResponse): number {
  return res.writableLength + (res.socket?.writableLength ?? 0);
}

/** An object that left the selection, with the revision at which it did. */
function lastSeen(previous: Entry, event: StoreEvent): Entry {
  const { object } = previous;
  return new Entry(
    previous.key,
    {
      ...object,
      metadata: {
        ...object.metadata,
        resourceVersion: String(event.revision),
      },
    },
    event.revision,
  );
}

const MATCH = 'resourceVersionMatch';

function checkOptions(query: URLSearchParams): void {
  const errors: FieldError[] = [];
  const sends = query.get('sendInitialEvents');
  const match = query.get(MATCH);
  if (sends !== null && match !== 'NotOlderThan') {
    errors.push(
      forbiddenField(
        MATCH,
        'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
      ),
    );
  }
  if (match) {
    if (sends === null) {
      errors.push(
        forbiddenField(
          MATCH,
          'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
        ),
      );
    }
    if (match !== 'NotOlderThan') {
      errors.push(notSupported(MATCH, match, ['NotOlderThan']));
    }
  }
  if (query.get('continue')) {
    errors.push(
      forbiddenField(
        MATCH,
        'resourceVersionMatch is forbidden when continue is provided',
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

/** The resourceVersion a watch goes on from. */
function readSince(query: URLSearchParams): number | undefined {
  const value = query.get('resourceVersion') ?? '';
  if (!/^\d*$/.test(value)) {
    // The real server answers so, which is no fault of its own.
    throw new StatusError(500, '', revisionProblem(value));
  }
  return readRevision(query);
}

/** Answers a watch. */
export function handleWatch(
  registry: Registry,
  resource: Resource,
  context: RequestContext,
): void {
  const { query } = context;
  checkOptions(query);
  const form = negotiate(context, resource);
  if (form === 'table') {
    includeObject(context);
  }
  const selection = readSelection(context, resource);
  readInteger(query, 'timeoutSeconds');
  const revision = readSince(query);
  const sends = query.get('sendInitialEvents');
  const withInitial = sends === null ? !revision : isTrue(sends);
  const since = revision || undefined;
  new Watcher(registry, resource, context, selection, form).start(
    withInitial ? undefined : since,
    withInitial,
  );
}
