import { ask, Request } from '../../testing/ask';
import { CORE } from '../../testing/builtins';
import { contract } from '../../testing/contract';
import { inOrder, said } from '../../testing/said';

contract('events', server => {
  let names: Record<string, string>;
  beforeAll(async () => {
    names = { ns: await server().namespace() };
  });

  it.each<[string, Request, string[]]>([
    [
      'event elsewhere',
      [
        'POST',
        `${CORE}/events?dryRun=All`,
        { metadata: { name: 'x' }, involvedObject: { namespace: 'other' } },
      ],
      [
        '422 Invalid',
        'Event "x" is invalid: involvedObject.namespace: Invalid value: "other": does not match event.namespace',
        '/Event x',
        '- FieldValueInvalid involvedObject.namespace: Invalid value: "other": does not match event.namespace',
      ],
    ],
  ])('are refused: %s', async (_title, request, text) => {
    expect(inOrder(said(await ask(server(), names, request)))).toEqual(
      inOrder(text),
    );
  });

  it('an event is shown in both of its groups', async () => {
    const { api } = server();
    const { ns } = names;
    await api.post(`/api/v1/namespaces/${ns}/events`, {
      metadata: { name: 'e1' },
      involvedObject: { kind: 'Pod', name: 'p', namespace: ns },
      reason: 'Why',
      message: 'hello',
      type: 'Normal',
      count: 2,
    });
    const { body } = await api.get(
      `/apis/events.k8s.io/v1/namespaces/${ns}/events/e1`,
    );
    expect(body).toMatchObject({
      apiVersion: 'events.k8s.io/v1',
      note: 'hello',
      reason: 'Why',
      deprecatedCount: 2,
      regarding: { kind: 'Pod', name: 'p', namespace: ns },
    });
    const list = await api.get(
      `/api/v1/namespaces/${ns}/events?fieldSelector=involvedObject.name%3Dp,reason%3DWhy`,
    );
    expect(list.body.items.map((i: any) => i.metadata.name)).toEqual(['e1']);
  });
});
