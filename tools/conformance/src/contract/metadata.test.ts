import { contract } from '../testing/contract';
import { said } from '../testing/said';

const LONG = 'a'.repeat(254);
const MANY = Object.fromEntries(
  Array.from({ length: 5 }, (_, i) => [`k${i}`, 'x'.repeat(60_000)]),
);
const owner = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  name: 'o',
  uid: '11111111-1111-4111-8111-111111111111',
};

const WRONG: [string, object, string[]][] = [
  [
    'no name',
    {},
    [
      '422 Invalid',
      'ConfigMap "" is invalid: metadata.name: Required value: name or generateName is required',
      '/ConfigMap ',
      '- FieldValueRequired metadata.name: Required value: name or generateName is required',
    ],
  ],
  [
    'upper case',
    { name: 'Upper' },
    [
      '422 Invalid',
      "ConfigMap \"Upper\" is invalid: metadata.name: Invalid value: \"Upper\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
      '/ConfigMap Upper',
      "- FieldValueInvalid metadata.name: Invalid value: \"Upper\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
    ],
  ],
  [
    'underscore',
    { name: 'a_b' },
    [
      '422 Invalid',
      "ConfigMap \"a_b\" is invalid: metadata.name: Invalid value: \"a_b\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
      '/ConfigMap a_b',
      "- FieldValueInvalid metadata.name: Invalid value: \"a_b\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
    ],
  ],
  [
    'trailing dot',
    { name: 'a.' },
    [
      '422 Invalid',
      "ConfigMap \"a.\" is invalid: metadata.name: Invalid value: \"a.\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
      '/ConfigMap a.',
      "- FieldValueInvalid metadata.name: Invalid value: \"a.\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
    ],
  ],
  [
    '254 characters',
    { name: LONG },
    [
      '422 Invalid',
      'ConfigMap "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" is invalid: metadata.name: Invalid value: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa": must be no more than 253 characters',
      '/ConfigMap aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      '- FieldValueInvalid metadata.name: Invalid value: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa": must be no more than 253 characters',
    ],
  ],
  [
    '254 wrong characters',
    { name: `${LONG.slice(1)}_` },
    [
      '422 Invalid',
      "ConfigMap \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_\" is invalid: [metadata.name: Invalid value: \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_\": must be no more than 253 characters, metadata.name: Invalid value: \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')]",
      '/ConfigMap aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_',
      '- FieldValueInvalid metadata.name: Invalid value: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_": must be no more than 253 characters',
      "- FieldValueInvalid metadata.name: Invalid value: \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
    ],
  ],
  [
    'wrong generateName',
    { generateName: 'Made-' },
    [
      '422 Invalid',
      "ConfigMap \"Made-<random>\" is invalid: [metadata.generateName: Invalid value: \"Made-\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*'), metadata.name: Invalid value: \"Made-<random>\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')]",
      '/ConfigMap Made-<random>',
      "- FieldValueInvalid metadata.generateName: Invalid value: \"Made-\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
      "- FieldValueInvalid metadata.name: Invalid value: \"Made-<random>\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
    ],
  ],
  [
    'label key',
    { name: 'x', labels: { 'not ok': '' } },
    [
      '422 Invalid',
      "ConfigMap \"x\" is invalid: metadata.labels: Invalid value: \"not ok\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
      '/ConfigMap x',
      "- FieldValueInvalid metadata.labels: Invalid value: \"not ok\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
    ],
  ],
  [
    'label prefix',
    { name: 'x', labels: { 'Not_OK/x': '' } },
    [
      '422 Invalid',
      "ConfigMap \"x\" is invalid: metadata.labels: Invalid value: \"Not_OK/x\": prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
      '/ConfigMap x',
      "- FieldValueInvalid metadata.labels: Invalid value: \"Not_OK/x\": prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
    ],
  ],
  [
    'empty label name',
    { name: 'x', labels: { 'example.com/': '' } },
    [
      '422 Invalid',
      "ConfigMap \"x\" is invalid: [metadata.labels: Invalid value: \"example.com/\": name part must be non-empty, metadata.labels: Invalid value: \"example.com/\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')]",
      '/ConfigMap x',
      '- FieldValueInvalid metadata.labels: Invalid value: "example.com/": name part must be non-empty',
      "- FieldValueInvalid metadata.labels: Invalid value: \"example.com/\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
    ],
  ],
  [
    'two slashes',
    { name: 'x', labels: { 'a/b/c': '' } },
    [
      '422 Invalid',
      "ConfigMap \"x\" is invalid: metadata.labels: Invalid value: \"a/b/c\": a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')",
      '/ConfigMap x',
      "- FieldValueInvalid metadata.labels: Invalid value: \"a/b/c\": a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')",
    ],
  ],
  [
    'long label key',
    { name: 'x', labels: { ['k'.repeat(64)]: '' } },
    [
      '422 Invalid',
      'ConfigMap "x" is invalid: metadata.labels: Invalid value: "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk": name part must be no more than 63 bytes',
      '/ConfigMap x',
      '- FieldValueInvalid metadata.labels: Invalid value: "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk": name part must be no more than 63 bytes',
    ],
  ],
  [
    'label value',
    { name: 'x', labels: { k: 'not ok' } },
    [
      '422 Invalid',
      "ConfigMap \"x\" is invalid: metadata.labels: Invalid value: \"not ok\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
      '/ConfigMap x',
      "- FieldValueInvalid metadata.labels: Invalid value: \"not ok\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
    ],
  ],
  [
    'long label value',
    { name: 'x', labels: { k: 'v'.repeat(64) } },
    [
      '422 Invalid',
      'ConfigMap "x" is invalid: metadata.labels: Invalid value: "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv": must be no more than 63 bytes',
      '/ConfigMap x',
      '- FieldValueInvalid metadata.labels: Invalid value: "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv": must be no more than 63 bytes',
    ],
  ],
  [
    'annotation key',
    { name: 'x', annotations: { 'not ok': '' } },
    [
      '422 Invalid',
      "ConfigMap \"x\" is invalid: metadata.annotations: Invalid value: \"not ok\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
      '/ConfigMap x',
      "- FieldValueInvalid metadata.annotations: Invalid value: \"not ok\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
    ],
  ],
  [
    'annotation prefix',
    { name: 'x', annotations: { '-a/b': '' } },
    [
      '422 Invalid',
      "ConfigMap \"x\" is invalid: metadata.annotations: Invalid value: \"-a/b\": prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
      '/ConfigMap x',
      "- FieldValueInvalid metadata.annotations: Invalid value: \"-a/b\": prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
    ],
  ],
  [
    'large annotations',
    { name: 'x', annotations: MANY },
    [
      '422 Invalid',
      'ConfigMap "x" is invalid: metadata.annotations: Too long: may not be more than 262144 bytes',
      '/ConfigMap x',
      '- FieldValueTooLong metadata.annotations: Too long: may not be more than 262144 bytes',
    ],
  ],
  [
    'finalizer',
    { name: 'x', finalizers: ['plain'] },
    [
      '422 Invalid',
      'ConfigMap "x" is invalid: metadata.finalizers[0]: Invalid value: "plain": name is neither a standard finalizer name nor is it fully qualified',
      '/ConfigMap x',
      '- FieldValueInvalid metadata.finalizers[0]: Invalid value: "plain": name is neither a standard finalizer name nor is it fully qualified',
    ],
  ],
  [
    'odd finalizer',
    { name: 'x', finalizers: ['not ok'] },
    [
      '422 Invalid',
      "ConfigMap \"x\" is invalid: [metadata.finalizers: Invalid value: \"not ok\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]'), metadata.finalizers[0]: Invalid value: \"not ok\": name is neither a standard finalizer name nor is it fully qualified]",
      '/ConfigMap x',
      "- FieldValueInvalid metadata.finalizers: Invalid value: \"not ok\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
      '- FieldValueInvalid metadata.finalizers[0]: Invalid value: "not ok": name is neither a standard finalizer name nor is it fully qualified',
    ],
  ],
  [
    'empty owner',
    { name: 'x', ownerReferences: [{}] },
    [
      '422 Invalid',
      'ConfigMap "x" is invalid: [metadata.ownerReferences.apiVersion: Invalid value: "": version must not be empty, metadata.ownerReferences.kind: Invalid value: "": must not be empty, metadata.ownerReferences.name: Invalid value: "": must not be empty, metadata.ownerReferences.uid: Invalid value: "": must not be empty]',
      '/ConfigMap x',
      '- FieldValueInvalid metadata.ownerReferences.apiVersion: Invalid value: "": version must not be empty',
      '- FieldValueInvalid metadata.ownerReferences.kind: Invalid value: "": must not be empty',
      '- FieldValueInvalid metadata.ownerReferences.name: Invalid value: "": must not be empty',
      '- FieldValueInvalid metadata.ownerReferences.uid: Invalid value: "": must not be empty',
    ],
  ],
  [
    'owner version',
    { name: 'x', ownerReferences: [{ ...owner, apiVersion: 'a/b/c' }] },
    [
      '422 Invalid',
      'ConfigMap "x" is invalid: metadata.ownerReferences.apiVersion: Invalid value: "a/b/c": version must not be empty',
      '/ConfigMap x',
      '- FieldValueInvalid metadata.ownerReferences.apiVersion: Invalid value: "a/b/c": version must not be empty',
    ],
  ],
  [
    'two controllers',
    {
      name: 'x',
      ownerReferences: [
        { ...owner, controller: true },
        {
          ...owner,
          name: 'p',
          uid: '21111111-1111-4111-8111-111111111111',
          controller: true,
        },
      ],
    },
    [
      '422 Invalid',
      'ConfigMap "x" is invalid: metadata.ownerReferences: Invalid value: [{"apiVersion":"v1","kind":"ConfigMap","name":"o","uid":"11111111-1111-4111-8111-111111111111","controller":true},{"apiVersion":"v1","kind":"ConfigMap","name":"p","uid":"21111111-1111-4111-8111-111111111111","controller":true}]: Only one reference can have Controller set to true. Found "true" in references for ConfigMap/o and ConfigMap/p',
      '/ConfigMap x',
      '- FieldValueInvalid metadata.ownerReferences: Invalid value: [{"apiVersion":"v1","kind":"ConfigMap","name":"o","uid":"11111111-1111-4111-8111-111111111111","controller":true},{"apiVersion":"v1","kind":"ConfigMap","name":"p","uid":"21111111-1111-4111-8111-111111111111","controller":true}]: Only one reference can have Controller set to true. Found "true" in references for ConfigMap/o and ConfigMap/p',
    ],
  ],
  [
    'event as owner',
    { name: 'x', ownerReferences: [{ ...owner, kind: 'Event' }] },
    [
      '422 Invalid',
      'ConfigMap "x" is invalid: metadata.ownerReferences: Invalid value: {"apiVersion":"v1","kind":"Event","name":"o","uid":"11111111-1111-4111-8111-111111111111"}: /v1, Kind=Event is disallowed from being an owner',
      '/ConfigMap x',
      '- FieldValueInvalid metadata.ownerReferences: Invalid value: {"apiVersion":"v1","kind":"Event","name":"o","uid":"11111111-1111-4111-8111-111111111111"}: /v1, Kind=Event is disallowed from being an owner',
    ],
  ],
  [
    'both finalizers',
    { name: 'x', finalizers: ['orphan', 'foregroundDeletion'] },
    [
      '422 Invalid',
      'ConfigMap "x" is invalid: metadata.finalizers: Invalid value: ["orphan","foregroundDeletion"]: finalizer orphan and foregroundDeletion cannot be both set',
      '/ConfigMap x',
      '- FieldValueInvalid metadata.finalizers: Invalid value: ["orphan","foregroundDeletion"]: finalizer orphan and foregroundDeletion cannot be both set',
    ],
  ],
];

