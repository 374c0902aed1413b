import { contract } from '../../testing/contract';
import { patched, PatchType } from '../../testing/patched';
import { said } from '../../testing/said';

contract('merge patches', server => {
  let path: string;
  let templates: string;
  beforeAll(async () => {
    ({ path, templates } = await patched(server()));
  });

  it.each<[string, PatchType, unknown, string[]]>([
    [
      'merge is a list',
      'merge',
      [],
      [
        '400 BadRequest',
        'error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}',
      ],
    ],
    [
      'merge is a text',
      'merge',
      '"text"',
      [
        '400 BadRequest',
        'error decoding patch: json: cannot unmarshal string into Go value of type map[string]interface {}',
      ],
    ],
    ['merge malformed', 'merge', '{', ['400 BadRequest']],
    [
      'merge wrong type',
      'merge',
      { data: 5 },
      [
        '422 Invalid',
        ' "" is invalid: patch: Invalid value: <object>: json: cannot unmarshal number into Go struct field ConfigMap.data of type map[string]string',
        '/ ',
        '- FieldValueInvalid patch: Invalid value: <object>: json: cannot unmarshal number into Go struct field ConfigMap.data of type map[string]string',
      ],
    ],
    [
      'merge wrong value',
      'merge',
      { data: { a: 5 } },
      [
        '422 Invalid',
        ' "" is invalid: patch: Invalid value: <object>: json: cannot unmarshal number into Go struct field ConfigMap.data of type string',
        '/ ',
        '- FieldValueInvalid patch: Invalid value: <object>: json: cannot unmarshal number into Go struct field ConfigMap.data of type string',
      ],
    ],
    [
      'merge wrong labels',
      'merge',
      { metadata: { labels: [] } },
      [
        '422 Invalid',
        ' "" is invalid: patch: Invalid value: <object>: json: cannot unmarshal array into Go struct field ObjectMeta.metadata.labels of type map[string]string',
        '/ ',
        '- FieldValueInvalid patch: Invalid value: <object>: json: cannot unmarshal array into Go struct field ObjectMeta.metadata.labels of type map[string]string',
      ],
    ],
    [
      'merge name',
      'merge',
      { metadata: { name: 'other' } },
      [
        '400 BadRequest',
        'the name of the object (other) does not match the name on the URL (steady)',
      ],
    ],
    [
      'merge namespace',
      'merge',
      { metadata: { namespace: 'other' } },
      [
        '400 BadRequest',
        'the namespace of the provided object does not match the namespace sent on the request',
      ],
    ],
    [
      'merge uid',
      'merge',
      { metadata: { uid: 'other' } },
      [
        '422 Invalid',
        'ConfigMap "steady" is invalid: metadata.uid: Invalid value: "other": field is immutable',
        '/ConfigMap steady',
        '- FieldValueInvalid metadata.uid: Invalid value: "other": field is immutable',
      ],
    ],
    [
      'merge revision',
      'merge',
      { metadata: { resourceVersion: '1' } },
      [
        '409 Conflict',
        'Operation cannot be fulfilled on configmaps "steady": the object has been modified; please apply your changes to the latest version and try again',
        '/configmaps steady',
      ],
    ],
    [
      'merge invalid',
      'merge',
      { data: { 'not ok': '' } },
      [
        '422 Invalid',
        "ConfigMap \"steady\" is invalid: data[not ok]: Invalid value: \"not ok\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
        '/ConfigMap steady',
        "- FieldValueInvalid data[not ok]: Invalid value: \"not ok\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
      ],
    ],
  ])('are refused: %s', async (_title, type, patch, text) => {
    const answer = await server().api.patch(`${path}/steady`, type, patch);
    const lines = said(answer).map(line =>
      line.replace(/object meta: [-0-9a-f]{36}/, 'object meta: <uid>'),
    );
    // How a parser words its complaint may differ.
    expect(lines.slice(0, text.length)).toEqual(text);
  });

  it('of merge kind replace lists', async () => {
    const { body } = await server().api.patch(
      `${templates}/steady?dryRun=All`,
      'merge',
      {
        template: { spec: { containers: [{ name: 'x', image: 'x' }] } },
      },
    );
    expect(body.template.spec.containers).toHaveLength(1);
  });
});
