import { contract } from '../testing/contract';
import { define, Defined } from '../testing/define';
import { said } from '../testing/said';

contract('selectors', server => {
  let ns: string;
  let path: string;
  let widgets: Defined;
  beforeAll(async () => {
    ns = await server().namespace();
    path = `/api/v1/namespaces/${ns}/secrets`;
    for (const [name, labels] of Object.entries({
      a: { tier: 'front', 'example.com/x': '1', n: '5' },
      b: { tier: 'back', n: '10' },
      c: { other: '' },
      d: {},
    })) {
      await server().api.post(path, {
        metadata: { name, labels },
        type: name === 'a' ? 'example.com/special' : undefined,
      });
    }
    widgets = await define(server(), {
      spec: {
        type: 'object',
        properties: {
          color: { type: 'string' },
          count: { type: 'integer' },
          on: { type: 'boolean' },
        },
      },
      version: {
        selectableFields: [
          { jsonPath: '.spec.color' },
          { jsonPath: '.spec.count' },
          { jsonPath: '.spec.on' },
        ],
      },
    });
    await server().api.post(
      widgets.path(ns),
      widgets.object('red', { color: 'red', count: 1, on: true }),
    );
    await server().api.post(
      widgets.path(ns),
      widgets.object('blue', { color: 'blue', count: 2 }),
    );
    await server().api.post(widgets.path(ns), widgets.object('none'));
  });
  const names = (body: any) =>
    body.items
      .map((i: any) => i.metadata.name)
      .filter((n: string) => !n.includes('token'))
      .join(' ');

  it.each([
    ['tier', 'a b'],
    ['!tier', 'c d'],
    ['tier=front', 'a'],
    ['tier==front', 'a'],
    ['tier!=front', 'b c d'],
    ['tier in (front,back)', 'a b'],
    ['tier in ( front )', 'a'],
    ['tier notin (front)', 'b c d'],
    ['tier,tier!=front', 'b'],
    ['other=', 'c'],
    ['other', 'c'],
    ['n>5', 'b'],
    ['n<10', 'a'],
    ['n>4,n<6', 'a'],
    ['example.com/x', 'a'],
    ['tier in (front,)', 'a'],
    ['', 'a b c d'],
    [' tier = back ', 'b'],
    ['x notin (y)', 'a b c d'],
  ])('of labels: %s', async (selector, expected) => {
    const { code, body } = await server().api.get(
      `${path}?labelSelector=${encodeURIComponent(selector)}`,
    );
    expect(code).toBe(200);
    expect(names(body)).toBe(expected);
  });

  it.each([
    [
      '=',
      [
        '400 BadRequest',
        "found '=', expected: !, identifier, or 'end of string'",
      ],
    ],
    [
      'a b',
      [
        '400 BadRequest',
        "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt",
      ],
    ],
    [
      'a in',
      ['400 BadRequest', "unable to parse requirement: found '' expected: '('"],
    ],
    [
      'a in (',
      [
        '400 BadRequest',
        "unable to parse requirement: found '', expected: ',', ')' or identifier",
      ],
    ],
    [
      'a in b',
      [
        '400 BadRequest',
        "unable to parse requirement: found 'b' expected: '('",
      ],
    ],
    [
      '!',
      [
        '400 BadRequest',
        "unable to parse requirement: found '', expected: identifier",
      ],
    ],
    ['a,', ['400 BadRequest', "found '', expected: identifier after ','"]],
    [
      ',',
      [
        '400 BadRequest',
        "found ',', expected: !, identifier, or 'end of string'",
      ],
    ],
    [
      'a=b c',
      ['400 BadRequest', "found 'c', expected: ',' or 'end of string'"],
    ],
    [
      'a=%',
      [
        '400 BadRequest',
        "unable to parse requirement: values[0][a]: Invalid value: \"%\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
      ],
    ],
    [
      '-a',
      [
        '400 BadRequest',
        "unable to parse requirement: <nil>: Invalid value: \"-a\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
      ],
    ],
    [
      'a/b/c',
      [
        '400 BadRequest',
        "unable to parse requirement: <nil>: Invalid value: \"a/b/c\": a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')",
      ],
    ],
    [
      'a>b',
      [
        '400 BadRequest',
        "unable to parse requirement: values[0]: Invalid value: \"b\": for 'Gt', 'Lt' operators, the value must be an integer",
      ],
    ],
    [
      `a=${'x'.repeat(64)}`,
      [
        '400 BadRequest',
        'unable to parse requirement: values[0][a]: Invalid value: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx": must be no more than 63 bytes',
      ],
    ],
    ['a in ()', ['200']],
    ['!a=b', ['400 BadRequest', "found '=', expected: ',' or 'end of string'"]],
  ])('of labels that are wrong: %s', async (selector, text) => {
    const answer = await server().api.get(
      `${path}?labelSelector=${encodeURIComponent(selector)}`,
    );
    expect(said(answer)).toEqual(text);
  });

  it.each([
    ['metadata.name=a', 'a'],
    ['metadata.name==a', 'a'],
    ['metadata.name!=a', 'b c d'],
    ['metadata.name!=a,metadata.name!=b', 'c d'],
    ['metadata.name=a,metadata.name=b', ''],
    ['type=example.com/special', 'a'],
    ['type!=Opaque', 'a'],
    ['', 'a b c d'],
  ])('of fields: %s', async (selector, expected) => {
    const { code, body } = await server().api.get(
      `${path}?fieldSelector=${encodeURIComponent(selector)}`,
    );
    expect(code).toBe(200);
    expect(names(body)).toBe(expected);
  });

  it.each([
    ['metadata.namespace={ns}', 'a b c d'],
    ['metadata.namespace=other', ''],
  ])('of the namespace: %s', async (selector, expected) => {
    const { body } = await server().api.get(
      `${path}?fieldSelector=${encodeURIComponent(
        selector.replace('{ns}', ns),
      )}`,
    );
    expect(names(body)).toBe(expected);
  });

  it.each<[string, string, string[]]>([
    [
      'secrets',
      'data.x=1',
      ['400 BadRequest', 'field label not supported: data.x'],
    ],
    [
      'secrets',
      'nonsense',
      [
        '400 BadRequest',
        "invalid selector: 'nonsense'; can't understand 'nonsense'",
      ],
    ],
    [
      'secrets',
      'metadata.name',
      [
        '400 BadRequest',
        "invalid selector: 'metadata.name'; can't understand 'metadata.name'",
      ],
    ],
    [
      'secrets',
      'metadata.name>a',
      [
        '400 BadRequest',
        "invalid selector: 'metadata.name>a'; can't understand 'metadata.name>a'",
      ],
    ],
    [
      'secrets',
      'metadata.labels.x=1',
      ['400 BadRequest', 'field label not supported: metadata.labels.x'],
    ],
    [
      'configmaps',
      'type=x',
      [
        '400 BadRequest',
        '"type" is not a known field selector: only "metadata.name", "metadata.namespace"',
      ],
    ],
    [
      'pods',
      'spec.nonsense=1',
      ['400 BadRequest', 'field label not supported: spec.nonsense'],
    ],
    [
      'services',
      'metadata.uid=1',
      ['400 BadRequest', 'field label not supported: metadata.uid'],
    ],
    [
      'events',
      'nothing=1',
      ['400 BadRequest', 'field label not supported: nothing'],
    ],
    [
      'secrets',
      'metadata.name=\\',
      ['400 BadRequest', 'invalid field selector: invalid escape sequence: \\'],
    ],
  ])(
    'of fields of %s that there are not: %s',
    async (resource, selector, text) => {
      const answer = await server().api.get(
        `/api/v1/namespaces/${ns}/${resource}?fieldSelector=${encodeURIComponent(
          selector,
        )}`,
      );
      expect(said(answer)).toEqual(text);
    },
  );

  it.each([
    [
      'pods',
      'spec.nodeName=n,spec.restartPolicy=Always,spec.schedulerName=s,spec.serviceAccountName=x,status.phase=Running,status.podIP=1,status.nominatedNodeName=,spec.hostNetwork=true,metadata.name=x',
    ],
    [
      'events',
      'involvedObject.kind=a,involvedObject.namespace=a,involvedObject.name=a,involvedObject.uid=a,involvedObject.apiVersion=a,involvedObject.resourceVersion=a,involvedObject.fieldPath=a,reason=a,reportingComponent=a,source=a,type=a',
    ],
    ['services', 'spec.clusterIP=1,spec.type=x'],
    ['replicationcontrollers', 'status.replicas=1'],
  ])('of %s may name %s', async (resource, selector) => {
    const { code, body } = await server().api.get(
      `/api/v1/namespaces/${ns}/${resource}?fieldSelector=${encodeURIComponent(
        selector,
      )}`,
    );
    expect(code).toBe(200);
    expect(body.items).toEqual([]);
  });

  it.each([
    ['spec.color=red', 'red'],
    ['spec.color!=red', 'blue none'],
    ['spec.count=2', 'blue'],
    ['spec.on=true', 'red'],
    ['spec.color=', 'none'],
    ['spec.color=red,metadata.name=red', 'red'],
  ])(
    'of custom resources by their selectable fields: %s',
    async (selector, expected) => {
      const { code, body } = await server().api.get(
        `${widgets.path(ns)}?fieldSelector=${encodeURIComponent(selector)}`,
      );
      expect(code).toBe(200);
      expect(names(body)).toBe(expected);
    },
  );

  it('of custom resources by other fields are refused', async () => {
    const answer = await server().api.get(
      `${widgets.path(ns)}?fieldSelector=spec.other%3D1`,
    );
    expect(said(answer)).toEqual([
      '400 BadRequest',
      'field label not supported: spec.other',
    ]);
    const deleted = await server().api.delete(
      `${widgets.path(ns)}?fieldSelector=spec.other%3D1`,
    );
    expect(said(deleted)).toEqual([
      '400 BadRequest',
      'field label not supported: spec.other',
    ]);
  });

  it('both narrow a list', async () => {
    const { body } = await server().api.get(
      `${path}?labelSelector=tier&fieldSelector=metadata.name!=a`,
    );
    expect(names(body)).toBe('b');
  });
});
