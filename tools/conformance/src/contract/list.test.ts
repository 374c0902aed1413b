import { Answer } from '@kubedc/embedded-apiserver/testing';
import { contract } from '../testing/contract';
import { said } from '../testing/said';
import { define, Defined } from '../testing/define';

const names = ({ body }: Answer) =>
  body.items.map((item: { metadata: { name: string } }) => item.metadata.name);

const LABELLED = '&labelSelector=list';

contract('lists', server => {
  let path: string;
  let widgets: Defined;
  let ns: string;
  beforeAll(async () => {
    ns = await server().namespace();
    path = `/api/v1/namespaces/${ns}/configmaps`;
    widgets = await define(server());
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      await server().api.post(path, {
        metadata: { name, labels: { list: name } },
        data: { name },
      });
      await server().api.post(widgets.path(ns), widgets.object(name));
    }
  });

  it('show objects in order, without kind when built in', async () => {
    const { body } = await server().api.get(`${path}?labelSelector=list`);
    expect(body).toMatchObject({
      kind: 'ConfigMapList',
      apiVersion: 'v1',
      metadata: { resourceVersion: expect.stringMatching(/^\d+$/) },
    });
    expect(Object.keys(body.metadata)).toEqual(['resourceVersion']);
    expect(body.items.map((i: any) => i.data.name)).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
    ]);
    expect(body.items[0].kind).toBeUndefined();
    expect(body.items[0].apiVersion).toBeUndefined();
  });

  it('of custom resources carry kind and an empty continue', async () => {
    const { body } = await server().api.get(widgets.path(ns));
    expect(body).toMatchObject({
      kind: 'WidgetList',
      apiVersion: widgets.apiVersion,
      metadata: { continue: '', resourceVersion: expect.any(String) },
    });
    expect(body.items[0]).toMatchObject({
      kind: 'Widget',
      apiVersion: widgets.apiVersion,
    });
    expect(body.items).toHaveLength(5);
  });

  it('are read page by page, all at the state of the first', async () => {
    const { api } = server();
    const first = await api.get(`${widgets.path(ns)}?limit=2`);
    expect(names(first)).toEqual(['a', 'b']);
    expect(first.body.metadata.remainingItemCount).toBe(3);
    await api.post(widgets.path(ns), widgets.object('bb'));
    await api.delete(`${widgets.path(ns)}/d`);
    const next = (page: Answer, limit = 2) =>
      api.get(
        `${widgets.path(ns)}?limit=${limit}&continue=${encodeURIComponent(
          page.body.metadata.continue,
        )}`,
      );
    const second = await next(first);
    expect(names(second)).toEqual(['c', 'd']);
    expect(second.body.metadata).toMatchObject({
      resourceVersion: first.body.metadata.resourceVersion,
      remainingItemCount: 1,
    });
    const third = await next(second);
    expect(names(third)).toEqual(['e']);
    expect(third.body.metadata).toEqual({
      continue: '',
      resourceVersion: first.body.metadata.resourceVersion,
    });
    expect(names(await next(first, 0))).toEqual(['c', 'd', 'e']);
    await api.delete(`${widgets.path(ns)}/bb`);
    await api.post(widgets.path(ns), widgets.object('d'));
  });

  it('do not say how many remain when they select', async () => {
    const { body } = await server().api.get(`${path}?limit=2${LABELLED}`);
    expect(body.metadata.continue).toEqual(expect.any(String));
    expect(body.metadata.remainingItemCount).toBeUndefined();
  });

  it('that end with a page say nothing of more', async () => {
    const { body } = await server().api.get(`${path}?limit=5${LABELLED}`);
    expect(body.items).toHaveLength(5);
    const all = await server().api.get(`${widgets.path(ns)}?limit=5`);
    expect(all.body.metadata.continue).toBe('');
    expect(all.body.metadata.remainingItemCount).toBeUndefined();
  });

  it.each([
    ['continue=nonsense', ['400 BadRequest']],
    [
      'continue=e30',
      [
        '400 BadRequest',
        'invalid continue token: continue key is not valid: server does not recognize this encoded version ',
      ],
    ],
    [
      'continue=eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6LTEsInN0YXJ0IjoiYVx1MDAwMCJ9&resourceVersion=5',
      [
        '400 BadRequest',
        'specifying resource version is not allowed when using continue',
      ],
    ],
    [
      'limit=many',
      ['400 BadRequest', 'strconv.ParseInt: parsing "many": invalid syntax'],
    ],
    [
      'resourceVersion=new',
      [
        '400 BadRequest',
        'invalid resource version: resourceVersion: Invalid value: "new": strconv.ParseUint: parsing "new": invalid syntax',
      ],
    ],
    [
      'resourceVersionMatch=Exact',
      [
        '422 Invalid',
        'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
        'meta.k8s.io/ListOptions ',
        '- FieldValueForbidden resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
      ],
    ],
    [
      'resourceVersionMatch=NotOlderThan',
      [
        '422 Invalid',
        'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
        'meta.k8s.io/ListOptions ',
        '- FieldValueForbidden resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
      ],
    ],
    [
      'resourceVersionMatch=Newest&resourceVersion=1',
      [
        '422 Invalid',
        'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Unsupported value: "Newest": supported values: "Exact", "NotOlderThan", ""',
        'meta.k8s.io/ListOptions ',
        '- FieldValueNotSupported resourceVersionMatch: Unsupported value: "Newest": supported values: "Exact", "NotOlderThan", ""',
      ],
    ],
    [
      'resourceVersionMatch=Exact&resourceVersion=0',
      [
        '422 Invalid',
        'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch "exact" is forbidden for resourceVersion "0"',
        'meta.k8s.io/ListOptions ',
        '- FieldValueForbidden resourceVersionMatch: Forbidden: resourceVersionMatch "exact" is forbidden for resourceVersion "0"',
      ],
    ],
    [
      'resourceVersionMatch=NotOlderThan&resourceVersion=1&continue=x',
      [
        '422 Invalid',
        'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden when continue is provided',
        'meta.k8s.io/ListOptions ',
        '- FieldValueForbidden resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden when continue is provided',
      ],
    ],
    [
      'resourceVersion=1&continue=x',
      [
        '400 BadRequest',
        'invalid continue token: continue key is not valid: illegal base64 data at input byte 0',
      ],
    ],
    [
      'timeoutSeconds=long',
      ['400 BadRequest', 'strconv.ParseInt: parsing "long": invalid syntax'],
    ],
    [
      'sendInitialEvents=true',
      [
        '422 Invalid',
        'ListOptions.meta.k8s.io "" is invalid: sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list',
        'meta.k8s.io/ListOptions ',
        '- FieldValueForbidden sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list',
      ],
    ],
    [
      'sendInitialEvents=true&resourceVersionMatch=NotOlderThan',
      [
        '422 Invalid',
        'ListOptions.meta.k8s.io "" is invalid: [resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided, sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list]',
        'meta.k8s.io/ListOptions ',
        '- FieldValueForbidden resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
        '- FieldValueForbidden sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list',
      ],
    ],
    [
      'labelSelector=a==b==c',
      ['400 BadRequest', "found '==', expected: ',' or 'end of string'"],
    ],
    [
      'fieldSelector=nonsense',
      [
        '400 BadRequest',
        "invalid selector: 'nonsense'; can't understand 'nonsense'",
      ],
    ],
    [
      'fieldSelector=spec.x%3D1',
      [
        '400 BadRequest',
        '"spec.x" is not a known field selector: only "metadata.name", "metadata.namespace"',
      ],
    ],
    ['limit=-1', ['200']],
  ])('are refused with %s', async (query, text) => {
    const answer = await server().api.get(`${path}?${query}`);
    // How a parser words its complaint may differ.
    expect(said(answer).slice(0, text.length)).toEqual(text);
  });

  it('accept resourceVersions of the past where they may be newer', async () => {
    const { api } = server();
    const { body } = await api.get(`${path}?limit=1`);
    const old = body.metadata.resourceVersion;
    await api.post(path, {
      metadata: { name: 'late', labels: { list: 'late' } },
    });
    for (const query of [
      'resourceVersion=0',
      `resourceVersion=${old}`,
      `resourceVersion=${old}&resourceVersionMatch=NotOlderThan`,
      'resourceVersion=0&resourceVersionMatch=NotOlderThan',
    ]) {
      const answer = await api.get(`${path}?${query}`);
      expect(answer.code).toBe(200);
      expect(
        Number(answer.body.metadata.resourceVersion),
      ).toBeGreaterThanOrEqual(Number(old));
    }
    const exact = await api.get(
      `${path}?resourceVersion=${old}&resourceVersionMatch=Exact${LABELLED}`,
    );
    expect(exact.code).toBe(200);
    expect(names(exact)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(exact.body.metadata.resourceVersion).toBe(old);
    await api.delete(`${path}/late`);
  });

  it('of a resourceVersion yet to come time out', async () => {
    const answer = await server().api.get(
      `${path}?resourceVersion=999999999999999&resourceVersionMatch=NotOlderThan`,
    );
    const lines = said(answer).map(l =>
      l.replace(/current: \d+/, 'current: <rv>'),
    );
    expect(lines).toEqual([
      '504 Timeout',
      'Timeout: Too large resource version: 999999999999999, current: <rv>',
      '/  {"retryAfterSeconds":1}',
      '- ResourceVersionTooLarge : Too large resource version',
    ]);
  });

  it('of one object at a resourceVersion yet to come time out too', async () => {
    const answer = await server().api.get(
      `${path}/a?resourceVersion=999999999999999`,
    );
    const lines = said(answer).map(l =>
      l.replace(/current: \d+/, 'current: <rv>'),
    );
    expect(lines).toEqual([
      '504 Timeout',
      'Timeout: Too large resource version: 999999999999999, current: <rv>',
      '/  {"retryAfterSeconds":1}',
      '- ResourceVersionTooLarge : Too large resource version',
    ]);
  });

  it('of all namespaces and of none', async () => {
    const { api } = server();
    const all = await api.get(
      `/api/v1/configmaps?labelSelector=list=a&fieldSelector=metadata.namespace=${ns}`,
    );
    expect(names(all)).toEqual(['a']);
    const none = await api.get('/api/v1/namespaces/nowhere/configmaps');
    expect(none.code).toBe(200);
    expect(none.body.items).toEqual([]);
  });

  it('have no answer to HEAD', async () => {
    const { code, text } = await server().api.request('HEAD', path);
    expect(code).toBe(405);
    expect(text).toBe('');
  });
});
