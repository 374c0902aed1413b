import { TestServer } from './testing/testServer';
import { Watch } from './testing/watch';
import { CONFIG_MAPS, configMap } from './testing/widgets';

describe('watches', () => {
  let server: TestServer;
  const watches: Watch[] = [];
  beforeEach(async () => {
    server = await TestServer.start();
  });
  afterEach(async () => {
    watches.splice(0).forEach(watch => watch.close());
    await server.remove();
  });
  const watch = (query: string, path = CONFIG_MAPS) => {
    const opened = server.watch(`${path}?watch=1${query}`);
    watches.push(opened);
    return opened;
  };

  it('begins with what is there and goes on with changes', async () => {
    const opened = watch('');
    expect((await opened.next()).object.metadata.name).toBe('kube-root-ca.crt');
    const created = (await server.post(CONFIG_MAPS, configMap('w'))).body;
    const patched = await server.patch(`${CONFIG_MAPS}/w`, 'merge', {
      data: { a: '2' },
    });
    await server.delete(`${CONFIG_MAPS}/w`);
    const events = await opened.take(3);
    expect(events.map(e => e.type)).toEqual(['ADDED', 'MODIFIED', 'DELETED']);
    expect(events[0].object).toEqual(created);
    expect(events[1].object).toEqual(patched.body);
    expect(Number(events[2].object.metadata.resourceVersion)).toBeGreaterThan(
      Number(patched.body.metadata.resourceVersion),
    );
  });

  it('goes on from a resourceVersion', async () => {
    const { body } = await server.get(CONFIG_MAPS);
    await server.post(CONFIG_MAPS, configMap('missed'));
    const opened = watch(`&resourceVersion=${body.metadata.resourceVersion}`);
    const event = await opened.next();
    expect([event.type, event.object.metadata.name]).toEqual([
      'ADDED',
      'missed',
    ]);
  });

  it('tells when an object comes into and leaves the selection', async () => {
    const { body } = await server.get(CONFIG_MAPS);
    const opened = watch(
      `&labelSelector=on%3Dyes&resourceVersion=${body.metadata.resourceVersion}`,
    );
    await server.post(CONFIG_MAPS, configMap('s'));
    const label = (on: string) =>
      server.patch(`${CONFIG_MAPS}/s`, 'merge', {
        metadata: { labels: { on } },
      });
    await label('yes');
    const left = await label('no');
    await label('yes');
    const events = await opened.take(3);
    expect(events.map(e => e.type)).toEqual(['ADDED', 'DELETED', 'ADDED']);
    expect(events[1].object.metadata).toMatchObject({
      labels: { on: 'yes' },
      resourceVersion: left.body.metadata.resourceVersion,
    });
  });

  it('says where the initial events end', async () => {
    const opened = watch(
      '&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true',
    );
    const [first, second] = await opened.take(2);
    expect(first.type).toBe('ADDED');
    expect(second).toMatchObject({
      type: 'BOOKMARK',
      object: {
        kind: 'ConfigMap',
        metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } },
      },
    });
  });

  it('ends after timeoutSeconds, with a bookmark', async () => {
    const opened = watch('&timeoutSeconds=1&allowWatchBookmarks=true');
    const [, bookmark] = await opened.take(2);
    expect(bookmark.type).toBe('BOOKMARK');
    await opened.ended;
  });

  it('refuses a resourceVersion that is too old', async () => {
    await server.remove();
    server = await TestServer.start({ watchHistory: 5 });
    const { body } = await server.get(CONFIG_MAPS);
    server.server.load(
      Array.from({ length: 11 }, (_, i) => configMap(`filler-${i}`)),
    );
    const opened = watch(`&resourceVersion=${body.metadata.resourceVersion}`);
    const event = await opened.next();
    expect(event.type).toBe('ERROR');
    expect(event.object).toMatchObject({ code: 410, reason: 'Expired' });
    expect(event.object.message).toMatch(
      new RegExp(
        `^too old resource version: ${body.metadata.resourceVersion} \\(\\d+\\)$`,
      ),
    );
    await opened.ended;
  });

  it('refuses a resourceVersion from before the server started', async () => {
    const event = await watch('&resourceVersion=99999999').next();
    expect(event.object).toMatchObject({ code: 410, reason: 'Expired' });
  });

  it('sends tables', async () => {
    const opened = server.watch(`${CONFIG_MAPS}?watch=1`, {
      headers: { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' },
    });
    watches.push(opened);
    const first = await opened.next();
    expect(first.object.columnDefinitions).toHaveLength(3);
    await server.post(CONFIG_MAPS, configMap('t'));
    const second = await opened.next();
    expect(second.object.columnDefinitions).toBeNull();
    expect(second.object.rows[0].cells[0]).toBe('t');
  });

  it('ends when the server stops', async () => {
    const opened = watch('');
    await opened.next();
    await server.stop();
    await expect(opened.next()).rejects.toThrow('the watch ended');
    server = await TestServer.start({ dataDir: server.dir });
  });
});
