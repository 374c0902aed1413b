import { contract } from '../testing/contract';
import { define, Defined } from '../testing/define';
import { steady } from '../testing/said';

const AGGREGATED =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

contract('discovery', server => {
  let widgets: Defined;
  beforeAll(async () => {
    widgets = await define(server(), {
      names: { shortNames: ['wgd'], categories: ['all'] },
      version: {
        subresources: {
          status: {},
          scale: {
            specReplicasPath: '.spec.replicas',
            statusReplicasPath: '.status.replicas',
          },
        },
      },
    });
    await server().api.until('/apis', a =>
      a.body.groups.some((g: any) => g.name === widgets.group),
    );
  });
  const resource = (body: any, name: string) => {
    const { storageVersionHash, ...found } =
      body.resources.find((r: any) => r.name === name) ?? {};
    return found;
  };

  it('names the versions of the core group', async () => {
    const { body } = await server().api.get('/api');
    expect(body).toMatchObject({ kind: 'APIVersions', versions: ['v1'] });
    expect(body.serverAddressByClientCIDRs[0]).toEqual({
      clientCIDR: '0.0.0.0/0',
      serverAddress: expect.stringMatching(/:\d+$/),
    });
  });

  it('lists groups with their versions', async () => {
    const { body } = await server().api.get('/apis');
    expect(body).toMatchObject({ kind: 'APIGroupList', apiVersion: 'v1' });
    const group = (name: string) =>
      body.groups.find((g: any) => g.name === name);
    expect(group('apps')).toEqual({
      name: 'apps',
      versions: [{ groupVersion: 'apps/v1', version: 'v1' }],
      preferredVersion: { groupVersion: 'apps/v1', version: 'v1' },
    });
    expect(group('autoscaling')).toEqual({
      name: 'autoscaling',
      versions: [
        { groupVersion: 'autoscaling/v2', version: 'v2' },
        { groupVersion: 'autoscaling/v1', version: 'v1' },
      ],
      preferredVersion: { groupVersion: 'autoscaling/v2', version: 'v2' },
    });
    expect(group('events.k8s.io')).toEqual({
      name: 'events.k8s.io',
      versions: [{ groupVersion: 'events.k8s.io/v1', version: 'v1' }],
      preferredVersion: { groupVersion: 'events.k8s.io/v1', version: 'v1' },
    });
    expect(group(widgets.group).preferredVersion).toEqual({
      groupVersion: widgets.apiVersion,
      version: 'v1',
    });
    for (const name of [
      'apiregistration.k8s.io',
      'authentication.k8s.io',
      'authorization.k8s.io',
      'batch',
      'networking.k8s.io',
      'policy',
      'rbac.authorization.k8s.io',
      'storage.k8s.io',
      'admissionregistration.k8s.io',
      'apiextensions.k8s.io',
      'scheduling.k8s.io',
      'coordination.k8s.io',
      'discovery.k8s.io',
    ]) {
      expect(group(name)?.preferredVersion.version).toBe('v1');
    }
  });

  it('shows one group', async () => {
    const { body } = await server().api.get('/apis/apps');
    expect(body).toEqual({
      kind: 'APIGroup',
      apiVersion: 'v1',
      name: 'apps',
      versions: [{ groupVersion: 'apps/v1', version: 'v1' }],
      preferredVersion: { groupVersion: 'apps/v1', version: 'v1' },
    });
    const custom = await server().api.get(`/apis/${widgets.group}`);
    expect(JSON.parse(steady(JSON.stringify(custom.body)))).toEqual({
      kind: 'APIGroup',
      apiVersion: 'v1',
      name: 'widgets.example.com',
      versions: [{ groupVersion: 'widgets.example.com/v1', version: 'v1' }],
      preferredVersion: {
        groupVersion: 'widgets.example.com/v1',
        version: 'v1',
      },
    });
  });

  it.each<[string, string, unknown]>([
    [
      '/api/v1',
      'pods',
      {
        name: 'pods',
        singularName: 'pod',
        namespaced: true,
        kind: 'Pod',
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
        shortNames: ['po'],
        categories: ['all'],
      },
    ],
    [
      '/api/v1',
      'pods/status',
      {
        name: 'pods/status',
        singularName: '',
        namespaced: true,
        kind: 'Pod',
        verbs: ['get', 'patch', 'update'],
      },
    ],
    [
      '/api/v1',
      'namespaces',
      {
        name: 'namespaces',
        singularName: 'namespace',
        namespaced: false,
        kind: 'Namespace',
        verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
        shortNames: ['ns'],
      },
    ],
    [
      '/api/v1',
      'namespaces/finalize',
      {
        name: 'namespaces/finalize',
        singularName: '',
        namespaced: false,
        kind: 'Namespace',
        verbs: ['update'],
      },
    ],
    [
      '/api/v1',
      'configmaps',
      {
        name: 'configmaps',
        singularName: 'configmap',
        namespaced: true,
        kind: 'ConfigMap',
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
      },
    ],
    [
      '/api/v1',
      'serviceaccounts/token',
      {
        name: 'serviceaccounts/token',
        singularName: '',
        namespaced: true,
        group: 'authentication.k8s.io',
        version: 'v1',
        kind: 'TokenRequest',
        verbs: ['create'],
      },
    ],
    [
      '/api/v1',
      'events',
      {
        name: 'events',
        singularName: 'event',
        namespaced: true,
        kind: 'Event',
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
        shortNames: ['ev'],
      },
    ],
    [
      '/apis/apps/v1',
      'deployments',
      {
        name: 'deployments',
        singularName: 'deployment',
        namespaced: true,
        kind: 'Deployment',
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
      },
    ],
    [
      '/apis/apps/v1',
      'deployments/scale',
      {
        name: 'deployments/scale',
        singularName: '',
        namespaced: true,
        group: 'autoscaling',
        version: 'v1',
        kind: 'Scale',
        verbs: ['get', 'patch', 'update'],
      },
    ],
    [
      '/apis/batch/v1',
      'cronjobs',
      {
        name: 'cronjobs',
        singularName: 'cronjob',
        namespaced: true,
        kind: 'CronJob',
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
        shortNames: ['cj'],
        categories: ['all'],
      },
    ],
    [
      '/apis/rbac.authorization.k8s.io/v1',
      'clusterroles',
      {
        name: 'clusterroles',
        singularName: 'clusterrole',
        namespaced: false,
        kind: 'ClusterRole',
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
      },
    ],
    [
      '/apis/apiextensions.k8s.io/v1',
      'customresourcedefinitions',
      {
        name: 'customresourcedefinitions',
        singularName: 'customresourcedefinition',
        namespaced: false,
        kind: 'CustomResourceDefinition',
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
        shortNames: ['crd', 'crds'],
        categories: ['api-extensions'],
      },
    ],
    [
      '/apis/authorization.k8s.io/v1',
      'selfsubjectaccessreviews',
      {
        name: 'selfsubjectaccessreviews',
        singularName: 'selfsubjectaccessreview',
        namespaced: false,
        kind: 'SelfSubjectAccessReview',
        verbs: ['create'],
      },
    ],
    [
      '/apis/authentication.k8s.io/v1',
      'tokenreviews',
      {
        name: 'tokenreviews',
        singularName: 'tokenreview',
        namespaced: false,
        kind: 'TokenReview',
        verbs: ['create'],
      },
    ],
    [
      '/apis/networking.k8s.io/v1',
      'ingresses',
      {
        name: 'ingresses',
        singularName: 'ingress',
        namespaced: true,
        kind: 'Ingress',
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
        shortNames: ['ing'],
      },
    ],
    [
      '/apis/coordination.k8s.io/v1',
      'leases',
      {
        name: 'leases',
        singularName: 'lease',
        namespaced: true,
        kind: 'Lease',
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
      },
    ],
  ])('of %s describes %s', async (path, name, expected) => {
    const { body } = await server().api.get(path);
    expect(resource(body, name)).toEqual(expected);
  });

  it('describes custom resources and what is below them', async () => {
    const { body } = await server().api.get(`/apis/${widgets.apiVersion}`);
    expect(body).toMatchObject({
      kind: 'APIResourceList',
      apiVersion: 'v1',
      groupVersion: widgets.apiVersion,
    });
    expect(body.resources.map((r: any) => r.name)).toEqual([
      'widgets',
      'widgets/status',
      'widgets/scale',
    ]);
    expect(resource(body, 'widgets')).toEqual({
      name: 'widgets',
      singularName: 'widget',
      namespaced: true,
      kind: 'Widget',
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
    });
    expect(resource(body, 'widgets/status')).toEqual({
      name: 'widgets/status',
      singularName: '',
      namespaced: true,
      kind: 'Widget',
      verbs: ['get', 'patch', 'update'],
    });
    expect(resource(body, 'widgets/scale')).toEqual({
      name: 'widgets/scale',
      singularName: '',
      namespaced: true,
      group: 'autoscaling',
      version: 'v1',
      kind: 'Scale',
      verbs: ['get', 'patch', 'update'],
    });
    expect(body.resources[0].storageVersionHash).toMatch(
      /^[A-Za-z0-9+/]{11}=$/,
    );
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

  it('is open to everybody who is known', async () => {
    const codes = await Promise.all(
      [
        '/api',
        '/apis',
        '/api/v1',
        '/apis/apps/v1',
        '/openapi/v3',
        '/version',
      ].map(
        async path => (await server().api.get(path, { token: 'portal' })).code,
      ),
    );
    expect(codes).toEqual([200, 200, 200, 200, 200, 200]);
  });
});
