import { contract } from '../../testing/contract';
import { Defined } from '../../testing/define';
import { steady } from '../../testing/said';
import { scaledWidgets } from '../../testing/scaledWidgets';

const AGGREGATED =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

contract('aggregated discovery', server => {
  let widgets: Defined;
  beforeAll(async () => {
    widgets = await scaledWidgets(server());
  });

  it('is aggregated on request', async () => {
    const { api } = server();
    const answer = await api.get('/apis', { headers: { accept: AGGREGATED } });
    expect(answer.headers['content-type']).toBe(AGGREGATED);
    expect(answer.body).toMatchObject({
      kind: 'APIGroupDiscoveryList',
      apiVersion: 'apidiscovery.k8s.io/v2',
    });
    const group = (name: string) =>
      answer.body.items.find((i: any) => i.metadata.name === name);
    const deployments = group('apps').versions[0].resources.find(
      (r: any) => r.resource === 'deployments',
    );
    expect([
      group('apps').versions[0].version,
      group('apps').versions[0].freshness,
      deployments,
    ]).toEqual([
      'v1',
      'Current',
      {
        resource: 'deployments',
        responseKind: { group: '', version: '', kind: 'Deployment' },
        scope: 'Namespaced',
        singularResource: 'deployment',
        verbs: [
          'create',
          'delete',
          'deletecollection',
          'get',
          'list',
          'patch',
          'update',
          'watch',
        ],
        shortNames: ['deploy'],
        categories: ['all'],
        subresources: [
          {
            subresource: 'scale',
            responseKind: {
              group: 'autoscaling',
              version: 'v1',
              kind: 'Scale',
            },
            verbs: ['get', 'patch', 'update'],
          },
          {
            subresource: 'status',
            responseKind: { group: '', version: '', kind: 'Deployment' },
            verbs: ['get', 'patch', 'update'],
          },
        ],
      },
    ]);
    const custom = await api.until(
      '/apis',
      a => a.body.items.some((i: any) => i.metadata.name === widgets.group),
      { headers: { accept: AGGREGATED } },
    );
    const mine = custom.body.items.find(
      (i: any) => i.metadata.name === widgets.group,
    );
    expect(JSON.parse(steady(JSON.stringify(mine.versions)))).toEqual([
      {
        version: 'v1',
        resources: [
          {
            resource: 'widgets',
            responseKind: {
              group: 'widgets.example.com',
              version: 'v1',
              kind: 'Widget',
            },
            scope: 'Namespaced',
            singularResource: 'widget',
            verbs: [
              'delete',
              'deletecollection',
              'get',
              'list',
              'patch',
              'create',
              'update',
              'watch',
            ],
            shortNames: ['wgd'],
            categories: ['all'],
            subresources: [
              {
                subresource: 'status',
                responseKind: {
                  group: 'widgets.example.com',
                  version: 'v1',
                  kind: 'Widget',
                },
                verbs: ['get', 'patch', 'update'],
              },
              {
                subresource: 'scale',
                responseKind: {
                  group: 'autoscaling',
                  version: 'v1',
                  kind: 'Scale',
                },
                verbs: ['get', 'patch', 'update'],
              },
            ],
          },
        ],
        freshness: 'Current',
      },
    ]);
    const core = await api.get('/api', { headers: { accept: AGGREGATED } });
    expect(core.body.items.map((i: any) => i.metadata.name ?? '')).toEqual([
      '',
    ]);
    expect(
      core.body.items[0].versions[0].resources.find(
        (r: any) => r.resource === 'configmaps',
      ),
    ).toEqual({
      resource: 'configmaps',
      responseKind: { group: '', version: '', kind: 'ConfigMap' },
      scope: 'Namespaced',
      singularResource: 'configmap',
      verbs: [
        'create',
        'delete',
        'deletecollection',
        'get',
        'list',
        'patch',
        'update',
        'watch',
      ],
      shortNames: ['cm'],
    });
  });

  it('is not sent again when it is the same', async () => {
    const { api } = server();
    const first = await api.get('/api', { headers: { accept: AGGREGATED } });
    expect(first.headers.etag).toMatch(/^"[0-9A-F]{128}"$|^"[0-9A-F]+"$/);
    const again = await api.get('/api', {
      headers: {
        accept: AGGREGATED,
        'if-none-match': first.headers.etag as string,
      },
    });
    expect([again.code, again.text]).toEqual([304, '']);
    const other = await api.get('/api', {
      headers: { accept: AGGREGATED, 'if-none-match': '"other"' },
    });
    expect(other.code).toBe(200);
  });

  it('takes the forms in the order of the client', async () => {
    const { api } = server();
    const kubectl = `${AGGREGATED},${AGGREGATED.replace(
      'v=v2',
      'v=v2beta1',
    )},application/json`;
    expect(
      (await api.get('/apis', { headers: { accept: kubectl } })).body.kind,
    ).toBe('APIGroupDiscoveryList');
    expect(
      (await api.get('/apis', { headers: { accept: 'application/json' } })).body
        .kind,
    ).toBe('APIGroupList');
  });
});
