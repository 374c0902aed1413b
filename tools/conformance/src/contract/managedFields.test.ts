import { ApiClient } from '@kubedc/embedded-apiserver/testing';
import { contract } from '../testing/contract';
import { define, Defined } from '../testing/define';
import { said } from '../testing/said';

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const AGENT = { headers: { 'user-agent': 'tester/v1.2 (linux/amd64) x' } };

/** An entry of somebody who changed a ConfigMap. */
const updated = (manager: string, fieldsV1: object, more: object = {}) => ({
  manager,
  operation: 'Update',
  apiVersion: 'v1',
  time: TIME,
  fieldsType: 'FieldsV1',
  fieldsV1,
  ...more,
});

contract('managed fields', server => {
  let ns: string;
  let maps: string;
  let api: ApiClient;
  let widgets: Defined;
  beforeAll(async () => {
    ns = await server().namespace();
    maps = `/api/v1/namespaces/${ns}/configmaps`;
    ({ api } = server());
    widgets = await define(server(), {
      spec: {
        type: 'object',
        properties: {
          size: { type: 'integer' },
          color: { type: 'string', default: 'red' },
          tags: {
            type: 'array',
            items: { type: 'string' },
            'x-kubernetes-list-type': 'set',
          },
        },
      },
      version: { subresources: { status: {} } },
    });
  });

  const map = (name: string, data: object, metadata: object = {}) => ({
    metadata: { name, ...metadata },
    data,
  });
  const make = (name: string, manager = 'maker') =>
    api.post(`${maps}?fieldManager=${manager}`, map(name, { a: '1', b: '2' }));
  const owners = async (name: string) =>
    (await api.get(`${maps}/${name}`)).body.metadata.managedFields;

  it('names who made an object by the program that asked', async () => {
    const { body } = await api.post(
      maps,
      map('agent', { a: '1' }, { labels: { l: '1' }, annotations: { n: '1' } }),
      AGENT,
    );
    const fields = {
      'f:data': { '.': {}, 'f:a': {} },
      'f:metadata': {
        'f:annotations': { '.': {}, 'f:n': {} },
        'f:labels': { '.': {}, 'f:l': {} },
      },
    };
    expect(body.metadata.managedFields).toEqual([updated('tester', fields)]);
    const anonymous = await api.post(maps, map('anonymous', {}), {
      headers: { 'user-agent': '/' },
    });
    expect(anonymous.body.metadata.managedFields).toBeUndefined();
    const patched = await api.patch(
      `${maps}/anonymous`,
      'merge',
      { data: { a: '1' } },
      { headers: { 'user-agent': '/' } },
    );
    expect(patched.body.metadata.managedFields).toBeUndefined();
  });

  it('gives a field to who changed it last', async () => {
    await make('moved');
    await api.put(
      `${maps}/moved?fieldManager=other`,
      map('moved', { a: '9', b: '2', c: '3' }),
    );
    expect(await owners('moved')).toEqual([
      updated('maker', { 'f:data': { '.': {}, 'f:b': {} } }),
      updated('other', { 'f:data': { 'f:a': {}, 'f:c': {} } }),
    ]);
    await api.patch(`${maps}/moved?fieldManager=third`, 'merge', {
      data: { a: null, b: null, c: null, d: '4' },
    });
    expect(await owners('moved')).toEqual([
      updated('maker', { 'f:data': {} }),
      updated('third', { 'f:data': { 'f:d': {} } }),
    ]);
  });

  it('leaves everything as it is when nothing changes', async () => {
    const { body: before } = await make('same');
    const { body } = await api.put(
      `${maps}/same?fieldManager=other`,
      map('same', { a: '1', b: '2' }),
    );
    expect(body).toEqual(before);
  });

  it('forgets the owners on demand, until somebody applies', async () => {
    await make('reset');
    const reset = await api.put(
      `${maps}/reset?fieldManager=x`,
      map('reset', { a: '1' }, { managedFields: [] }),
    );
    expect(reset.body.metadata.managedFields).toBeUndefined();
    const later = await api.patch(`${maps}/reset?fieldManager=x`, 'merge', {
      data: { c: '3' },
    });
    expect(later.body.metadata.managedFields).toBeUndefined();
    const applied = await api.patch(`${maps}/reset?fieldManager=y`, 'apply', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      ...map('reset', { d: '4' }),
    });
    expect(applied.body.metadata.managedFields).toEqual([
      {
        ...updated('y', { 'f:data': { 'f:d': {} } }),
        operation: 'Apply',
      },
      updated('before-first-apply', {
        'f:data': { '.': {}, 'f:a': {}, 'f:c': {} },
      }),
    ]);
    await make('reset-too');
    const { body } = await api.patch(`${maps}/reset-too`, 'merge', {
      metadata: { managedFields: [{}] },
    });
    expect(body.metadata.managedFields).toBeUndefined();
  });

  it('forgets the owners of a custom resource by an empty entry only', async () => {
    const path = `${widgets.path(ns)}?fieldManager=maker`;
    const object = widgets.object('reset', { size: 1 });
    const { body } = await api.post(path, object);
    const send = (managedFields: object[]) =>
      api.patch(`${widgets.path(ns)}/reset`, 'merge', {
        metadata: { managedFields },
      });
    expect((await send([])).body).toEqual(body);
    expect((await send([{}])).body.metadata.managedFields).toBeUndefined();
  });

  it('takes owners as they are sent, and leaves out what is none', async () => {
    const sent = updated('sent', { 'f:data': { 'f:a': {} } });
    const time = '2020-01-01T00:00:00Z';
    const { body } = await api.post(
      `${maps}?fieldManager=maker`,
      map('sent', { a: '1', b: '2' }, { managedFields: [{ ...sent, time }] }),
    );
    expect(body.metadata.managedFields).toEqual([
      updated('maker', { 'f:data': { '.': {}, 'f:a': {}, 'f:b': {} } }),
    ]);
    const { body: next } = await api.patch(
      `${maps}/sent?fieldManager=maker`,
      'merge',
      { metadata: { managedFields: [{ ...sent, time }] } },
    );
    expect(next.metadata.managedFields).toEqual([{ ...sent, time }]);
    const { body: wrong } = await api.patch(`${maps}/sent`, 'merge', {
      metadata: { managedFields: [{ ...sent, time, operation: 'No' }] },
    });
    expect(wrong.metadata.managedFields).toEqual([{ ...sent, time }]);
  });

  it('keeps the status and the rest apart', async () => {
    const path = widgets.path(ns);
    const { apiVersion } = widgets;
    const { body } = await api.post(
      `${path}?fieldManager=maker`,
      widgets.object('parts', { size: 1, tags: ['x'] }, { status: { a: 1 } }),
    );
    const own = updated(
      'maker',
      {
        'f:spec': {
          '.': {},
          'f:color': {},
          'f:size': {},
          'f:tags': { '.': {}, 'v:"x"': {} },
        },
      },
      { apiVersion },
    );
    expect(body.metadata.managedFields).toEqual([own]);
    const status = await api.patch(
      `${path}/parts/status?fieldManager=reporter`,
      'merge',
      { spec: { size: 7 }, status: { phase: 'Ready' } },
    );
    expect(status.body.spec.size).toBe(1);
    expect(status.body.metadata.managedFields).toEqual([
      own,
      updated(
        'reporter',
        { 'f:status': { '.': {}, 'f:phase': {} } },
        { apiVersion, subresource: 'status' },
      ),
    ]);
  });

  it('joins the oldest owners when there are more than ten', async () => {
    await make('crowd', 'm00');
    for (let i = 1; i <= 11; i++) {
      const manager = `m${String(i).padStart(2, '0')}`;
      await api.patch(`${maps}/crowd?fieldManager=${manager}`, 'merge', {
        data: { [manager]: '1' },
      });
    }
    const entries: { manager: string; fieldsV1: object }[] = await owners(
      'crowd',
    );
    expect(entries.map(({ manager }) => manager).sort()).toEqual([
      'ancient-changes',
      ...Array.from(
        { length: 9 },
        (_, i) => `m${String(i + 3).padStart(2, '0')}`,
      ),
    ]);
    const old = entries.find(({ manager }) => manager === 'ancient-changes');
    expect(old?.fieldsV1).toEqual({
      'f:data': { '.': {}, 'f:a': {}, 'f:b': {}, 'f:m01': {}, 'f:m02': {} },
    });
  });

  it('tells the owners wherever the object is read', async () => {
    const { body } = await make('read');
    const selector = 'fieldSelector=metadata.name%3Dread';
    const list = await api.get(`${maps}?${selector}`);
    const partial = await api.get(`${maps}/read`, {
      headers: {
        accept: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
      },
    });
    const watch = api.watch(`${maps}?watch=1&${selector}&resourceVersion=0`);
    const first = await watch.next();
    await watch.close();
    const entries = [updated('maker', expect.any(Object))];
    for (const metadata of [
      body.metadata,
      list.body.items[0].metadata,
      partial.body.metadata,
      first.object.metadata,
    ]) {
      expect(metadata.managedFields).toEqual(entries);
    }
  });

  it('refuses managers that are no names', async () => {
    const long = 'x'.repeat(129);
    expect(
      said(await api.post(`${maps}?fieldManager=${long}`, map('l', {}))),
    ).toEqual([
      '422 Invalid',
      'CreateOptions.meta.k8s.io "" is invalid: fieldManager: Too long: may not be more than 128 bytes',
      'meta.k8s.io/CreateOptions ',
      '- FieldValueTooLong fieldManager: Too long: may not be more than 128 bytes',
    ]);
    await make('odd');
    expect(
      said(await api.put(`${maps}/odd?fieldManager=a%01b`, map('odd', {}))),
    ).toEqual([
      '422 Invalid',
      'UpdateOptions.meta.k8s.io "" is invalid: fieldManager: Invalid value: "a\\x01b": invalid character U+0001 (at position 1)',
      'meta.k8s.io/UpdateOptions ',
      '- FieldValueInvalid fieldManager: Invalid value: "a\\x01b": invalid character U+0001 (at position 1)',
    ]);
    expect(
      said(await api.patch(`${maps}/odd?force=true`, 'merge', { data: {} })),
    ).toEqual([
      '422 Invalid',
      'PatchOptions.meta.k8s.io "" is invalid: force: Forbidden: may not be specified for non-apply patch',
      'meta.k8s.io/PatchOptions ',
      '- FieldValueForbidden force: Forbidden: may not be specified for non-apply patch',
    ]);
  });
});
