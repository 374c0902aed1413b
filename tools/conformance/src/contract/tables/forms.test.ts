import { contract } from '../../testing/contract';
import { Defined } from '../../testing/define';
import { TABLE, tabledWidgets } from '../../testing/tables';

const PARTIAL = {
  headers: {
    accept: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
  },
};
const PARTIAL_LIST = {
  headers: {
    accept: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
  },
};

contract('tables among other forms', server => {
  let ns: string;
  let widgets: Defined;
  beforeAll(async () => {
    ({ ns, widgets } = await tabledWidgets(server()));
  });

  it('of one object, a page and an answer to a write', async () => {
    const { api } = server();
    const page = await api.get(`${widgets.path(ns)}?limit=1`, TABLE);
    expect(page.body.rows).toHaveLength(1);
    expect(page.body.metadata.remainingItemCount).toBe(2);
    const made = await api.post(
      `${widgets.path(ns)}?dryRun=All`,
      widgets.object('new'),
      TABLE,
    );
    expect([made.code, made.body.kind, made.body.rows.length]).toEqual([
      201,
      'Table',
      1,
    ]);
    const missing = await api.get(`${widgets.path(ns)}/nobody`, TABLE);
    expect([missing.code, missing.body.kind]).toEqual([404, 'Status']);
  });

  it('give way to metadata alone', async () => {
    const { api } = server();
    const one = await api.get(`${widgets.path(ns)}/full`, PARTIAL);
    expect(Object.keys(one.body).sort()).toEqual([
      'apiVersion',
      'kind',
      'metadata',
    ]);
    expect(one.body).toMatchObject({
      kind: 'PartialObjectMetadata',
      apiVersion: 'meta.k8s.io/v1',
      metadata: { name: 'full', namespace: ns },
    });
    const list = await api.get(`${widgets.path(ns)}?limit=2`, PARTIAL_LIST);
    expect(list.body).toMatchObject({
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
      metadata: { remainingItemCount: 1, continue: expect.any(String) },
    });
    expect(
      list.body.items.map((i: any) => [
        i.kind,
        i.apiVersion,
        i.metadata.name,
        i.spec ?? null,
      ]),
    ).toEqual([
      ['PartialObjectMetadata', 'meta.k8s.io/v1', 'full', null],
      ['PartialObjectMetadata', 'meta.k8s.io/v1', 'none', null],
    ]);
    const builtin = await api.get(
      `/api/v1/namespaces/${ns}/configmaps`,
      PARTIAL_LIST,
    );
    expect(builtin.body.kind).toBe('PartialObjectMetadataList');
  });

  it('are one of several forms a client takes', async () => {
    const { body } = await server().api.get(widgets.path(ns), {
      headers: {
        accept:
          'application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json',
      },
    });
    expect(body.kind).toBe('Table');
    const other = await server().api.get(widgets.path(ns), {
      headers: {
        accept:
          'application/json;as=Nonsense;v=v1;g=meta.k8s.io,application/json',
      },
    });
    expect(other.body.kind).toBe('WidgetList');
    const yaml = await server().api.get(`${widgets.path(ns)}/full`, {
      headers: { accept: 'application/yaml' },
    });
    expect(yaml.headers['content-type']).toBe('application/yaml');
    expect(yaml.text).toMatch(/^apiVersion: /);
  });
});
