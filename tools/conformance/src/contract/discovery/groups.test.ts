import { contract } from '../../testing/contract';
import { Defined } from '../../testing/define';
import { steady } from '../../testing/said';
import { scaledWidgets } from '../../testing/scaledWidgets';

contract('discovery of groups', server => {
  let widgets: Defined;
  beforeAll(async () => {
    widgets = await scaledWidgets(server());
  });

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
