import { contract } from '../../testing/contract';
import { define, definition, DEFINITIONS } from '../../testing/define';
import { condition } from '../../testing/definitions';
import { said } from '../../testing/said';

contract('acceptance of definitions', server => {
  it('are accepted and established', async () => {
    const widgets = await define(server(), {
      names: { shortNames: ['wgx'], categories: ['all'] },
    });
    const answer = await server().api.get(`${DEFINITIONS}/${widgets.name}`);
    expect(condition(answer, 'NamesAccepted')).toEqual([
      'True',
      'NoConflicts',
      'no conflicts found',
    ]);
    expect(condition(answer, 'Established')).toEqual([
      'True',
      'InitialNamesAccepted',
      'the initial names have been accepted',
    ]);
    const { status, spec } = answer.body;
    expect(status.acceptedNames).toEqual({
      plural: 'widgets',
      singular: 'widget',
      shortNames: ['wgx'],
      kind: 'Widget',
      listKind: 'WidgetList',
      categories: ['all'],
    });
    expect(status.storedVersions).toEqual(['v1']);
    expect(spec.conversion).toEqual({ strategy: 'None' });
  });

  it('get defaults for their names', async () => {
    const group = `${server().unique('defaulted')}.example.com`;
    const body: any = definition(group);
    body.spec.names = { plural: 'widgets', kind: 'Widget' };
    const answer = await server().api.post(DEFINITIONS, body);
    server().atEnd(() =>
      server().api.delete(`${DEFINITIONS}/widgets.${group}`),
    );
    expect(answer.code).toBe(201);
    expect(answer.body.spec.names).toEqual({
      plural: 'widgets',
      singular: 'widget',
      kind: 'Widget',
      listKind: 'WidgetList',
    });
  });

  it('are not accepted under names that are taken, until they are free', async () => {
    const { api } = server();
    const widgets = await define(server(), {
      names: { shortNames: ['taken'] },
    });
    const body: any = definition(widgets.group);
    body.metadata.name = `gadgets.${widgets.group}`;
    body.spec.names = {
      plural: 'gadgets',
      singular: 'gadget',
      kind: 'Widget',
      listKind: 'WidgetList',
      shortNames: ['taken'],
    };
    const made = await api.post(DEFINITIONS, body);
    expect(made.code).toBe(201);
    const gadgets = `${DEFINITIONS}/${body.metadata.name}`;
    server().atEnd(() => api.delete(gadgets));
    const refused = await api.until(
      gadgets,
      a => condition(a, 'NamesAccepted') !== undefined,
    );
    expect(condition(refused, 'NamesAccepted')).toEqual([
      'False',
      'ListKindConflict',
      '"WidgetList" is already in use',
    ]);
    expect(condition(refused, 'Established')).toEqual([
      'False',
      'NotAccepted',
      'not all names are accepted',
    ]);
    await api.delete(`${DEFINITIONS}/${widgets.name}`);
    const accepted = await api.until(
      gadgets,
      a => condition(a, 'NamesAccepted')?.[0] === 'True',
    );
    expect(accepted.body.status.acceptedNames.plural).toBe('gadgets');
  });

  it('of protected groups need an approval', async () => {
    const answer = await server().api.post(
      DEFINITIONS,
      definition('wrong.k8s.io'),
    );
    expect(said(answer)).toEqual([
      '422 Invalid',
      'CustomResourceDefinition.apiextensions.k8s.io "widgets.wrong.k8s.io" is invalid: metadata.annotations[api-approved.kubernetes.io]: Required value: protected groups must have approval annotation "api-approved.kubernetes.io", see https://github.com/kubernetes/enhancements/pull/1111',
      'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.k8s.io',
      '- FieldValueRequired metadata.annotations[api-approved.kubernetes.io]: Required value: protected groups must have approval annotation "api-approved.kubernetes.io", see https://github.com/kubernetes/enhancements/pull/1111',
    ]);
  });
});
