import { contract } from '../../testing/contract';
import { define, Defined, DEFINITIONS } from '../../testing/define';
import { ruledWidgets, text } from '../../testing/ruledWidgets';

contract('rules of changed custom resources', server => {
  let widgets: Defined;
  let path: string;
  beforeAll(async () => {
    widgets = await ruledWidgets(server());
    path = widgets.path(await server().namespace());
  });

  const create = (name: string, value: unknown) =>
    server().api.post(path, widgets.object(name, value));

  it('holds changes to rules about them, also those of apply', async () => {
    const { body } = await create('changed', {
      size: 3,
      name: 'a',
      parts: [
        { id: 'x', value: '1' },
        { id: 'y', value: '2' },
      ],
      tags: ['a', 'b'],
    });
    const next = {
      size: 2,
      name: 'b',
      parts: [
        { id: 'y', value: '3' },
        { id: 'z', value: '4' },
      ],
      tags: ['b', 'a'],
    };
    const expected = [
      ['spec.name', 'Invalid value: "b": name is immutable'],
      ['spec.parts[0]', 'Invalid value: value is fixed'],
      ['spec.size', 'Invalid value: 2: size cannot shrink'],
    ];
    const put = await server().api.put(`${path}/changed`, {
      ...body,
      spec: next,
    });
    const patch = await server().api.patch(`${path}/changed`, 'merge', {
      spec: next,
    });
    const apply = await server().api.patch(
      `${path}/changed?fieldManager=test&force=true`,
      'apply',
      widgets.object('changed', {
        size: 2,
        name: 'b',
        parts: [{ id: 'y', value: '3' }],
      }),
    );
    for (const answer of [put, patch, apply]) {
      expect(answer.code).toBe(422);
      const causes: { field: string; message: string }[] =
        answer.body.details.causes;
      expect(
        causes.map(c => [c.field.replace('[1]', '[0]'), c.message]).sort(),
      ).toEqual(expected);
    }
  });

  it('only warns of what was wrong before and stays as it is', async () => {
    const group = await define(server(), {
      spec: {
        type: 'object',
        properties: { even: { type: 'integer' }, note: text },
      },
    });
    const at = group.path(await server().namespace());
    await server().api.post(at, group.object('old', { even: 3 }));
    const rule = { rule: 'self % 2 == 0', message: 'must be even' };
    const changed = await server().api.patch(
      `${DEFINITIONS}/${group.name}`,
      'json',
      [
        {
          op: 'add',
          path: '/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/even/x-kubernetes-validations',
          value: [rule],
        },
      ],
    );
    expect(changed.code).toBe(200);
    // The new rule holds when a new object is refused by it.
    for (;;) {
      const { code } = await server().api.post(
        `${at}?dryRun=All`,
        group.object('new', { even: 1 }),
      );
      if (code === 422) {
        break;
      }
    }
    const note = await server().api.patch(`${at}/old`, 'merge', {
      spec: { note: 'x' },
    });
    expect([note.code, note.headers.warning]).toEqual([
      200,
      '299 - "spec.even: Invalid value: 3: must be even"',
    ]);
    const even = await server().api.patch(`${at}/old`, 'merge', {
      spec: { even: 5 },
    });
    expect(even.code).toBe(422);
    expect(even.body.details.causes[0].message).toBe(
      'Invalid value: 5: must be even',
    );
  });

  it('holds the status to its rules', async () => {
    await create('state', {});
    const answer = await server().api.patch(`${path}/state/status`, 'merge', {
      status: { phase: 'Bad' },
    });
    expect(answer.code).toBe(422);
    expect(answer.body.details.causes).toEqual([
      {
        reason: 'FieldValueInvalid',
        field: 'status.phase',
        message: 'Invalid value: "Bad": no such phase',
      },
    ]);
  });
});
