import { ask, Request } from '../../testing/ask';
import { CORE, filledIn, merge } from '../../testing/builtins';
import { contract } from '../../testing/contract';
import { inOrder, said } from '../../testing/said';

contract('config maps', server => {
  let names: Record<string, string>;
  beforeAll(async () => {
    names = { ns: await server().namespace() };
    await server().api.post(`/api/v1/namespaces/${names.ns}/configmaps`, {
      metadata: { name: 'fixed' },
      immutable: true,
      data: { a: '1' },
    });
  });

  it.each<[string, Request, string[]]>([
    [
      'config map key',
      [
        'POST',
        `${CORE}/configmaps?dryRun=All`,
        { metadata: { name: 'x' }, data: { 'not ok': '' } },
      ],
      [
        '422 Invalid',
        "ConfigMap \"x\" is invalid: data[not ok]: Invalid value: \"not ok\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
        '/ConfigMap x',
        "- FieldValueInvalid data[not ok]: Invalid value: \"not ok\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
      ],
    ],
    [
      'config map key twice',
      [
        'POST',
        `${CORE}/configmaps?dryRun=All`,
        { metadata: { name: 'x' }, data: { a: '' }, binaryData: { a: '' } },
      ],
      [
        '422 Invalid',
        'ConfigMap "x" is invalid: data[a]: Invalid value: "a": duplicate of key present in binaryData',
        '/ConfigMap x',
        '- FieldValueInvalid data[a]: Invalid value: "a": duplicate of key present in binaryData',
      ],
    ],
    [
      'config map too large',
      [
        'POST',
        `${CORE}/configmaps?dryRun=All`,
        { metadata: { name: 'x' }, data: { a: 'x'.repeat(1024 * 1024 + 1) } },
      ],
      [
        '422 Invalid',
        'ConfigMap "x" is invalid: []: Too long: may not be more than 1048576 bytes',
        '/ConfigMap x',
        '- FieldValueTooLong []: Too long: may not be more than 1048576 bytes',
      ],
    ],
    [
      'immutable config map',
      ['PATCH', `${CORE}/configmaps/fixed`, { data: { a: '2' } }, merge],
      [
        '422 Invalid',
        'ConfigMap "fixed" is invalid: data: Forbidden: field is immutable when `immutable` is set',
        '/ConfigMap fixed',
        '- FieldValueForbidden data: Forbidden: field is immutable when `immutable` is set',
      ],
    ],
    [
      'mutable again',
      ['PATCH', `${CORE}/configmaps/fixed`, { immutable: false }, merge],
      [
        '422 Invalid',
        'ConfigMap "fixed" is invalid: immutable: Forbidden: field is immutable when `immutable` is set',
        '/ConfigMap fixed',
        '- FieldValueForbidden immutable: Forbidden: field is immutable when `immutable` is set',
      ],
    ],
  ])('are refused: %s', async (_title, request, text) => {
    expect(inOrder(said(await ask(server(), names, request)))).toEqual(
      inOrder(text),
    );
  });

  it.each<[string, Request, unknown]>([
    [
      'empty things',
      [
        'POST',
        `${CORE}/configmaps?dryRun=All`,
        {
          metadata: {
            name: 'x',
            labels: {},
            annotations: {},
            finalizers: [],
            ownerReferences: [],
          },
          data: {},
          binaryData: {},
        },
      ],
      { kind: 'ConfigMap', apiVersion: 'v1', metadata: { name: 'x' } },
    ],
  ])('are filled in: %s', async (_title, request, expected) => {
    const { code, body } = await ask(server(), names, request);
    expect(code).toBe(201);
    expect(filledIn(body)).toEqual(expected);
  });
});
