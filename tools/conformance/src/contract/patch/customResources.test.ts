import { contract } from '../../testing/contract';
import { Defined } from '../../testing/define';
import { patched, PatchType } from '../../testing/patched';
import { said } from '../../testing/said';

contract('patches of custom resources', server => {
  let ns: string;
  let widgets: Defined;
  beforeAll(async () => {
    ({ ns, widgets } = await patched(server()));
  });

  it.each<[string, PatchType, unknown, string[]]>([
    [
      'test fails',
      'json',
      [{ op: 'test', path: '/spec/size', value: 2 }],
      [
        '422 Invalid',
        'the server rejected our request due to an error in our request',
        '/ ',
      ],
    ],
    [
      'wrong type',
      'merge',
      { spec: { size: 'large' } },
      [
        '422 Invalid',
        'Widget.widgets.example.com "steady" is invalid: spec.size: Invalid value: "string": spec.size in body must be of type integer: "string"',
        'widgets.example.com/Widget steady',
        '- FieldValueTypeInvalid spec.size: Invalid value: "string": spec.size in body must be of type integer: "string"',
      ],
    ],
    [
      'unknown field',
      'merge',
      { spec: { color: 'red' } },
      [
        '422 Invalid',
        ' "" is invalid: patch: Invalid value: <object>: strict decoding error: unknown field "spec.color"',
        '/ ',
        '- FieldValueInvalid patch: Invalid value: <object>: strict decoding error: unknown field "spec.color"',
      ],
    ],
    [
      'no kind',
      'merge',
      { kind: null },
      [
        '422 Invalid',
        " \"\" is invalid: patch: Invalid value: <object>: Object 'Kind' is missing in '<object>'",
        '/ ',
        "- FieldValueInvalid patch: Invalid value: <object>: Object 'Kind' is missing in '<object>'",
      ],
    ],
    [
      'another kind',
      'merge',
      { kind: 'Other' },
      [
        '422 Invalid',
        'Other.widgets.example.com "steady" is invalid: kind: Invalid value: "Other": must be Widget',
        'widgets.example.com/Other steady',
        '- FieldValueInvalid kind: Invalid value: "Other": must be Widget',
      ],
    ],
    [
      'another version',
      'merge',
      { apiVersion: 'example.com/v9' },
      [
        '422 Invalid',
        'Widget.example.com "steady" is invalid: apiVersion: Invalid value: "example.com/v9": must be widgets.example.com/v1',
        'example.com/Widget steady',
        '- FieldValueInvalid apiVersion: Invalid value: "example.com/v9": must be widgets.example.com/v1',
      ],
    ],
    [
      'metadata gone',
      'merge',
      { metadata: null },
      [
        '400 BadRequest',
        'the name of the object (steady based on URL) was undeterminable: name must be provided',
      ],
    ],
    [
      'labels of wrong type',
      'merge',
      { metadata: { labels: { a: 1 } } },
      [
        '422 Invalid',
        ' "" is invalid: patch: Invalid value: <object>: json: cannot unmarshal number into Go struct field ObjectMeta.labels of type string',
        '/ ',
        '- FieldValueInvalid patch: Invalid value: <object>: json: cannot unmarshal number into Go struct field ObjectMeta.labels of type string',
      ],
    ],
    [
      'a list instead',
      'json',
      [{ op: 'replace', path: '', value: [] }],
      [
        '422 Invalid',
        ' "" is invalid: patch: Invalid value: "[]": couldn\'t get version/kind; json parse error: json: cannot unmarshal array into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }',
        '/ ',
        '- FieldValueInvalid patch: Invalid value: "[]": couldn\'t get version/kind; json parse error: json: cannot unmarshal array into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }',
      ],
    ],
    [
      'to the end',
      'json',
      [{ op: 'add', path: '/spec/list/-', value: 'b' }],
      ['200'],
    ],
    [
      'beyond the end',
      'json',
      [{ op: 'add', path: '/spec/list/7', value: 'b' }],
      [
        '422 Invalid',
        'the server rejected our request due to an error in our request',
        '/ ',
      ],
    ],
  ])('of custom resources: %s', async (_title, type, patch, text) => {
    const answer = await server().api.patch(
      `${widgets.path(ns)}/steady?dryRun=All&fieldValidation=Strict`,
      type,
      patch,
    );
    expect(said(answer)).toEqual(text);
  });
});
