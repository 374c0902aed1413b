import { contract } from '../../testing/contract';
import { Defined } from '../../testing/define';
import { resource, scaledWidgets } from '../../testing/scaledWidgets';

contract('discovery of custom resources', server => {
  let widgets: Defined;
  beforeAll(async () => {
    widgets = await scaledWidgets(server());
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
});
