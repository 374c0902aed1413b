import { contract } from '../testing/contract';
import { Defined, define, definition, DEFINITIONS } from '../testing/define';
import { said } from '../testing/said';

interface Rule {
  rule: string;
  [key: string]: unknown;
}

const rules = (...list: Rule[]) => ({ 'x-kubernetes-validations': list });
const text = { type: 'string', maxLength: 40 };

const spec = {
  type: 'object',
  ...rules(
    {
      rule: '!has(self.min) || !has(self.max) || self.min <= self.max',
      message: 'min must not be above max',
      fieldPath: '.min',
    },
    {
      rule: "!has(self.mode) || self.mode != 'off' || !has(self.max)",
      messageExpression: "'max is not for mode ' + self.mode",
      reason: 'FieldValueForbidden',
      fieldPath: '.max',
    },
    {
      rule: '!has(self.needs) || has(self.labels) && self.needs in self.labels',
      messageExpression: "self.labels['nothing']",
      message: ' the label is missing ',
      reason: 'FieldValueRequired',
      fieldPath: '.labels',
    },
    { rule: "!has(self.mode) || self.mode != 'broken' || self.max > 1" },
  ),
  properties: {
    min: { type: 'integer' },
    max: { type: 'integer' },
    mode: { type: 'string', maxLength: 10 },
    needs: text,
    labels: { type: 'object', maxProperties: 8, additionalProperties: text },
    size: {
      type: 'integer',
      ...rules({
        rule: 'self >= oldSelf',
        message: 'size cannot shrink',
      }),
    },
    name: {
      type: 'string',
      maxLength: 20,
      ...rules(
        { rule: 'self == oldSelf', message: 'name is immutable' },
        { rule: "self != 'taken'", reason: 'FieldValueDuplicate' },
      ),
    },
    once: {
      type: 'string',
      maxLength: 20,
      ...rules({
        rule: "oldSelf.hasValue() || self == 'first'",
        optionalOldSelf: true,
        message: 'begins with first',
      }),
    },
    even: {
      type: 'integer',
      ...rules({ rule: 'self % 2 == 0', message: 'must be even' }),
    },
    port: {
      'x-kubernetes-int-or-string': true,
      ...rules({ rule: 'type(self) == string || self < 65536' }),
    },
    anything: {
      'x-kubernetes-int-or-string': true,
      ...rules({ rule: 'self.size() > 0' }),
    },
    since: {
      type: 'string',
      format: 'date-time',
      ...rules({
        rule: "self > timestamp('2020-01-01T00:00:00Z')",
        message: 'too long ago',
      }),
    },
    wait: {
      type: 'string',
      format: 'duration',
      ...rules({ rule: "self <= duration('1h')", message: 'too long' }),
    },
    share: {
      type: 'number',
      ...rules({ rule: 'self <= 1.0', message: 'more than all' }),
    },
    'odd-name.x/y': { type: 'boolean' },
    namespace: text,
    parts: {
      type: 'array',
      maxItems: 5,
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['id'],
      items: {
        type: 'object',
        required: ['id'],
        ...rules({
          rule: '!has(oldSelf.value) || self.value == oldSelf.value',
          message: 'value is fixed',
        }),
        properties: { id: text, value: text },
      },
    },
    tags: {
      type: 'array',
      maxItems: 5,
      'x-kubernetes-list-type': 'set',
      items: text,
      ...rules({ rule: 'self == oldSelf', message: 'tags are fixed' }),
    },
    map: {
      type: 'object',
      maxProperties: 4,
      additionalProperties: {
        type: 'integer',
        ...rules({ rule: 'self > 0', message: 'must be positive' }),
      },
    },
  },
};

