import { contract } from '../../testing/contract';
import { Defined } from '../../testing/define';
import { ruledWidgets } from '../../testing/ruledWidgets';
import { said } from '../../testing/said';

contract('rules of new custom resources', server => {
  let widgets: Defined;
  let path: string;
  beforeAll(async () => {
    widgets = await ruledWidgets(server());
    path = widgets.path(await server().namespace());
  });

  const create = (name: string, value: unknown) =>
    server().api.post(path, widgets.object(name, value));

  it.each<[string, object, string, string]>([
    [
      'compares',
      { min: 3, max: 1 },
      'spec.min',
      'FieldValueInvalid Invalid value: min must not be above max',
    ],
    [
      'writes its own message',
      { mode: 'off', max: 1 },
      'spec.max',
      'FieldValueForbidden Forbidden: max is not for mode off',
    ],
    [
      'falls back when the message fails',
      { needs: 'x' },
      'spec.labels',
      'FieldValueRequired Required value: the label is missing',
    ],
    [
      'fails',
      { mode: 'broken' },
      'spec',
      `FieldValueInvalid Invalid value: "object": no such key: max evaluating rule: !has(self.mode) || self.mode != 'broken' || self.max > 1`,
    ],
    [
      'repeats a scalar',
      { even: 3 },
      'spec.even',
      'FieldValueInvalid Invalid value: 3: must be even',
    ],
    [
      'repeats a text',
      { name: 'taken' },
      'spec.name',
      'FieldValueDuplicate Duplicate value: "taken"',
    ],
    [
      'has an optional old value',
      { once: 'second' },
      'spec.once',
      'FieldValueInvalid Invalid value: "second": begins with first',
    ],
    [
      'knows int or string',
      { port: 70000 },
      'spec.port',
      'FieldValueInvalid Invalid value: 70000: failed rule: type(self) == string || self < 65536',
    ],
    [
      'cannot do anything with all types',
      { anything: 5 },
      'spec.anything',
      `FieldValueInvalid Invalid value: "": 'no such overload: size': call arguments did not match a supported operator, function or macro signature for rule: self.size() > 0`,
    ],
    [
      'knows moments',
      { since: '2019-05-05T05:05:05Z' },
      'spec.since',
      'FieldValueInvalid Invalid value: "2019-05-05T05:05:05Z": too long ago',
    ],
    [
      'knows lengths of time',
      { wait: '61m' },
      'spec.wait',
      'FieldValueInvalid Invalid value: "61m": too long',
    ],
    [
      'knows numbers',
      { share: 2 },
      'spec.share',
      'FieldValueInvalid Invalid value: 2: more than all',
    ],
    [
      'escapes names',
      { 'odd-name.x/y': true },
      'spec',
      'FieldValueInvalid Invalid value: needs a namespace',
    ],
    [
      'looks into maps',
      { map: { a: 1, b: 0 } },
      'spec.map[b]',
      'FieldValueInvalid Invalid value: 0: must be positive',
    ],
  ])(
    'refuses an object by a rule that %s',
    async (_title, value, field, cause) => {
      const answer = await create('refused', value);
      const [reason, ...message] = cause.split(' ');
      expect(answer.code).toBe(422);
      expect(answer.body.details.causes).toEqual([
        { reason, field, message: message.join(' ') },
      ]);
      expect(answer.body.message).toBe(
        `Widget.${widgets.group} "refused" is invalid: ${field}: ${message.join(
          ' ',
        )}`,
      );
    },
  );

  it('names no field for a rule of the whole object', async () => {
    expect(said(await create('forbidden', {}))).toEqual([
      '422 Invalid',
      `Widget.${widgets.group} "forbidden" is invalid: <nil>: Invalid value: not this name`.replace(
        widgets.group,
        'widgets.example.com',
      ),
      'widgets.example.com/Widget forbidden',
      '- FieldValueInvalid <nil>: Invalid value: not this name',
    ]);
  });

  it('does not check rules when the shape is wrong', async () => {
    const answer = await create('shape', { min: 'a', even: 3 });
    expect(answer.body.details.causes).toEqual([
      {
        reason: 'FieldValueTypeInvalid',
        field: 'spec.min',
        message:
          'Invalid value: "string": spec.min in body must be of type integer: "string"',
      },
      {
        reason: 'FieldValueInvalid',
        field: '<nil>',
        message:
          'Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation',
      },
    ]);
  });

  it('accepts what fulfils all rules', async () => {
    const value = {
      min: 1,
      max: 1,
      mode: 'on',
      needs: 'a',
      labels: { a: 'b' },
      size: 1,
      name: 'mine',
      once: 'first',
      even: 2,
      port: '70000',
      anything: 'x',
      since: '2024-01-01T00:00:00Z',
      wait: '30m',
      share: 1,
      'odd-name.x/y': true,
      namespace: 'here',
      map: { a: 1 },
    };
    const { code, body } = await create('good', value);
    expect([code, body.spec]).toEqual([201, value]);
  });
});
