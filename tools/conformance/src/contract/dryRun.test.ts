import { ask, Request } from '../testing/ask';
import { contract } from '../testing/contract';
import { define } from '../testing/define';
import { said } from '../testing/said';

contract('a dry run', server => {
  let names: Record<string, string>;
  beforeAll(async () => {
    const widgets = await define(server(), {
      version: { subresources: { status: {} } },
    });
    names = { ns: await server().namespace(), w: widgets.apiVersion };
    await server().api.post(`/api/v1/namespaces/${names.ns}/configmaps`, {
      metadata: { name: 'there', labels: { l: '1' } },
      data: { a: '1' },
    });
    await server().api.post(
      widgets.path(names.ns),
      widgets.object('there', { a: 1 }),
    );
  });
  const CM = '/api/v1/namespaces/{ns}/configmaps';
  const W = '/apis/{w}/namespaces/{ns}/widgets';
  const state = async () => {
    const lists = await Promise.all(
      [CM, W, '/api/v1/namespaces'].map(path =>
        ask(server(), names, ['GET', path]),
      ),
    );
    return lists
      .slice(0, 2)
      .map(l =>
        l.body.items.map((i: any) => [
          i.metadata.name,
          i.metadata.resourceVersion,
        ]),
      );
  };

  it.each<[string, Request, number]>([
    [
      'create',
      ['POST', `${CM}?dryRun=All`, { metadata: { name: 'new' } }],
      201,
    ],
    [
      'generateName',
      ['POST', `${CM}?dryRun=All`, { metadata: { generateName: 'new-' } }],
      201,
    ],
    [
      'create of a custom resource',
      [
        'POST',
        `${W}?dryRun=All`,
        { apiVersion: '{w}', kind: 'Widget', metadata: { name: 'new' } },
      ],
      201,
    ],
    [
      'replace',
      ['PUT', `${CM}/there?dryRun=All`, { metadata: { name: 'there' } }],
      200,
    ],
    [
      'patch',
      [
        'PATCH',
        `${CM}/there?dryRun=All`,
        { data: { a: '2' } },
        { contentType: 'application/merge-patch+json' },
      ],
      200,
    ],
    [
      'status',
      [
        'PATCH',
        `${W}/there/status?dryRun=All`,
        { status: { a: '2' } },
        { contentType: 'application/merge-patch+json' },
      ],
      200,
    ],
    ['delete by query', ['DELETE', `${CM}/there?dryRun=All`], 200],
    ['delete by body', ['DELETE', `${CM}/there`, { dryRun: ['All'] }], 200],
    ['delete of a custom resource', ['DELETE', `${W}/there?dryRun=All`], 200],
    ['delete of all', ['DELETE', `${CM}?dryRun=All`], 200],
    [
      'delete of the namespace',
      ['DELETE', '/api/v1/namespaces/{ns}?dryRun=All'],
      200,
    ],
    [
      'twice',
      ['POST', `${CM}?dryRun=All&dryRun=All`, { metadata: { name: 'new' } }],
      201,
    ],
  ])('changes nothing: %s', async (_title, request, code) => {
    const before = await state();
    expect((await ask(server(), names, request)).code).toBe(code);
    expect(await state()).toEqual(before);
  });

  it('answers with what would be', async () => {
    const { body } = await ask(server(), names, [
      'PATCH',
      `${CM}/there?dryRun=All`,
      { data: { b: '2' } },
      { contentType: 'application/merge-patch+json' },
    ]);
    expect(body.data).toEqual({ a: '1', b: '2' });
    const made = await ask(server(), names, [
      'POST',
      `${CM}?dryRun=All`,
      { metadata: { generateName: 'new-' } },
    ]);
    expect(made.body.metadata).toMatchObject({
      name: expect.stringMatching(/^new-\w{5}$/),
      uid: expect.any(String),
      creationTimestamp: expect.any(String),
    });
    expect(made.body.metadata.resourceVersion).toBeUndefined();
  });

  it.each<[string, Request, string[]]>([
    [
      'exists',
      ['POST', `${CM}?dryRun=All`, { metadata: { name: 'there' } }],
      [
        '409 AlreadyExists',
        'configmaps "there" already exists',
        '/configmaps there',
      ],
    ],
    [
      'invalid',
      ['POST', `${CM}?dryRun=All`, { metadata: { name: 'A' } }],
      [
        '422 Invalid',
        "ConfigMap \"A\" is invalid: metadata.name: Invalid value: \"A\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
        '/ConfigMap A',
        "- FieldValueInvalid metadata.name: Invalid value: \"A\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
      ],
    ],
    [
      'missing',
      ['DELETE', `${CM}/nobody?dryRun=All`],
      ['404 NotFound', 'configmaps "nobody" not found', '/configmaps nobody'],
    ],
    [
      'conflict',
      [
        'PUT',
        `${CM}/there?dryRun=All`,
        { metadata: { name: 'there', resourceVersion: '1' } },
      ],
      [
        '409 Conflict',
        'Operation cannot be fulfilled on configmaps "there": the object has been modified; please apply your changes to the latest version and try again',
        '/configmaps there',
      ],
    ],
    [
      'word',
      ['POST', `${CM}?dryRun=Some`, { metadata: { name: 'x' } }],
      [
        '422 Invalid',
        'CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Some"]: supported values: "All"',
        'meta.k8s.io/CreateOptions ',
        '- FieldValueNotSupported dryRun: Unsupported value: ["Some"]: supported values: "All"',
      ],
    ],
    [
      'word in an update',
      ['PUT', `${CM}/there?dryRun=Some`, { metadata: { name: 'there' } }],
      [
        '422 Invalid',
        'UpdateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Some"]: supported values: "All"',
        'meta.k8s.io/UpdateOptions ',
        '- FieldValueNotSupported dryRun: Unsupported value: ["Some"]: supported values: "All"',
      ],
    ],
    [
      'word in a patch',
      [
        'PATCH',
        `${CM}/there?dryRun=Some`,
        {},
        { contentType: 'application/merge-patch+json' },
      ],
      [
        '422 Invalid',
        'PatchOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Some"]: supported values: "All"',
        'meta.k8s.io/PatchOptions ',
        '- FieldValueNotSupported dryRun: Unsupported value: ["Some"]: supported values: "All"',
      ],
    ],
    [
      'word in a delete',
      ['DELETE', `${CM}/there?dryRun=Some`],
      [
        '422 Invalid',
        'DeleteOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Some"]: supported values: "All"',
        'meta.k8s.io/DeleteOptions ',
        '- FieldValueNotSupported dryRun: Unsupported value: ["Some"]: supported values: "All"',
      ],
    ],
    [
      'true',
      ['POST', `${CM}?dryRun=true`, { metadata: { name: 'x' } }],
      [
        '422 Invalid',
        'CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["true"]: supported values: "All"',
        'meta.k8s.io/CreateOptions ',
        '- FieldValueNotSupported dryRun: Unsupported value: ["true"]: supported values: "All"',
      ],
    ],
  ])('is refused as a real one: %s', async (_title, request, text) => {
    expect(said(await ask(server(), names, request))).toEqual(text);
  });

  it('is shown on the console', async () => {
    const { body } = await ask(server(), names, [
      'DELETE',
      `${CM}/there?dryRun=All`,
    ]);
    expect(body).toMatchObject({
      status: 'Success',
      details: { name: 'there', kind: 'configmaps' },
    });
  });
});