contract('rules of custom resources', server => {
  let widgets: Defined;
  let path: string;

  beforeAll(async () => {
    widgets = await define(server(), {
      version: { subresources: { status: {} } },
      schema: {
        type: 'object',
        ...rules({
          rule: "self.metadata.name != 'forbidden'",
          message: 'not this name',
        }),
        properties: {
          spec: {
            ...spec,
            'x-kubernetes-validations': [
              ...spec['x-kubernetes-validations'],
              {
                rule: '!has(self.odd__dash__name__dot__x__slash__y) || !self.odd__dash__name__dot__x__slash__y || has(self.__namespace__)',
                message: 'needs a namespace',
              },
            ],
          },
          status: {
            type: 'object',
            properties: {
              phase: {
                ...text,
                ...rules({ rule: "self != 'Bad'", message: 'no such phase' }),
              },
            },
          },
        },
      },
    });
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

  it('says what is wrong with the rules of a definition', async () => {
    const group = `${server().unique('rules')}.example.com`;
    const wrong = async (schema: object) => {
      const { code, body } = await server().api.post(
        `${DEFINITIONS}?dryRun=All`,
        definition(group, {
          schema: { type: 'object', properties: { spec: schema } },
        }),
      );
      expect(code).toBe(422);
      const base = 'spec.validation.openAPIV3Schema.properties[spec].';
      return body.details.causes.map(
        ({ field, message, reason }: Record<string, string>) =>
          `${reason} ${field.replace(base, '')}: ${message.split('\n')[0]}`,
      );
    };
    expect(
      await wrong({
        type: 'object',
        ...rules(
          { rule: ' ' },
          { rule: 'true', message: ' ' },
          { rule: 'true', message: 'a\nb' },
          { rule: 'true &&\ntrue' },
          { rule: 'true', messageExpression: ' ' },
          { rule: 'true', fieldPath: '.nothing' },
        ),
      }),
    ).toEqual([
      'FieldValueRequired x-kubernetes-validations[0].rule: Required value: rule is not specified',
      'FieldValueInvalid x-kubernetes-validations[1].message: Invalid value: " ": must be non-empty if specified',
      'FieldValueInvalid x-kubernetes-validations[2].message: Invalid value: "a\\nb": must not contain line breaks',
      'FieldValueRequired x-kubernetes-validations[3].message: Required value: message must be specified if rule contains line breaks',
      'FieldValueRequired x-kubernetes-validations[4].messageExpression: Required value: messageExpression must be non-empty if specified',
      'FieldValueInvalid x-kubernetes-validations[5].fieldPath: Invalid value: ".nothing": must be a valid path',
    ]);
    expect(
      await wrong({
        type: 'object',
        properties: { size: { type: 'integer' } },
        ...rules(
          { rule: 'self.nothing > 1' },
          { rule: 'self.size' },
          { rule: 'true', messageExpression: '1' },
          { rule: 'true', optionalOldSelf: true },
        ),
      }),
    ).toEqual([
      'FieldValueInvalid x-kubernetes-validations[0].rule: Invalid value: {"Rule":"self.nothing \\u003e 1","Message":"","MessageExpression":"","Reason":null,"FieldPath":"","OptionalOldSelf":null}: compilation failed: ERROR: <input>:1:5: undefined field \'nothing\'',
      'FieldValueInvalid x-kubernetes-validations[1].rule: Invalid value: {"Rule":"self.size","Message":"","MessageExpression":"","Reason":null,"FieldPath":"","OptionalOldSelf":null}: cel expression must evaluate to a bool',
      'FieldValueInvalid x-kubernetes-validations[2].messageExpression: Invalid value: {"Rule":"true","Message":"","MessageExpression":"1","Reason":null,"FieldPath":"","OptionalOldSelf":null}: messageExpression must evaluate to a string',
      'FieldValueInvalid x-kubernetes-validations[3].optionalOldSelf: Invalid value: true: may not be set if oldSelf is not used in rule',
    ]);
    expect(
      await wrong({
        type: 'array',
        items: { type: 'integer', ...rules({ rule: 'self == oldSelf' }) },
        maxItems: 3,
      }),
    ).toEqual([
      'FieldValueInvalid items.x-kubernetes-validations[0].rule: Invalid value: "self == oldSelf": oldSelf cannot be used on the uncorrelatable portion of the schema within spec.validation.openAPIV3Schema.properties[spec]',
    ]);
  });
});
