import type { ServerResponse } from 'node:http';
import { mockServices } from '@backstage/backend-test-utils';
import type { ResourceType } from '@kubedc/backstage-plugin-kubedc-common';
import {
  json,
  ScriptedApi,
  status,
  type RecordedRequest,
} from '../__testUtils__/ScriptedApi';
import { ObjectMirror, type MirrorChange } from '../mirror';
import { HttpsTransport } from '../transport';
import type { ReflectorLimits } from './limits';

// Loading the Kubernetes client takes seconds on a busy machine.
const TYPE: ResourceType = {
  group: 'example.com',
  version: 'v1',
  resource: 'widgets',
  kind: 'Widget',
  namespaced: true,
};

const widget = (name: string, version: number) => ({
  apiVersion: 'example.com/v1',
  kind: 'Widget',
  metadata: {
    name,
    namespace: 'acme',
    uid: `uid-${name}`,
    resourceVersion: String(version),
  },
});

const bookmark = (version: number, ends: boolean) => ({
  apiVersion: 'example.com/v1',
  kind: 'Widget',
  metadata: {
    resourceVersion: String(version),
    ...(ends && { annotations: { 'k8s.io/initial-events-end': 'true' } }),
  },
});

function event(response: ServerResponse, type: string, object: object) {
  response.write(`${JSON.stringify({ type, object })}\n`);
}

type Script = (response: ServerResponse, request: RecordedRequest) => void;

describe('a list by watch', () => {
  let api: ScriptedApi;
  let mirror: ObjectMirror;
  let changes: MirrorChange[];

  async function start(
    watches: Script[],
    limits: Partial<ReflectorLimits> = {},
  ) {
    api = await ScriptedApi.start((request, response) => {
      if (!request.query.has('watch')) {
        json(response, {
          metadata: { resourceVersion: '5' },
          items: [widget('listed', 1)],
        });
        return;
      }
      const script = watches.length > 1 ? watches.shift()! : watches[0];
      script(response, request);
    });
    mirror = new ObjectMirror({
      installation: 'test',
      transport: HttpsTransport.fromSettings(api.connection),
      types: [TYPE],
      logger: mockServices.logger.mock(),
      limits: {
        firstPauseMs: 5,
        longestPauseMs: 20,
        slowPauseMs: 20,
        shortestWatchMs: 0,
        ...limits,
      },
    });
    changes = [];
    mirror.subscribe(change => changes.push(change));
    mirror.start();
  }

  const names = () =>
    mirror
      .list(TYPE)
      .map(({ metadata }) => metadata.name)
      .sort();

  async function until(condition: () => boolean): Promise<void> {
    if (condition()) {
      return;
    }
    const unsubscribe: Array<() => void> = [];
    await new Promise<void>(resolve => {
      const check = () => condition() && resolve();
      unsubscribe.push(mirror.subscribe(check), mirror.subscribeStatus(check));
    });
    unsubscribe.forEach(each => each());
  }

  const stays: Script = response => response.flushHeaders();

  afterEach(async () => {
    await mirror?.stop();
    await api?.stop();
  });

  it('needs no list, and goes on as the watch', async () => {
    await start([
      response => {
        event(response, 'ADDED', widget('a', 3));
        event(response, 'ADDED', widget('b', 4));
        event(response, 'BOOKMARK', bookmark(9, true));
        event(response, 'MODIFIED', widget('a', 10));
        event(response, 'DELETED', widget('b', 11));
      },
    ]);
    await until(() => changes.length === 4);
    expect(
      changes.map(({ action, source, object }) => [
        action,
        source,
        object.metadata.name,
      ]),
    ).toEqual([
      ['added', 'list', 'a'],
      ['added', 'list', 'b'],
      ['modified', 'watch', 'a'],
      ['deleted', 'watch', 'b'],
    ]);
    expect(api.lists()).toHaveLength(0);
    const [{ query }] = api.watches();
    expect(query.get('sendInitialEvents')).toBe('true');
    expect(query.get('resourceVersionMatch')).toBe('NotOlderThan');
    expect(query.get('allowWatchBookmarks')).toBe('true');
    expect(query.has('resourceVersion')).toBe(false);
  });

  it('is not complete before its last event, and removes nothing until then', async () => {
    await start([
      response => {
        event(response, 'ADDED', widget('a', 3));
        event(response, 'ADDED', widget('b', 4));
        event(response, 'BOOKMARK', bookmark(9, true));
        event(response, 'ERROR', {
          kind: 'Status',
          code: 410,
          message: 'too old resource version',
        });
      },
      response => {
        event(response, 'ADDED', widget('a', 3));
        response.end();
      },
      response => {
        event(response, 'ADDED', widget('b', 4));
        event(response, 'BOOKMARK', bookmark(20, true));
      },
    ]);
    await until(() => names().join() === 'b');
    expect(
      changes.map(({ action, object }) => [action, object.metadata.name]),
    ).toEqual([
      ['added', 'a'],
      ['added', 'b'],
      ['deleted', 'a'],
    ]);
    expect(changes.at(-1)?.source).toBe('list');
    expect(mirror.status(TYPE)).toMatchObject({ expired: 1 });
  });

  it('goes on behind its end after a break', async () => {
    await start([
      response => {
        event(response, 'BOOKMARK', bookmark(9, true));
        response.end();
      },
      stays,
    ]);
    await until(
      () => mirror.hasSynced(TYPE) && api.watches().length === 2,
    ).catch(() => undefined);
    const second = api.watches()[1].query;
    expect(second.get('resourceVersion')).toBe('9');
    expect(second.has('sendInitialEvents')).toBe(false);
  });

  it.each<[string, Script, Partial<ReflectorLimits>]>([
    [
      'refuses it',
      response =>
        status(
          response,
          422,
          'Invalid',
          'sendInitialEvents: Forbidden: unless the WatchList feature gate is enabled',
        ),
      {},
    ],
    [
      'does not know the option',
      response => event(response, 'BOOKMARK', bookmark(5, false)),
      {},
    ],
    ['says nothing at all', stays, { initialSilenceMs: 50 }],
  ])('gives way to pages on a server that %s', async (_, script, limits) => {
    await start([script, stays], limits);
    await mirror.whenSynced(TYPE);
    expect(names()).toEqual(['listed']);
    expect(api.lists()).toHaveLength(1);
    await until(() => mirror.status(TYPE).state === 'watching');
    expect(api.watches()[1].query.get('resourceVersion')).toBe('5');
    expect(mirror.status(TYPE).restarts).toBe(0);
  });
});
