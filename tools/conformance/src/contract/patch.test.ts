import { contract } from '../testing/contract';
import { define, Defined } from '../testing/define';
import { said } from '../testing/said';

type PatchType = 'json' | 'merge' | 'strategic-merge';

const pod = (name: string) => ({
  apiVersion: 'v1',
  kind: 'PodTemplate',
  metadata: { name },
  template: {
    metadata: { labels: { a: '1' } },
    spec: {
      containers: [
        { name: 'one', image: 'one:1', ports: [{ containerPort: 80 }] },
        { name: 'two', image: 'two:1', env: [{ name: 'A', value: '1' }] },
      ],
      nodeSelector: { zone: 'a' },
    },
  },
});

contract('patches', server => {
  let ns: string;
  let path: string;
  let templates: string;
  let widgets: Defined;
  beforeAll(async () => {
    ns = await server().namespace();
    path = `/api/v1/namespaces/${ns}/configmaps`;
    templates = `/api/v1/namespaces/${ns}/podtemplates`;
    widgets = await define(server(), {
      spec: {
        type: 'object',
        properties: {
          size: { type: 'integer' },
          list: { type: 'array', items: { type: 'string' } },
        },
      },
    });
    await server().api.post(path, {
      metadata: { name: 'steady', labels: { l: '1' } },
      data: { a: '1', b: '2' },
    });
    await server().api.post(templates, pod('steady'));
    await server().api.post(
      widgets.path(ns),
      widgets.object('steady', { size: 1, list: ['a'] }),
    );
  });

  const changed = async (name: string, type: PatchType, patch: unknown) => {
    await server().api.post(path, {
      metadata: { name, labels: { l: '1' } },
      data: { a: '1', b: '2' },
    });
    const { code, body } = await server().api.patch(
      `${path}/${name}`,
      type,
      patch,
    );
    return { code, data: body.data, labels: body.metadata.labels };
  };

  it.each<[string, PatchType, unknown, object]>([
    ['merge', 'merge', { data: { c: '3' } }, { a: '1', b: '2', c: '3' }],
    ['merge null', 'merge', { data: { a: null } }, { b: '2' }],
    [
      'strategic',
      'strategic-merge',
      { data: { c: '3' } },
      { a: '1', b: '2', c: '3' },
    ],
    ['strategic null', 'strategic-merge', { data: { a: null } }, { b: '2' }],
    [
      'strategic replace',
      'strategic-merge',
      { data: { $patch: 'replace', z: '9' } },
      { z: '9' },
    ],
    [
      'retain',
      'strategic-merge',
      { data: { $retainKeys: ['a', 'c'], c: '3' } },
      { a: '1', c: '3' },
    ],
    [
      'add',
      'json',
      [{ op: 'add', path: '/data/c', value: '3' }],
      { a: '1', b: '2', c: '3' },
    ],
    [
      'replace',
      'json',
      [{ op: 'replace', path: '/data', value: { z: '9' } }],
      { z: '9' },
    ],
    ['remove', 'json', [{ op: 'remove', path: '/data/a' }], { b: '2' }],
    [
      'move',
      'json',
      [{ op: 'move', from: '/data/a', path: '/data/z' }],
      { b: '2', z: '1' },
    ],
    [
      'copy',
      'json',
      [{ op: 'copy', from: '/data/a', path: '/data/z' }],
      { a: '1', b: '2', z: '1' },
    ],
    [
      'test',
      'json',
      [
        { op: 'test', path: '/data/a', value: '1' },
        { op: 'remove', path: '/data/b' },
      ],
      { a: '1' },
    ],
    ['nothing', 'json', [], { a: '1', b: '2' }],
    [
      'escaped',
      'json',
      [
        { op: 'add', path: '/data/x~1y', value: 'no' },
        { op: 'remove', path: '/data/x~1y' },
      ],
      { a: '1', b: '2' },
    ],
  ])('change an object: %s', async (title, type, patch, data) => {
    const name = title.replace(' ', '-');
    expect(await changed(name, type, patch)).toEqual({
      code: 200,
      data,
      labels: { l: '1' },
    });
  });

  it('add to what is not there in a merge patch', async () => {
    const { code, body } = await server().api.patch(
      `${path}/steady?dryRun=All`,
      'merge',
      {
        metadata: { annotations: { x: 'y' } },
      },
    );
    expect(code).toBe(200);
    expect(body.metadata.annotations).toEqual({ x: 'y' });
  });

  it.each<[string, PatchType, unknown, string[]]>([
    [
      'test fails',
      'json',
      [{ op: 'test', path: '/data/a', value: '2' }],
      [
        '422 Invalid',
        'the server rejected our request due to an error in our request',
        '/ ',
      ],
    ],
    [
      'test of nothing',
      'json',
      [{ op: 'test', path: '/data/none', value: '2' }],
      [
        '422 Invalid',
        'the server rejected our request due to an error in our request',
        '/ ',
      ],
    ],
    [
      'remove nothing',
      'json',
      [{ op: 'remove', path: '/data/none' }],
      [
        '422 Invalid',
        'the server rejected our request due to an error in our request',
        '/ ',
      ],
    ],
    [
      'replace nothing',
      'json',
      [{ op: 'replace', path: '/data/none', value: '' }],
      ['200'],
    ],
    [
      'add below nothing',
      'json',
      [{ op: 'add', path: '/binaryData/x', value: '' }],
      [
        '422 Invalid',
        'the server rejected our request due to an error in our request',
        '/ ',
      ],
    ],
    [
      'unknown operation',
      'json',
      [{ op: 'invent', path: '/data/a' }],
      [
        '422 Invalid',
        'the server rejected our request due to an error in our request',
        '/ ',
      ],
    ],
    [
      'no path',
      'json',
      [{ op: 'remove' }],
      [
        '422 Invalid',
        'the server rejected our request due to an error in our request',
        '/ ',
      ],
    ],
    [
      'no object',
      'json',
      { op: 'remove', path: '/data/a' },
      [
        '400 BadRequest',
        'error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp',
      ],
    ],
    [
      'too many',
      'json',
      Array.from({ length: 10_001 }, () => ({
        op: 'test',
        path: '/data/a',
        value: '1',
      })),
      [
        '413 RequestEntityTooLarge',
        'Request entity too large: The allowed maximum operations in a JSON patch is 10000, got 10001',
      ],
    ],
    [
      'wrong type',
      'json',
      [{ op: 'replace', path: '/data', value: 5 }],
      [
        '422 Invalid',
        ' "" is invalid: patch: Invalid value: <object>: json: cannot unmarshal number into Go struct field ConfigMap.data of type map[string]string',
        '/ ',
        '- FieldValueInvalid patch: Invalid value: <object>: json: cannot unmarshal number into Go struct field ConfigMap.data of type map[string]string',
      ],
    ],
    [
      'wrong value',
      'json',
      [{ op: 'replace', path: '/data/a', value: 5 }],
      [
        '422 Invalid',
        ' "" is invalid: patch: Invalid value: <object>: json: cannot unmarshal number into Go struct field ConfigMap.data of type string',
        '/ ',
        '- FieldValueInvalid patch: Invalid value: <object>: json: cannot unmarshal number into Go struct field ConfigMap.data of type string',
      ],
    ],
    [
      'name',
      'json',
      [{ op: 'replace', path: '/metadata/name', value: 'other' }],
      [
        '400 BadRequest',
        'the name of the object (other) does not match the name on the URL (steady)',
      ],
    ],
    [
      'version',
      'json',
      [{ op: 'replace', path: '/apiVersion', value: 'v2' }],
      [
        '422 Invalid',
        ' "" is invalid: patch: Invalid value: <object>: no kind "ConfigMap" is registered for version "v2" in scheme "pkg/runtime/scheme.go:111"',
        '/ ',
        '- FieldValueInvalid patch: Invalid value: <object>: no kind "ConfigMap" is registered for version "v2" in scheme "pkg/runtime/scheme.go:111"',
      ],
    ],
    ['malformed', 'json', '[{', ['400 BadRequest']],
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
    [
      'strategic list',
      'strategic-merge',
      [],
      [
        '400 BadRequest',
        'json: cannot unmarshal array into Go value of type map[string]interface {}',
      ],
    ],
    ['strategic malformed', 'strategic-merge', '{', ['400 BadRequest']],
    [
      'strategic directive',
      'strategic-merge',
      { data: { $patch: 'invent' } },
      ['500', 'unknown patch type: invent in map: map[$patch:invent]'],
    ],
  ])('are refused: %s', async (_title, type, patch, text) => {
    const answer = await server().api.patch(`${path}/steady`, type, patch);
    const lines = said(answer).map(line =>
      line.replace(/object meta: [-0-9a-f]{36}/, 'object meta: <uid>'),
    );
    // How a parser words its complaint may differ.
    expect(lines.slice(0, text.length)).toEqual(text);
  });

  it.each<[string, string, string, string[]]>([
    [
      'built in',
      '{path}/steady',
      'application/json',
      ['415 UnsupportedMediaType', '415: Unsupported Media Type', '/ '],
    ],
    [
      'custom',
      '{widgets}/steady',
      'application/json',
      [
        '415 UnsupportedMediaType',
        'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml',
      ],
    ],
    [
      'custom, strategic',
      '{widgets}/steady',
      'application/strategic-merge-patch+json',
      [
        '415 UnsupportedMediaType',
        'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml',
      ],
    ],
    [
      'nothing',
      '{path}/steady',
      '',
      ['415 UnsupportedMediaType', '415: Unsupported Media Type', '/ '],
    ],
    [
      'text',
      '{path}/steady',
      'text/plain',
      ['415 UnsupportedMediaType', '415: Unsupported Media Type', '/ '],
    ],
    [
      'with parameters',
      '{path}/steady',
      'application/merge-patch+json; charset=utf-8',
      ['200'],
    ],
  ])('have a media type: %s', async (_title, target, contentType, text) => {
    const answer = await server().api.request(
      'PATCH',
      target.replace('{path}', path).replace('{widgets}', widgets.path(ns)),
      { body: '{}', contentType },
    );
    expect(said(answer)).toEqual(text);
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

  it('of strategic kind merge lists by their keys', async () => {
    const { api } = server();
    const patched = async (spec: object) =>
      (
        await api.patch(`${templates}/steady?dryRun=All`, 'strategic-merge', {
          template: { spec },
        })
      ).body.template.spec.containers.map((c: any) => [
        c.name,
        c.image,
        c.env ?? null,
      ]);
    expect(
      await patched({ containers: [{ name: 'two', image: 'two:2' }] }),
    ).toEqual([
      ['one', 'one:1', null],
      ['two', 'two:2', [{ name: 'A', value: '1' }]],
    ]);
    expect(
      await patched({ containers: [{ name: 'three', image: 'three:1' }] }),
    ).toEqual([
      ['three', 'three:1', null],
      ['one', 'one:1', null],
      ['two', 'two:1', [{ name: 'A', value: '1' }]],
    ]);
    expect(
      await patched({ containers: [{ name: 'one', $patch: 'delete' }] }),
    ).toEqual([['two', 'two:1', [{ name: 'A', value: '1' }]]]);
    expect(
      await patched({
        containers: [{ $patch: 'replace' }, { name: 'x', image: 'x' }],
      }),
    ).toEqual([['x', 'x', null]]);
    expect(
      await patched({
        $setElementOrder: undefined,
        '$setElementOrder/containers': [{ name: 'two' }, { name: 'one' }],
      }),
    ).toEqual([
      ['two', 'two:1', [{ name: 'A', value: '1' }]],
      ['one', 'one:1', null],
    ]);
    expect(
      await patched({
        containers: [
          {
            name: 'two',
            env: [
              { name: 'A', value: '2' },
              { name: 'B', value: '3' },
            ],
          },
        ],
      }),
    ).toEqual([
      ['one', 'one:1', null],
      [
        'two',
        'two:1',
        [
          { name: 'A', value: '2' },
          { name: 'B', value: '3' },
        ],
      ],
    ]);
    expect(
      await patched({
        containers: [{ name: 'two', env: [{ name: 'A', $patch: 'delete' }] }],
      }),
    ).toEqual([
      ['one', 'one:1', null],
      ['two', 'two:1', null],
    ]);
  });

  it('of strategic kind need the keys', async () => {
    const answer = await server().api.patch(
      `${templates}/steady`,
      'strategic-merge',
      { template: { spec: { containers: [{ image: 'x' }] } } },
    );
    expect(said(answer)).toEqual([
      '500',
      'map: map[image:x] does not contain declared merge key: name',
    ]);
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

  it('may name the resourceVersion they are for', async () => {
    const { api } = server();
    const { body } = await api.get(`${path}/steady`);
    const { resourceVersion, uid } = body.metadata;
    const { code } = await api.patch(`${path}/steady?dryRun=All`, 'merge', {
      metadata: { resourceVersion, uid },
      data: { z: '1' },
    });
    expect(code).toBe(200);
  });
});
