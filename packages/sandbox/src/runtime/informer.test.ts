import { KubeClient, ListPage, WatchEvent } from './client';
import { ApiError } from './errors';
import { Informer } from './informer';
import { quietLogger } from './logger';
import { configMaps } from './resources';
import { KubeObject } from './types';

const object = (name: string, version: number, uid = name): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'a', uid, resourceVersion: `${version}` },
});

/** An API server that answers what it is told. */
class ScriptedClient {
  readonly asked: string[] = [];
  lists: ListPage<KubeObject>[] = [];
  watches: (() => AsyncGenerator<WatchEvent<KubeObject>>)[] = [];

  async page(_resource: unknown, query: Record<string, string>) {
    this.asked.push(query.continue ? `list ${query.continue}` : 'list');
    const page = this.lists.shift();
    if (!page) {
      throw new ApiError(503, { message: 'away' });
    }
    return page;
  }

  async *watch(
    _resource: unknown,
    query: Record<string, string>,
    signal: AbortSignal,
  ): AsyncGenerator<WatchEvent<KubeObject>> {
    this.asked.push(`watch ${query.resourceVersion}`);
    const next = this.watches.shift();
    if (next) {
      yield* next();
      return;
    }
    await new Promise<void>(resolve => {
      signal.addEventListener('abort', () => resolve());
    });
  }
}

async function run(
  client: ScriptedClient,
  isDone: (informer: Informer) => boolean,
): Promise<{ informer: Informer; seen: string[] }> {
  const informer = new Informer(
    client as unknown as KubeClient,
    configMaps,
    quietLogger,
  );
  const seen: string[] = [];
  informer.onChange(({ now, before }) =>
    seen.push(
      now
        ? `${now.metadata.name}@${now.metadata.resourceVersion}`
        : `-${before?.metadata.name}`,
    ),
  );
  const abort = new AbortController();
  const running = informer.run(abort.signal);
  while (!isDone(informer)) {
    await new Promise(resolve => {
      setImmediate(resolve);
    });
  }
  abort.abort();
  await running;
  return { informer, seen };
}

describe('Informer', () => {
  it('reads all pages, then follows changes from there', async () => {
    const client = new ScriptedClient();
    client.lists = [
      {
        metadata: { resourceVersion: '9', continue: 'next' },
        items: [object('a', 1)],
      },
      { metadata: { resourceVersion: '9' }, items: [object('b', 2)] },
    ];
    client.watches = [
      async function* changes() {
        yield { type: 'MODIFIED', object: object('a', 10) };
        yield { type: 'DELETED', object: object('b', 11) };
        yield { type: 'BOOKMARK', object: object('', 20) };
      },
    ];
    const { seen } = await run(client, () => client.asked.length === 4);
    expect(client.asked).toEqual(['list', 'list next', 'watch 9', 'watch 20']);
    expect(seen).toEqual(['a@1', 'b@2', 'a@10', '-b']);
  });

  it('lists anew when the server has forgotten where it was', async () => {
    const client = new ScriptedClient();
    client.lists = [
      {
        metadata: { resourceVersion: '5' },
        items: [object('a', 1), object('b', 2)],
      },
      {
        metadata: { resourceVersion: '30' },
        items: [object('b', 2), object('c', 25)],
      },
    ];
    client.watches = [
      async function* gone() {
        yield {
          type: 'ERROR',
          object: { code: 410, message: 'too old' } as unknown as KubeObject,
        };
      },
    ];
    const { informer, seen } = await run(
      client,
      () => client.asked.at(-1) === 'watch 30',
    );
    expect(seen).toEqual(['a@1', 'b@2', 'c@25', '-a']);
    expect(informer.list().map(({ metadata }) => metadata.name)).toEqual([
      'b',
      'c',
    ]);
  });

  it('goes on when the server was away', async () => {
    const client = new ScriptedClient();
    const { informer } = await run(client, current => {
      if (client.asked.length === 1) {
        client.lists = [
          { metadata: { resourceVersion: '3' }, items: [object('a', 1)] },
        ];
      }
      return current.list().length === 1;
    });
    expect(client.asked.slice(0, 2)).toEqual(['list', 'list']);
    expect(informer.get({ namespace: 'a', name: 'a' })).toBeDefined();
  });

  it('does not fall back behind a write of our own', async () => {
    const client = new ScriptedClient();
    client.lists = [
      { metadata: { resourceVersion: '5' }, items: [object('a', 1)] },
    ];
    let informer: Informer | undefined;
    client.watches = [
      async function* late() {
        informer?.observe(object('a', 8));
        yield { type: 'MODIFIED', object: object('a', 7) };
        yield { type: 'MODIFIED', object: object('a', 8) };
        informer?.observe(object('a', 12, 'made again'));
        yield { type: 'DELETED', object: object('a', 9) };
      },
    ];
    const { seen } = await run(client, current => {
      informer = current;
      return client.asked.length === 3;
    });
    expect(seen).toEqual(['a@1', 'a@8', 'a@12']);
  });
});
