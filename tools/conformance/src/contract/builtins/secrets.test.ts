import { ask, Request } from '../../testing/ask';
import { CORE, filledIn, merge } from '../../testing/builtins';
import { contract } from '../../testing/contract';
import { inOrder, said } from '../../testing/said';

contract('secrets', server => {
  let names: Record<string, string>;
  beforeAll(async () => {
    names = { ns: await server().namespace() };
    await server().api.post(`/api/v1/namespaces/${names.ns}/secrets`, {
      metadata: { name: 'fixed' },
      immutable: true,
      data: { a: 'MQ==' },
    });
  });

  it.each<[string, Request, string[]]>([
    [
      'immutable secret',
      ['PATCH', `${CORE}/secrets/fixed`, { data: { a: 'Mg==' } }, merge],
      [
        '422 Invalid',
        'Secret "fixed" is invalid: data: Forbidden: field is immutable when `immutable` is set',
        '/Secret fixed',
        '- FieldValueForbidden data: Forbidden: field is immutable when `immutable` is set',
      ],
    ],
    [
      'type of a secret',
      ['PATCH', `${CORE}/secrets/fixed`, { type: 'other' }, merge],
      [
        '422 Invalid',
        'Secret "fixed" is invalid: type: Invalid value: "other": field is immutable',
        '/Secret fixed',
        '- FieldValueInvalid type: Invalid value: "other": field is immutable',
      ],
    ],
    [
      'secret too large',
      [
        'POST',
        `${CORE}/secrets?dryRun=All`,
        {
          metadata: { name: 'x' },
          data: { a: Buffer.alloc(1024 * 1024 + 1).toString('base64') },
        },
      ],
      [
        '422 Invalid',
        'Secret "x" is invalid: data: Too long: may not be more than 1048576 bytes',
        '/Secret x',
        '- FieldValueTooLong data: Too long: may not be more than 1048576 bytes',
      ],
    ],
    [
      'tls secret without key',
      [
        'POST',
        `${CORE}/secrets?dryRun=All`,
        { metadata: { name: 'x' }, type: 'kubernetes.io/tls', data: {} },
      ],
      [
        '422 Invalid',
        'Secret "x" is invalid: [data[tls.crt]: Required value, data[tls.key]: Required value]',
        '/Secret x',
        '- FieldValueRequired data[tls.crt]: Required value',
        '- FieldValueRequired data[tls.key]: Required value',
      ],
    ],
    [
      'basic auth secret',
      [
        'POST',
        `${CORE}/secrets?dryRun=All`,
        { metadata: { name: 'x' }, type: 'kubernetes.io/basic-auth' },
      ],
      [
        '422 Invalid',
        'Secret "x" is invalid: [data[username]: Required value, data[password]: Required value]',
        '/Secret x',
        '- FieldValueRequired data[username]: Required value',
        '- FieldValueRequired data[password]: Required value',
      ],
    ],
    [
      'ssh secret',
      [
        'POST',
        `${CORE}/secrets?dryRun=All`,
        { metadata: { name: 'x' }, type: 'kubernetes.io/ssh-auth' },
      ],
      [
        '422 Invalid',
        'Secret "x" is invalid: data[ssh-privatekey]: Required value',
        '/Secret x',
        '- FieldValueRequired data[ssh-privatekey]: Required value',
      ],
    ],
    [
      'token secret',
      [
        'POST',
        `${CORE}/secrets?dryRun=All`,
        {
          metadata: { name: 'x' },
          type: 'kubernetes.io/service-account-token',
        },
      ],
      [
        '422 Invalid',
        'Secret "x" is invalid: metadata.annotations[kubernetes.io/service-account.name]: Required value',
        '/Secret x',
        '- FieldValueRequired metadata.annotations[kubernetes.io/service-account.name]: Required value',
      ],
    ],
    [
      'secret key',
      [
        'POST',
        `${CORE}/secrets?dryRun=All`,
        { metadata: { name: 'x' }, data: { 'a/b': '' } },
      ],
      [
        '422 Invalid',
        "Secret \"x\" is invalid: data[a/b]: Invalid value: \"a/b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
        '/Secret x',
        "- FieldValueInvalid data[a/b]: Invalid value: \"a/b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
      ],
    ],
  ])('are refused: %s', async (_title, request, text) => {
    expect(inOrder(said(await ask(server(), names, request)))).toEqual(
      inOrder(text),
    );
  });

  it.each<[string, Request, unknown]>([
    [
      'secret',
      [
        'POST',
        `${CORE}/secrets?dryRun=All`,
        {
          metadata: { name: 'x' },
          data: { a: 'MQ==' },
          stringData: { a: '2', b: '3' },
        },
      ],
      {
        kind: 'Secret',
        apiVersion: 'v1',
        metadata: { name: 'x' },
        data: { a: 'Mg==', b: 'Mw==' },
        type: 'Opaque',
      },
    ],
  ])('are filled in: %s', async (_title, request, expected) => {
    const { code, body } = await ask(server(), names, request);
    expect(code).toBe(201);
    expect(filledIn(body)).toEqual(expected);
  });
});
