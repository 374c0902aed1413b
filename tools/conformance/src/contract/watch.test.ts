import { WatchEvent } from '@kubedc/embedded-apiserver/testing';
import { contract } from '../testing/contract';
import { define, Defined } from '../testing/define';
import { said } from '../testing/said';

const short = ({ type, object }: WatchEvent) =>
  `${type} ${object.metadata.name ?? ''}`.trim();

contract('a watch', server => {
  let widgets: Defined;
  let ns: string;
  let path: string;
  beforeAll(async () => {
    widgets = await define(server());
  });
  beforeEach(async () => {
    ns = await server().namespace();
    path = widgets.path(ns);
  });
  const create = (name: string, metadata: object = {}) =>
    server().api.post(
      path,
      widgets.object(name, {}, { metadata: { name, ...metadata } }),
    );
  const revision = async () =>
    (await server().api.get(path)).body.metadata.resourceVersion as string;

  it('without a resourceVersion begins with what is there', async () => {
    await create('a');
    await create('b');
    const watch = server().api.watch(`${path}?watch=true`);
    expect((await watch.take(2)).map(short)).toEqual(['ADDED a', 'ADDED b']);
    await create('c');
    expect(short(await watch.next())).toBe('ADDED c');
    watch.close();
  });

  it('from 0 begins with what is there too', async () => {
    await create('a');
    const watch = server().api.watch(`${path}?watch=1&resourceVersion=0`);
    expect(short(await watch.next())).toBe('ADDED a');
    watch.close();
  });

  it('goes on from a resourceVersion', async () => {
    await create('before');
    const from = await revision();
    await create('after');
    await server().api.patch(`${path}/after`, 'merge', { spec: { x: 1 } });
    await server().api.delete(`${path}/before`);
    const watch = server().api.watch(`${path}?watch=1&resourceVersion=${from}`);
    expect((await watch.take(3)).map(short)).toEqual([
      'ADDED after',
      'MODIFIED after',
      'DELETED before',
    ]);
    watch.close();
  });

  it('shows the last state of what is deleted, with a newer resourceVersion', async () => {
    const { body } = await create('gone');
    const watch = server().api.watch(
      `${path}?watch=1&resourceVersion=${body.metadata.resourceVersion}`,
    );
    await server().api.delete(`${path}/gone`);
    const { type, object } = await watch.next();
    expect(type).toBe('DELETED');
    expect(object.metadata.uid).toBe(body.metadata.uid);
    expect(Number(object.metadata.resourceVersion)).toBeGreaterThan(
      Number(body.metadata.resourceVersion),
    );
    watch.close();
  });

  it('of one object by field selector', async () => {
    await create('one');
    await create('other');
    const watch = server().api.watch(
      `${path}?watch=1&fieldSelector=metadata.name%3Done`,
    );
    expect(short(await watch.next())).toBe('ADDED one');
    await server().api.patch(`${path}/other`, 'merge', { spec: { x: 1 } });
    await server().api.patch(`${path}/one`, 'merge', { spec: { x: 1 } });
    expect(short(await watch.next())).toBe('MODIFIED one');
    watch.close();
  });

  it('sees objects move in and out of a selection', async () => {
    await create('mover');
    const watch = server().api.watch(
      `${path}?watch=1&labelSelector=in%3Dyes&resourceVersion=${await revision()}`,
    );
    const label = (value: string | null) =>
      server().api.patch(`${path}/mover`, 'merge', {
        metadata: { labels: { in: value } },
      });
    await label('yes');
    await server().api.patch(`${path}/mover`, 'merge', { spec: { x: 1 } });
    const out = await label('no');
    await label('yes');
    await server().api.delete(`${path}/mover`);
    const events = await watch.take(5);
    expect(events.map(short)).toEqual([
      'ADDED mover',
      'MODIFIED mover',
      'DELETED mover',
      'ADDED mover',
      'DELETED mover',
    ]);
    expect(events[2].object.metadata.labels).toEqual({ in: 'yes' });
    expect(events[2].object.metadata.resourceVersion).toBe(
      out.body.metadata.resourceVersion,
    );
    watch.close();
  });

  it('sees built-in objects move in and out of a field selection', async () => {
    const pods = `/api/v1/namespaces/${ns}/pods`;
    const watch = server().api.watch(
      `${pods}?watch=1&fieldSelector=status.phase%3DRunning`,
    );
    await server().api.until(
      `/api/v1/namespaces/${ns}/serviceaccounts/default`,
      ({ code }) => code === 200,
    );
    const { code } = await server().api.post(pods, {
      metadata: { name: 'p' },
      spec: { containers: [{ name: 'c', image: 'i' }] },
    });
    expect(code).toBe(201);
    const phase = (value: string) =>
      server().api.patch(`${pods}/p/status`, 'merge', {
        status: { phase: value },
      });
    await phase('Running');
    await phase('Failed');
    expect((await watch.take(2)).map(short)).toEqual(['ADDED p', 'DELETED p']);
    watch.close();
  });

  it('ends after timeoutSeconds', async () => {
    const before = Date.now();
    const watch = server().api.watch(`${path}?watch=1&timeoutSeconds=1`);
    await watch.ended;
    expect(Date.now() - before).toBeGreaterThan(900);
  });

  it('sends initial events with a bookmark at their end', async () => {
    await create('a');
    const watch = server().api.watch(
      `${path}?watch=1&sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan`,
    );
    const [added, bookmark] = await watch.take(2);
    expect(short(added)).toBe('ADDED a');
    const { metadata, ...rest } = bookmark.object;
    expect({ type: bookmark.type, ...rest }).toEqual({
      type: 'BOOKMARK',
      apiVersion: widgets.apiVersion,
      kind: 'Widget',
    });
    expect(metadata).toEqual({
      annotations: { 'k8s.io/initial-events-end': 'true' },
      resourceVersion: expect.stringMatching(/^\d+$/),
    });
    await create('b');
    expect(short(await watch.next())).toBe('ADDED b');
    watch.close();
  });

  it('bookmarks built-in resources alike', async () => {
    const watch = server().api.watch(
      `/api/v1/namespaces/${ns}/secrets?watch=1&sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan`,
    );
    const { type, object } = await watch.next();
    expect(type).toBe('BOOKMARK');
    expect({
      ...object,
      metadata: { ...object.metadata, resourceVersion: '1' },
    }).toEqual({
      kind: 'Secret',
      apiVersion: 'v1',
      metadata: {
        resourceVersion: '1',
        annotations: { 'k8s.io/initial-events-end': 'true' },
      },
    });
    watch.close();
  });

  it.each([
    [
      'sendInitialEvents=true',
      [
        '422 Invalid',
        'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
        'meta.k8s.io/ListOptions ',
        '- FieldValueForbidden resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
      ],
    ],
    [
      'sendInitialEvents=true&resourceVersionMatch=Exact&resourceVersion=1',
      [
        '422 Invalid',
        'ListOptions.meta.k8s.io "" is invalid: [resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan, resourceVersionMatch: Unsupported value: "Exact": supported values: "NotOlderThan"]',
        'meta.k8s.io/ListOptions ',
        '- FieldValueForbidden resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
        '- FieldValueNotSupported resourceVersionMatch: Unsupported value: "Exact": supported values: "NotOlderThan"',
      ],
    ],
    [
      'resourceVersionMatch=NotOlderThan&resourceVersion=1',
      [
        '422 Invalid',
        'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
        'meta.k8s.io/ListOptions ',
        '- FieldValueForbidden resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
      ],
    ],
    [
      'sendInitialEvents=false',
      [
        '422 Invalid',
        'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
        'meta.k8s.io/ListOptions ',
        '- FieldValueForbidden resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
      ],
    ],
    [
      'sendInitialEvents=maybe&timeoutSeconds=1',
      [
        '422 Invalid',
        'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
        'meta.k8s.io/ListOptions ',
        '- FieldValueForbidden resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
      ],
    ],
    [
      'resourceVersion=new',
      [
        '500',
        'resourceVersion: Invalid value: "new": strconv.ParseUint: parsing "new": invalid syntax',
      ],
    ],
    [
      'timeoutSeconds=long',
      ['400 BadRequest', 'strconv.ParseInt: parsing "long": invalid syntax'],
    ],
    [
      'labelSelector=!!',
      [
        '400 BadRequest',
        "unable to parse requirement: found '!', expected: identifier",
      ],
    ],
    [
      'fieldSelector=spec.x%3D1',
      ['400 BadRequest', 'field label not supported: spec.x'],
    ],
    [
      'continue=abc&timeoutSeconds=1',
      [
        '422 Invalid',
        'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden when continue is provided',
        'meta.k8s.io/ListOptions ',
        '- FieldValueForbidden resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden when continue is provided',
      ],
    ],
  ])('is refused with %s', async (query, text) => {
    const answer = await server().api.get(`${path}?watch=1&${query}`);
    expect(said(answer)).toEqual(text);
  });

  it('from before the memory of the server is told so', async () => {
    await create('a');
    const watch = server().api.watch(`${path}?watch=1&resourceVersion=1`);
    const { type, object } = await watch.next();
    await watch.ended;
    expect(type).toBe('ERROR');
    expect({
      ...object,
      message: object.message.replace(/\d+ \(\d+\)/, '<rv> (<rv>)'),
    }).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'too old resource version: <rv> (<rv>)',
      reason: 'Expired',
      code: 410,
    });
  });

  it('from a resourceVersion yet to come waits or is told so', async () => {
    const answer = await server().api.get(
      `${path}?watch=1&resourceVersion=999999999999999&timeoutSeconds=1`,
    );
    expect([
      answer.code,
      answer.text.replace(/current: \d+/, 'current: <rv>'),
    ]).toEqual([200, '']);
  });

  it('shows metadata only, or rows, on request', async () => {
    await create('a', { labels: { l: '1' } });
    const partial = server().api.watch(`${path}?watch=1`, {
      headers: {
        accept: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
      },
    });
    const { type, object } = await partial.next();
    expect(type).toBe('ADDED');
    expect(object).toMatchObject({
      kind: 'PartialObjectMetadata',
      apiVersion: 'meta.k8s.io/v1',
      metadata: { name: 'a', labels: { l: '1' } },
    });
    expect(object.spec).toBeUndefined();
    partial.close();
    const table = server().api.watch(`${path}?watch=1`, {
      headers: { accept: 'application/json;as=Table;g=meta.k8s.io;v=v1' },
    });
    const first = (await table.next()).object;
    expect(first.kind).toBe('Table');
    expect(first.columnDefinitions.map((c: any) => c.name)).toEqual([
      'Name',
      'Age',
    ]);
    expect(first.rows[0].cells[0]).toBe('a');
    expect(first.rows[0].object.kind).toBe('PartialObjectMetadata');
    await create('b');
    const second = (await table.next()).object;
    expect(second.columnDefinitions).toEqual(null);
    expect(second.rows[0].cells[0]).toBe('b');
    table.close();
  });

  it('by the old path is a watch too', async () => {
    await server().api.post(`/api/v1/namespaces/${ns}/configmaps`, {
      metadata: { name: 'old' },
    });
    const all = server().api.watch(
      `/api/v1/watch/namespaces/${ns}/configmaps?labelSelector=!x&fieldSelector=metadata.name=old`,
    );
    expect(short(await all.next())).toBe('ADDED old');
    all.close();
    const one = server().api.watch(
      `/api/v1/watch/namespaces/${ns}/configmaps/old`,
    );
    expect(short(await one.next())).toBe('ADDED old');
    one.close();
  });

  it('of one object by its path shows only it', async () => {
    await create('one');
    await create('two');
    const watch = server().api.watch(`${path}/one?watch=1`);
    const answer = await server().api.get(`${path}/one?watch=1`, {});
    expect(said(answer)).toEqual(['200']);
    expect(answer.body.metadata.name).toBe('one');
    watch.close();
  });

  it('says what it sends', async () => {
    const answer = await server().api.get(`${path}?watch=1&timeoutSeconds=1`);
    expect(answer.code).toBe(200);
    expect([
      answer.headers['content-type'],
      answer.headers['transfer-encoding'],
      answer.headers['cache-control'],
    ]).toEqual(['application/json', 'chunked', 'no-cache, private']);
  });
});