contract('metadata', server => {
  let ns: string;
  beforeAll(async () => {
    ns = await server().namespace();
  });

  it.each(WRONG)('is refused: %s', async (_title, metadata, text) => {
    const answer = await server().api.post(
      `/api/v1/namespaces/${ns}/configmaps`,
      { metadata },
    );
    const lines = said(answer).map(line =>
      line.replace(/\bMade-\w{5}\b/g, 'Made-<random>'),
    );
    expect(lines).toEqual(text);
  });

  it.each([
    ['253 characters', { name: LONG.slice(1) }],
    ['dots', { name: 'a.b-c.1' }],
    [
      'prefixed label',
      { name: 'p1', labels: { 'example.com/A_b.c': 'V_1.x' } },
    ],
    ['upper annotation', { name: 'p2', annotations: { UPPER: '\u{1f600}\n' } }],
    ['prefixed finalizer', { name: 'p3', finalizers: ['example.com/x'] }],
    ['empty label', { name: 'p4', labels: { k: '' } }],
  ])('is accepted: %s', async (_title, metadata) => {
    const path = `/api/v1/namespaces/${ns}/configmaps`;
    const { code, body } = await server().api.post(path, { metadata });
    expect(code).toBe(201);
    expect(body.metadata).toMatchObject(metadata);
    await server().api.patch(`${path}/${body.metadata.name}`, 'merge', {
      metadata: { finalizers: null },
    });
  });

  it.each<[string, string, string, string[]]>([
    [
      'a namespace is a label',
      '/api/v1/namespaces',
      'a.b',
      [
        '422 Invalid',
        'Namespace "a.b" is invalid: metadata.name: Invalid value: "a.b": must not contain dots',
        '/Namespace a.b',
        '- FieldValueInvalid metadata.name: Invalid value: "a.b": must not contain dots',
      ],
    ],
    [
      'a long namespace',
      '/api/v1/namespaces',
      'n'.repeat(64),
      [
        '422 Invalid',
        'Namespace "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn" is invalid: [metadata.name: Invalid value: "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn": must be no more than 63 characters, metadata.labels: Invalid value: "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn": must be no more than 63 bytes]',
        '/Namespace nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn',
        '- FieldValueInvalid metadata.name: Invalid value: "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn": must be no more than 63 characters',
        '- FieldValueInvalid metadata.labels: Invalid value: "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn": must be no more than 63 bytes',
      ],
    ],
    [
      'a service begins with a letter',
      '/api/v1/namespaces/{ns}/services',
      '1a',
      [
        '422 Invalid',
        "Service \"1a\" is invalid: metadata.name: Invalid value: \"1a\": a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
        '/Service 1a',
        "- FieldValueInvalid metadata.name: Invalid value: \"1a\": a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
      ],
    ],
    [
      'a secret is a subdomain',
      '/api/v1/namespaces/{ns}/secrets',
      'S',
      [
        '422 Invalid',
        "Secret \"S\" is invalid: metadata.name: Invalid value: \"S\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
        '/Secret S',
        "- FieldValueInvalid metadata.name: Invalid value: \"S\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
      ],
    ],
    [
      'a role may be nearly anything',
      '/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/roles',
      'a/b',
      [
        '422 Invalid',
        'Role.rbac.authorization.k8s.io "a/b" is invalid: metadata.name: Invalid value: "a/b": may not contain \'/\'',
        'rbac.authorization.k8s.io/Role a/b',
        '- FieldValueInvalid metadata.name: Invalid value: "a/b": may not contain \'/\'',
      ],
    ],
    [
      'nor a dot alone',
      '/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/roles',
      '..',
      [
        '422 Invalid',
        'Role.rbac.authorization.k8s.io ".." is invalid: metadata.name: Invalid value: "..": may not be \'..\'',
        'rbac.authorization.k8s.io/Role ..',
        '- FieldValueInvalid metadata.name: Invalid value: "..": may not be \'..\'',
      ],
    ],
    [
      'a lease is a subdomain',
      '/apis/coordination.k8s.io/v1/namespaces/{ns}/leases',
      'L',
      [
        '422 Invalid',
        "Lease.coordination.k8s.io \"L\" is invalid: metadata.name: Invalid value: \"L\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
        'coordination.k8s.io/Lease L',
        "- FieldValueInvalid metadata.name: Invalid value: \"L\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
      ],
    ],
    [
      'a service account is a subdomain',
      '/api/v1/namespaces/{ns}/serviceaccounts',
      'A',
      [
        '422 Invalid',
        "ServiceAccount \"A\" is invalid: metadata.name: Invalid value: \"A\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
        '/ServiceAccount A',
        "- FieldValueInvalid metadata.name: Invalid value: \"A\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
      ],
    ],
    [
      'a claim is a subdomain',
      '/api/v1/namespaces/{ns}/limitranges',
      'A',
      [
        '422 Invalid',
        "LimitRange \"A\" is invalid: metadata.name: Invalid value: \"A\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
        '/LimitRange A',
        "- FieldValueInvalid metadata.name: Invalid value: \"A\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
      ],
    ],
  ])('names by kind: %s', async (_title, path, name, text) => {
    const answer = await server().api.post(path.replace('{ns}', ns), {
      metadata: { name },
      ...(path.endsWith('services') && { spec: { ports: [{ port: 80 }] } }),
    });
    expect(said(answer)).toEqual(text);
  });

  it('is checked in custom resources and updates too', async () => {
    const path = `/api/v1/namespaces/${ns}/configmaps`;
    await server().api.post(path, { metadata: { name: 'later' } });
    const answer = await server().api.patch(`${path}/later`, 'merge', {
      metadata: { labels: { k: 'not ok' } },
    });
    expect(said(answer)).toEqual([
      '422 Invalid',
      "ConfigMap \"later\" is invalid: metadata.labels: Invalid value: \"not ok\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
      '/ConfigMap later',
      "- FieldValueInvalid metadata.labels: Invalid value: \"not ok\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
    ]);
  });

  it('keeps ownerReferences that are right', async () => {
    const { code, body } = await server().api.post(
      `/api/v1/namespaces/${ns}/configmaps?dryRun=All`,
      {
        metadata: {
          name: 'owned',
          ownerReferences: [{ ...owner, blockOwnerDeletion: true }],
        },
      },
    );
    expect(code).toBe(201);
    expect(body.metadata.ownerReferences).toEqual([
      { ...owner, blockOwnerDeletion: true },
    ]);
  });
});
