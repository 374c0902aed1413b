import type { ServerResponse } from 'node:http';
import { mockServices } from '@backstage/backend-test-utils';
import type {
  KubernetesObject,
  ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import {
  json,
  ScriptedApi,
  status,
  type RecordedRequest,
} from '../__testUtils__/ScriptedApi';
import { ObjectMirror, type MirrorChange } from '../mirror';
import { HttpsTransport } from '../transport';
import type { ReflectorLimits } from './limits';
import { Reflector } from './Reflector';

// Loading the Kubernetes client takes seconds on a busy machine.
const TYPE: ResourceType = {
  group: 'example.com',
  version: 'v1',
  resource: 'widgets',
  kind: 'Widget',
  namespaced: true,
};

const QUICK: Partial<ReflectorLimits> = {
  firstPauseMs: 5,
  longestPauseMs: 20,
  slowPauseMs: 20,
  shortestWatchMs: 0,
  watchList: false,
};

function widget(name: string, version: number, uid = `uid-${name}`) {
  return {
    metadata: {
      name,
      namespace: 'acme',
      uid,
      resourceVersion: String(version),
      managedFields: [{ manager: 'kubectl' }],
      annotations: {
        keep: 'me',
        'kubectl.kubernetes.io/last-applied-configuration': '{}',
      },
    },
  };
}

function list(
  response: ServerResponse,
  items: object[],
  version: number,
  next?: string,
) {
  json(response, {
    metadata: { resourceVersion: String(version), continue: next },
    items,
  });
}

function event(response: ServerResponse, type: string, object: object) {
  response.write(`${JSON.stringify({ type, object })}\n`);
}

const typed = (object: object) => ({
  apiVersion: 'example.com/v1',
  kind: 'Widget',
  ...object,
});

describe('Reflector', () => {
  let api: ScriptedApi;
  let mirror: ObjectMirror;
  let changes: MirrorChange[];
  /** What a server says that is asked how far it is. */
  let newest: number;
  const logger = mockServices.logger.mock();

  /** Answers lists and watches each with the next of their scripts; the last one stays. */
  async function start(
    lists: Array<(response: ServerResponse, request: RecordedRequest) => void>,
    watches: Array<
      (response: ServerResponse, request: RecordedRequest) => void
    >,
    limits: Partial<ReflectorLimits> = {},
  ) {
    api = await ScriptedApi.start((request, response) => {
      if (request.query.get('limit') === '1') {
        list(response, [], newest);
        return;
      }
      const scripts = request.query.has('watch') ? watches : lists;
      const script = scripts.length > 1 ? scripts.shift()! : scripts[0];
      script(response, request);
    });
    mirror = new ObjectMirror({
      installation: 'test',
      transport: HttpsTransport.fromSettings(api.connection),
      types: [TYPE],
      logger,
      limits: { ...QUICK, ...limits },
    });
    changes = [];
    mirror.subscribe(change => changes.push(change));
    mirror.start();
  }

  const names = () =>
    mirror
      .list<KubernetesObject>(TYPE)
      .map(
        object => `${object.metadata.name}@${object.metadata.resourceVersion}`,
      )
      .sort();

  /** Resolves when something about the mirror holds. */
  async function until(condition: () => boolean): Promise<void> {
    if (condition()) {
      return;
    }
    const unsubscribe: Array<() => void> = [];
    await new Promise<void>(resolve => {
      const check = () => {
        if (condition()) {
          resolve();
        }
      };
      unsubscribe.push(mirror.subscribe(check), mirror.subscribeStatus(check));
    });
    unsubscribe.forEach(each => each());
  }

  const stays = (response: ServerResponse) => response.flushHeaders();

  const pages = () =>
    api.lists().filter(({ query }) => query.get('limit') !== '1');

  beforeEach(() => {
    newest = 1_000;
  });

  afterEach(async () => {
    await mirror?.stop();
    await api?.stop();
  });

  it('reads a list page by page, follows it, and stores no ballast', async () => {
    await start(
      [
        response => list(response, [widget('a', 1)], 5, 'page-2'),
        response => list(response, [widget('b', 2)], 5),
      ],
      [
        response => {
          event(response, 'BOOKMARK', { metadata: { resourceVersion: '6' } });
          event(response, 'ADDED', typed(widget('c', 7)));
          event(response, 'MODIFIED', typed(widget('a', 8)));
          event(response, 'DELETED', typed(widget('b', 9)));
        },
      ],
    );
    await until(() => changes.length === 5);
    expect(names()).toEqual(['a@8', 'c@7']);
    expect(
      changes.map(({ action, source, object }) => [
        action,
        source,
        object.metadata.name,
      ]),
    ).toEqual([
      ['added', 'list', 'a'],
      ['added', 'list', 'b'],
      ['added', 'watch', 'c'],
      ['modified', 'watch', 'a'],
      ['deleted', 'watch', 'b'],
    ]);
    expect(mirror.get(TYPE, 'acme', 'a')).toEqual({
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      metadata: {
        name: 'a',
        namespace: 'acme',
        uid: 'uid-a',
        resourceVersion: '8',
        annotations: { keep: 'me' },
      },
    });
    expect(api.lists().map(({ query }) => query.toString())).toEqual([
      'limit=500',
      'limit=500&continue=page-2',
    ]);
    const [watch] = api.watches();
    expect(watch.query.get('resourceVersion')).toBe('5');
    expect(watch.query.get('allowWatchBookmarks')).toBe('true');
    expect(Number(watch.query.get('timeoutSeconds'))).toBeGreaterThanOrEqual(
      240,
    );
    expect(Number(watch.query.get('timeoutSeconds'))).toBeLessThanOrEqual(360);
    expect(mirror.status(TYPE)).toMatchObject({
      state: 'watching',
      objects: 2,
    });
  });

  it('goes on behind the last bookmark without another list', async () => {
    await start(
      [response => list(response, [widget('a', 1)], 5)],
      [
        response => {
          event(response, 'BOOKMARK', { metadata: { resourceVersion: '40' } });
          response.end();
        },
        response => event(response, 'ADDED', typed(widget('b', 41))),
      ],
    );
    await until(() => names().length === 2);
    expect(api.watches()[1].query.get('resourceVersion')).toBe('40');
    expect(pages()).toHaveLength(1);
  });

  it('lists again when a watch is told 410, and notices what went meanwhile', async () => {
    await start(
      [
        response => list(response, [widget('a', 1), widget('b', 2)], 5),
        response => list(response, [widget('b', 9, 'another')], 10),
      ],
      [
        response => {
          event(response, 'ERROR', {
            kind: 'Status',
            code: 410,
            reason: 'Expired',
            message: 'too old resource version',
          });
        },
        stays,
      ],
    );
    await until(() => names().join() === 'b@9');
    expect(
      changes
        .slice(2)
        .map(({ action, source, object }) => [
          action,
          source,
          object.metadata.uid,
        ]),
    ).toEqual([
      ['deleted', 'list', 'uid-b'],
      ['added', 'list', 'another'],
      ['deleted', 'list', 'uid-a'],
    ]);
  });

  it('begins a list anew when its continuation has expired, and removes nothing before it is complete', async () => {
    await start(
      [
        response => list(response, [widget('a', 1), widget('b', 2)], 5),
        response => list(response, [widget('a', 1)], 7, 'more'),
        response => status(response, 410, 'Expired', 'continue token expired'),
        response => list(response, [widget('a', 1)], 9, 'more'),
        response => list(response, [widget('b', 2)], 9),
      ],
      [response => status(response, 410, 'Expired', 'too old'), stays],
    );
    await until(() => mirror.status(TYPE).state === 'watching');
    expect(names()).toEqual(['a@1', 'b@2']);
    expect(changes.filter(({ action }) => action === 'deleted')).toEqual([]);
    expect(pages()).toHaveLength(5);
  });

  it('loses nothing when a line is cut off', async () => {
    await start(
      [response => list(response, [], 5)],
      [
        response => {
          event(response, 'ADDED', typed(widget('a', 6)));
          response.write('{"type":"ADDED","object":{"metad', () =>
            response.destroy(),
          );
        },
        response => event(response, 'ADDED', typed(widget('b', 7))),
      ],
    );
    await until(() => names().length === 2);
    expect(api.watches()[1].query.get('resourceVersion')).toBe('6');
    expect(pages()).toHaveLength(1);
  });

  it('lists again after a line that is no JSON', async () => {
    await start(
      [
        response => list(response, [], 5),
        response => list(response, [widget('a', 6)], 6),
      ],
      [response => response.write('nonsense\n'), stays],
    );
    await until(() => names().length === 1);
    expect(pages()).toHaveLength(2);
  });

  it('takes a silent connection for dead', async () => {
    await start(
      [response => list(response, [], 5)],
      [stays, response => event(response, 'ADDED', typed(widget('a', 6)))],
      { watchSeconds: [0, 0], graceSeconds: 0.05 },
    );
    await until(() => names().length === 1);
    expect(api.watches()[1].query.get('resourceVersion')).toBe('5');
  });

  it.each([
    [403, 'Forbidden', 'forbidden'],
    [404, 'NotFound', 'absent'],
    [500, 'InternalError', 'backoff'],
    [429, 'TooManyRequests', 'backoff'],
  ])('reports %s and works once it is over', async (code, reason, state) => {
    await start(
      [
        response => status(response, code, reason, `in words: ${reason}`),
        response => status(response, code, reason, `in words: ${reason}`),
        response => list(response, [widget('a', 1)], 5),
      ],
      [stays],
    );
    const seen: string[] = [];
    mirror.subscribeStatus((_, { state: current, message }) =>
      seen.push(`${current}: ${message ?? ''}`),
    );
    await mirror.whenSynced(TYPE);
    expect(seen).toContain(`${state}: in words: ${reason}`);
    expect(names()).toEqual(['a@1']);
  });

  it('keeps what it has while the server is away', async () => {
    await start(
      [response => list(response, [widget('a', 1)], 5)],
      [response => response.destroy(), response => response.destroy(), stays],
    );
    await until(() => mirror.status(TYPE).state === 'backoff');
    expect(names()).toEqual(['a@1']);
    expect(mirror.hasSynced(TYPE)).toBe(true);
    await until(() => mirror.status(TYPE).state === 'watching');
    expect(pages()).toHaveLength(1);
  });

  it.each([3_600_000, -3_600_000])(
    'goes on as before when the time of day jumps by %d ms',
    async jumpMs => {
      let watch: ServerResponse | undefined;
      await start(
        [response => list(response, [], 5)],
        [
          response => {
            stays(response);
            watch = response;
          },
        ],
      );
      await until(() => mirror.status(TYPE).state === 'watching');
      const now = Date.now;
      const jumped = jest
        .spyOn(Date, 'now')
        .mockImplementation(() => now() + jumpMs);
      event(watch!, 'ADDED', typed(widget('a', 6)));
      await until(() => names().length === 1);
      jumped.mockRestore();
      expect(pages()).toHaveLength(1);
      expect(api.watches()).toHaveLength(1);
      expect(mirror.status(TYPE).restarts).toBe(0);
    },
  );

  it('lists again when the server comes back with an older state, and believes no version it knows', async () => {
    newest = 7;
    // Written after the restoration, with a version that another state had before it.
    const again = widget('a', 6);
    again.metadata.annotations.keep = 'other';
    await start(
      [
        response => list(response, [widget('a', 6), widget('b', 8)], 9),
        response => list(response, [again, widget('c', 7)], 7),
      ],
      [response => response.destroy(), stays],
    );
    await until(() => names().join() === 'a@6,c@7');
    await until(() => mirror.status(TYPE).state === 'watching');
    expect(mirror.get(TYPE, 'acme', 'a')?.metadata.annotations).toEqual({
      keep: 'other',
    });
    expect(api.watches()[1].query.get('resourceVersion')).toBe('7');
    expect(mirror.status(TYPE)).toMatchObject({ expired: 1 });
    expect(
      changes.slice(2).map(({ action, source }) => [action, source]),
    ).toEqual([
      ['modified', 'list'],
      ['added', 'list'],
      ['deleted', 'list'],
    ]);
  });

  it('removes nothing when a list is cut off in the middle of a page', async () => {
    await start(
      [
        response => list(response, [widget('a', 1), widget('b', 2)], 5),
        response => list(response, [widget('a', 1)], 7, 'more'),
        response => {
          response.writeHead(200, {
            'content-type': 'application/json',
            'content-length': '1000',
          });
          response.write('{"metadata":{"resourceVersion":"7"},"items":[{"meta');
          setImmediate(() => response.destroy());
        },
        response => {
          response.writeHead(200, { 'content-type': 'application/json' });
          response.end('{"metadata":{"resourceVersion":"7"},"items":[{"meta');
        },
        response => list(response, [widget('a', 1), widget('b', 2)], 9),
      ],
      [response => status(response, 410, 'Expired', 'too old'), stays],
    );
    await until(() => mirror.status(TYPE).state === 'watching');
    await until(() => pages().length === 5);
    await until(() => mirror.status(TYPE).state === 'watching');
    expect(names()).toEqual(['a@1', 'b@2']);
    expect(changes.filter(({ action }) => action === 'deleted')).toEqual([]);
  });

  it('does not storm a server that ends every watch at once', async () => {
    await start(
      [response => list(response, [], 5)],
      [response => response.end()],
      {
        firstPauseMs: 3_600_000,
        longestPauseMs: 3_600_000,
        shortestWatchMs: 3_600_000,
      },
    );
    await until(() => mirror.status(TYPE).state === 'backoff');
    expect(api.watches()).toHaveLength(1);
  });

  it('stops in the middle of a list, a watch and a pause', async () => {
    await start([() => {}], [stays]);
    await mirror.stop();
    expect(names()).toEqual([]);
    await api.stop();

    await start([response => list(response, [], 5)], [stays]);
    await until(() => mirror.status(TYPE).state === 'watching');
    await mirror.stop();
    await api.stop();

    await start(
      [response => status(response, 500, 'InternalError', 'no')],
      [stays],
      { firstPauseMs: 60_000, longestPauseMs: 60_000 },
    );
    await until(() => mirror.status(TYPE).state === 'backoff');
    await mirror.stop();
    expect(api.requests).toHaveLength(1);
  });

  it('never mirrors Secrets', () => {
    expect(
      () =>
        new Reflector({
          transport: HttpsTransport.fromSettings({ type: 'in-cluster' }),
          type: { ...TYPE, group: '', resource: 'secrets', kind: 'Secret' },
          sink: {} as never,
          logger,
        }),
    ).toThrow('Secrets are never mirrored');
  });
});
