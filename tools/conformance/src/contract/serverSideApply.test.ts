import { ApiClient } from '@kubedc/embedded-apiserver/testing';
import { contract } from '../testing/contract';
import { said } from '../testing/said';

const TIME = expect.stringMatching(/Z$/);

contract('server-side apply', server => {
  let ns: string;
  let api: ApiClient;
  let maps: string;
  beforeAll(async () => {
    ns = await server().namespace();
    ({ api } = server());
    maps = `/api/v1/namespaces/${ns}/configmaps`;
  });

  const config = (name: string, data?: object, metadata: object = {}) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, ...metadata },
    ...(data && { data }),
  });
  const apply = (
    name: string,
    manager: string,
    data?: object,
    more = '',
    metadata: object = {},
  ) =>
    api.patch(
      `${maps}/${name}?fieldManager=${manager}${more}`,
      'apply',
      config(name, data, metadata),
    );
  const applied = (manager: string, fieldsV1: object) => ({
    manager,
    operation: 'Apply',
    apiVersion: 'v1',
    time: TIME,
    fieldsType: 'FieldsV1',
    fieldsV1,
  });

  it('creates what is not there and changes what is', async () => {
    const created = await apply('made', 'ann', { a: '1' });
    expect(created.code).toBe(201);
    expect(created.body.data).toEqual({ a: '1' });
    expect(created.body.metadata.managedFields).toEqual([
      applied('ann', { 'f:data': { 'f:a': {} } }),
    ]);
    const changed = await apply('made', 'ann', { a: '2', b: '2' });
    expect(changed.code).toBe(200);
    expect(changed.body.data).toEqual({ a: '2', b: '2' });
    const same = await apply('made', 'ann', { a: '2', b: '2' });
    expect(same.body).toEqual(changed.body);
  });

  it('reads YAML', async () => {
    const { code, body } = await api.patch(
      `${maps}/yaml?fieldManager=ann`,
      'apply',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: yaml}\n# text\ndata:\n  a: "1"\n',
    );
    expect(code).toBe(201);
    expect(body.data).toEqual({ a: '1' });
  });

  it('removes what is not applied any more', async () => {
    await apply('less', 'ann', { a: '1', b: '1' }, '', { labels: { l: '1' } });
    const { body } = await apply('less', 'ann', { a: '1' });
    expect(body.data).toEqual({ a: '1' });
    expect(body.metadata.labels).toBeUndefined();
    const nothing = await apply('less', 'ann');
    expect(nothing.body.data).toBeUndefined();
    expect(nothing.body.metadata.managedFields).toBeUndefined();
  });

  it('keeps what somebody else owns too', async () => {
    await apply('shared', 'ann', { a: '1', b: '1' });
    await apply('shared', 'ben', { a: '1' });
    await api.patch(`${maps}/shared?fieldManager=cat`, 'merge', {
      data: { c: '1' },
    });
    const { body } = await apply('shared', 'ann', {});
    expect(body.data).toEqual({ a: '1', c: '1' });
    const owners: { manager: string }[] = body.metadata.managedFields;
    expect(owners.map(({ manager }) => manager).sort()).toEqual([
      'ann',
      'ben',
      'cat',
    ]);
  });

  it('refuses to change what another owns', async () => {
    await apply('held', 'ann', { a: '1' });
    const answer = await apply('held', 'ben', { a: '2', b: '2' });
    expect(said(answer)).toEqual([
      '409 Conflict',
      'Apply failed with 1 conflict: conflict with "ann": .data.a',
      '/ ',
      '- FieldManagerConflict .data.a: conflict with "ann"',
    ]);
    expect((await api.get(`${maps}/held`)).body.data).toEqual({ a: '1' });
  });

  it('names everybody whose fields would change', async () => {
    await api.post(`${maps}?fieldManager=kubectl-client-side-apply`, {
      ...config('many', { a: '1', b: '1' }, { labels: { l: '1' } }),
    });
    await apply('many', 'ann', { c: '1' });
    const answer = await apply('many', 'ben', { a: '2', b: '2', c: '2' }, '', {
      labels: { l: '2' },
    });
    const [code, message, ...rest] = said(answer);
    expect(code).toBe('409 Conflict');
    expect(message.split('\n').slice(0, 2)).toEqual([
      'Apply failed with 4 conflicts: conflicts with "ann":',
      '- .data.c',
    ]);
    expect(message.split('\n').slice(2)).toEqual([
      'conflicts with "kubectl-client-side-apply" using v1:',
      '- .data.a',
      '- .data.b',
      '- .metadata.labels.l',
    ]);
    expect(rest.slice(1).sort()).toEqual([
      '- FieldManagerConflict .data.a: conflict with "kubectl-client-side-apply" using v1',
      '- FieldManagerConflict .data.b: conflict with "kubectl-client-side-apply" using v1',
      '- FieldManagerConflict .data.c: conflict with "ann"',
      '- FieldManagerConflict .metadata.labels.l: conflict with "kubectl-client-side-apply" using v1',
    ]);
  });

  it('takes over by force', async () => {
    await apply('taken', 'ann', { a: '1', b: '1' });
    const { code, body } = await apply(
      'taken',
      'ben',
      { a: '2' },
      '&force=true',
    );
    expect(code).toBe(200);
    expect(body.data).toEqual({ a: '2', b: '1' });
    expect(body.metadata.managedFields).toEqual([
      applied('ann', { 'f:data': { 'f:b': {} } }),
      applied('ben', { 'f:data': { 'f:a': {} } }),
    ]);
  });

  it('only tries on demand', async () => {
    const tried = await apply('tried', 'ann', { a: '1' }, '&dryRun=All');
    expect(tried.code).toBe(201);
    expect(tried.body.metadata.managedFields).toHaveLength(1);
    expect((await api.get(`${maps}/tried`)).code).toBe(404);
    const { body: before } = await apply('tried', 'ann', { a: '1' });
    const again = await apply('tried', 'ann', { a: '2' }, '&dryRun=All');
    expect(again.body.data).toEqual({ a: '2' });
    expect((await api.get(`${maps}/tried`)).body).toEqual(before);
  });

  it('goes on from what kubectl applied before by itself', async () => {
    const name = 'kubectl';
    const data = { a: '1', b: '1' };
    const annotation = 'kubectl.kubernetes.io/last-applied-configuration';
    await api.post(`${maps}?fieldManager=kubectl-client-side-apply`, {
      ...config(name, data, {
        annotations: { [annotation]: JSON.stringify(config(name, data)) },
      }),
    });
    const { code, body } = await apply(name, 'kubectl', { a: '2', b: '1' });
    expect(code).toBe(200);
    expect(body.data).toEqual({ a: '2', b: '1' });
    expect(JSON.parse(body.metadata.annotations[annotation])).toEqual(
      config(name, { a: '2', b: '1' }),
    );
    await api.patch(`${maps}/${name}?fieldManager=cat`, 'merge', {
      data: { a: '3' },
    });
    expect(said(await apply(name, 'kubectl', { a: '4' }))[1]).toBe(
      'Apply failed with 1 conflict: conflict with "cat" using v1: .data.a',
    );
  });

  it('needs the right to create what is not there', async () => {
    const rbac = `/apis/rbac.authorization.k8s.io/v1/namespaces/${ns}`;
    await api.post(`${rbac}/roles`, {
      metadata: { name: 'patcher' },
      rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['patch'] }],
    });
    await api.post(`${rbac}/rolebindings`, {
      metadata: { name: 'patcher' },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Role',
        name: 'patcher',
      },
      subjects: [
        {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'User',
          name: 'acme:bob',
        },
      ],
    });
    await apply('granted', 'ann', { a: '1' });
    const ask = (name: string) =>
      api.patch(
        `${maps}/${name}?fieldManager=bob`,
        'apply',
        config(name, { b: '1' }),
        { token: 'bob' },
      );
    let existing = await ask('granted');
    while (existing.code === 403) {
      existing = await ask('granted');
    }
    expect(existing.code).toBe(200);
    expect(said(await ask('absent'))).toEqual([
      '403 Forbidden',
      `configmaps "absent" is forbidden: User "acme:bob" cannot create resource "configmaps" in API group "" in the namespace "${ns.replace(
        /-\d+-[0-9a-z]{8}-\d+$/,
        '',
      )}"`,
      '/configmaps absent',
    ]);
  });
});
