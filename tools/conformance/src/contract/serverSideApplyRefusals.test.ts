import { ApiClient } from '@kubedc/embedded-apiserver/testing';
import { contract } from '../testing/contract';
import { define, Defined } from '../testing/define';
import { said } from '../testing/said';

contract('refusals of server-side apply', server => {
  let ns: string;
  let api: ApiClient;
  let maps: string;
  let widgets: Defined;
  beforeAll(async () => {
    ns = await server().namespace();
    ({ api } = server());
    maps = `/api/v1/namespaces/${ns}/configmaps`;
    widgets = await define(server(), {
      spec: {
        type: 'object',
        properties: {
          size: { type: 'integer', maximum: 9 },
          ports: {
            type: 'array',
            'x-kubernetes-list-type': 'map',
            'x-kubernetes-list-map-keys': ['port'],
            items: {
              type: 'object',
              required: ['port'],
              properties: { port: { type: 'integer' } },
            },
          },
          tags: {
            type: 'array',
            'x-kubernetes-list-type': 'set',
            items: { type: 'string' },
          },
        },
      },
    });
    await api.post(maps, { metadata: { name: 'there' } });
  });

  const config = { apiVersion: 'v1', kind: 'ConfigMap' };
  const there = { ...config, metadata: { name: 'there' } };
  const apply = (body: unknown, query = '?fieldManager=x') =>
    api.patch(`${maps}/there${query}`, 'apply', body);

  it.each<[string, object, string[]]>([
    [
      'another kind',
      { ...there, kind: 'Secret' },
      ['400 BadRequest', 'invalid object type: /v1, Kind=Secret'],
    ],
    [
      'no kind',
      { metadata: there.metadata },
      ['400 BadRequest', 'invalid object type: /, Kind='],
    ],
    [
      'another name',
      { ...config, metadata: { name: 'here' } },
      [
        '400 BadRequest',
        'the name of the object (here) does not match the name on the URL (there)',
      ],
    ],
    [
      'another namespace',
      { ...config, metadata: { name: 'there', namespace: 'elsewhere' } },
      [
        '400 BadRequest',
        'the namespace of the provided object does not match the namespace sent on the request',
      ],
    ],
    [
      'owners',
      { ...config, metadata: { name: 'there', managedFields: [] } },
      ['400 BadRequest', 'metadata.managedFields must be nil'],
    ],
    [
      'a field that the kind has not',
      { ...there, dat: { a: '1' } },
      [
        '500',
        'failed to create typed patch object (/there; /v1, Kind=ConfigMap): .dat: field not declared in schema',
      ],
    ],
    [
      'a value of another type',
      { ...there, data: { a: 1 } },
      [
        '500',
        'failed to create typed patch object (/there; /v1, Kind=ConfigMap): .data.a: expected string, got &value.valueUnstructured{Value:1}',
      ],
    ],
    [
      'a list for an object',
      { ...there, data: [] },
      [
        '500',
        'failed to create typed patch object (/there; /v1, Kind=ConfigMap): .data: expected map, got &{[]}',
      ],
    ],
  ])('of %s', async (_what, body, expected) => {
    expect(said(await apply(body))).toEqual(expected);
  });

  it('of a new object without a name', async () => {
    const url = `${maps}/absent?fieldManager=x`;
    expect(said(await api.patch(url, 'apply', config))).toEqual([
      '400 BadRequest',
      'the name of the object (absent based on URL) was undeterminable: name must be provided',
    ]);
  });

  it('of a state that has changed', async () => {
    const metadata = { name: 'there', resourceVersion: '1' };
    expect(
      said(await apply({ ...config, metadata, data: { a: '1' } })),
    ).toEqual([
      '409 Conflict',
      'Operation cannot be fulfilled on configmaps "there": the object has been modified; please apply your changes to the latest version and try again',
      '/configmaps there',
    ]);
  });

  it('of nobody', async () => {
    expect(said(await apply(there, ''))).toEqual([
      '422 Invalid',
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
      'meta.k8s.io/PatchOptions ',
      '- FieldValueRequired fieldManager: Required value: is required for apply patch',
    ]);
    expect(
      said(await apply(there, `?fieldManager=${'x'.repeat(129)}`)),
    ).toEqual([
      '422 Invalid',
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Too long: may not be more than 128 bytes',
      'meta.k8s.io/PatchOptions ',
      '- FieldValueTooLong fieldManager: Too long: may not be more than 128 bytes',
    ]);
  });

  it('of what is no YAML and no object', async () => {
    const broken = await apply('{');
    expect([broken.code, broken.body.reason]).toEqual([400, 'BadRequest']);
    expect(broken.body.message).toMatch(
      /^error decoding YAML: error converting YAML to JSON: yaml: /,
    );
    expect(said(await apply('- a'))).toEqual([
      '400 BadRequest',
      'error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type map[string]interface {}',
    ]);
  });

  it('of keys that are there twice, when strict', async () => {
    const text =
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: there\ndata:\n  a: "1"\n  a: "2"\n';
    const warned = await apply(text);
    expect(warned.code).toBe(200);
    expect(warned.headers.warning).toBe(
      '299 - "line 7: key \\"a\\" already set in map"',
    );
    expect(
      said(await apply(text, '?fieldManager=x&fieldValidation=Strict')),
    ).toEqual([
      '400 BadRequest',
      'error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal errors:\n  line 7: key "a" already set in map',
    ]);
  });

  const applyWidget = (name: string, spec: object) =>
    api.patch(
      `${widgets.path(ns)}/${name}?fieldManager=x`,
      'apply',
      widgets.object(name, spec),
    );
  const untyped = (name: string, problem: string) => [
    '500',
    expect.stringMatching(
      new RegExp(
        `^failed to create typed patch object \\(/${name}; widgets.example.com/v1, Kind=Widget\\): ${problem}$`,
      ),
    ),
  ];

  it('of custom resources that do not fit their types', async () => {
    expect(said(await applyWidget('w', { nope: 1 }))).toEqual(
      untyped('w', '.spec.nope: field not declared in schema'),
    );
    expect(said(await applyWidget('w', { size: 'big' }))).toEqual(
      untyped(
        'w',
        '.spec.size: expected numeric \\(int or float\\), got string',
      ),
    );
    expect(said(await applyWidget('w', { tags: ['a', 'a'] }))).toEqual(
      untyped('w', '.spec.tags: duplicate entries for key \\[="a"\\]'),
    );
    expect(
      said(await applyWidget('w', { ports: [{ port: 1 }, { port: 1 }] })),
    ).toEqual(
      untyped('w', '.spec.ports: duplicate entries for key \\[port=1\\]'),
    );
    expect(said(await applyWidget('w', { ports: [{}] }))).toEqual(
      untyped(
        'w',
        '.spec.ports: element 0: associative list with keys has an element that omits all key fields \\["port"\\] \\(and doesn\'t have default values for any key fields\\)',
      ),
    );
  });

  it('of custom resources that are invalid', async () => {
    const [code, message] = said(await applyWidget('w', { size: 10 }));
    expect(code).toBe('422 Invalid');
    expect(message).toMatch(
      /^Widget.widgets.example.com "w" is invalid: spec.size: Invalid value: 10: spec.size in body should be less than or equal to 9$/,
    );
    expect((await api.get(`${widgets.path(ns)}/w`)).code).toBe(404);
  });
});
