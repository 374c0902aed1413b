import { compareKind } from './compare';
import { compareType } from './compareType';
import { Definition, SchemaNode } from './definition';
import { factsOf } from './facts';
import { KindType } from './typeFields';

function definition(
  spec: SchemaNode,
  change: (version: Definition['spec']['versions'][0]) => void = () => {},
): Definition {
  const version = {
    name: 'v1',
    served: true,
    storage: true,
    subresources: { status: {} },
    schema: {
      openAPIV3Schema: {
        type: 'object',
        properties: { metadata: { type: 'object' }, spec },
      },
    },
  };
  change(version);
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'things.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { kind: 'Thing', plural: 'things' },
      versions: [version],
    },
  };
}

const text = (more: SchemaNode = {}): SchemaNode => ({
  type: 'string',
  ...more,
});
const fields = (
  properties: Record<string, SchemaNode>,
  more: SchemaNode = {},
): SchemaNode => ({ type: 'object', properties, ...more });

const REAL = definition(
  fields(
    {
      size: text({ enum: ['small', 'large'], default: 'small' }),
      amount: { 'x-kubernetes-int-or-string': true },
      place: text({
        'x-kubernetes-validations': [
          { rule: 'self == oldSelf', message: 'place stays' },
        ],
      }),
      parts: { type: 'array', items: fields({ name: text() }) },
      labels: { type: 'object', additionalProperties: text() },
    },
    { required: ['size'] },
  ),
);
const OPEN = { 'x-kubernetes-preserve-unknown-fields': true };

function compared(
  ours: SchemaNode,
  liberty?: Parameters<typeof compareKind>[2],
) {
  return compareKind(
    factsOf(definition(ours), 'v1'),
    factsOf(REAL, 'v1'),
    liberty,
    true,
  );
}

describe('the comparison of definitions', () => {
  const spec = REAL.spec.versions[0].schema.openAPIV3Schema.properties!.spec;
  const without = (name: string) => {
    const { [name]: _left, ...rest } = spec.properties!;
    return { ...spec, properties: rest };
  };
  const having = (properties: Record<string, SchemaNode>) => ({
    ...spec,
    properties: { ...spec.properties, ...properties },
  });

  it('finds nothing between equals', () => {
    expect(compared(spec)).toEqual([]);
  });

  it.each<[string, SchemaNode, string[]]>([
    [
      'a field of ours only',
      having({ sise: text() }),
      ['spec.sise does not exist really'],
    ],
    ['a missing field', without('amount'), ['spec.amount is lacking']],
    [
      'a missing field of a list',
      having({ parts: { type: 'array', items: fields({}) } }),
      ['spec.parts[].name is lacking'],
    ],
    [
      'another type',
      having({ amount: text() }),
      ['spec.amount: type is "string", really "int-or-string"'],
    ],
    [
      'another choice and default',
      having({ size: text({ enum: ['small'] }) }),
      [
        'spec.size: enum is ["small"], really ["large","small"]',
        'spec.size: default is nothing, really "small"',
      ],
    ],
    [
      'an optional field that is required',
      { ...spec, required: [] },
      ['spec.size: required is nothing, really true'],
    ],
    [
      'a missing rule',
      having({ place: text() }),
      [
        'spec.place: immutable is nothing, really true',
        'spec.place: rules is nothing, really ["place stays"]',
      ],
    ],
    [
      'an open object',
      { ...spec, ...OPEN },
      ['spec: open is true, really nothing'],
    ],
  ])('finds %s', (_what, ours, differences) => {
    expect(compared(ours)).toEqual(differences);
  });

  it('finds another subresource, column or scope', () => {
    const ours = definition(spec, version => {
      version.subresources = undefined;
      version.additionalPrinterColumns = [
        { name: 'Size', type: 'string', jsonPath: '.spec.size' },
      ];
    });
    ours.spec.scope = 'Cluster';
    expect(
      compareKind(factsOf(ours, 'v1'), factsOf(REAL, 'v1'), undefined, true),
    ).toEqual([
      'scope is "Cluster", really "Namespaced"',
      'status is false, really true',
      'columns is ["Size | string | .spec.size"], really []',
    ]);
  });

  it('takes liberties that are there, and no others', () => {
    const liberty = { because: 'of the test', open: ['spec'] };
    expect(compared({ ...without('amount'), ...OPEN }, liberty)).toEqual([]);
    expect(compared(spec, liberty)).toEqual([
      'spec is not opened, though it is said to be',
    ]);
    expect(compared(spec, { because: '', open: ['spec.gone'] })).toEqual([
      'spec.gone is a liberty, but not there',
    ]);
  });
});

describe('the comparison of types', () => {
  const typed = (
    path: string,
    types: string[],
    more: Partial<KindType['fields'][0]> = {},
  ): KindType => ({
    name: 'Thing',
    group: 'example.com',
    version: 'v1',
    kind: 'Thing',
    fields: [{ path, types, literals: [], isOptional: true, ...more }],
  });
  const facts = factsOf(REAL, 'v1');

  it.each<[string, KindType, string[]]>([
    [
      'a misspelt field',
      typed('spec.sise', ['string']),
      ['spec.sise does not exist really'],
    ],
    [
      'values that are not foreseen',
      typed('spec.amount', ['string']),
      ['spec.amount is string, really int-or-string'],
    ],
    [
      'texts that are not foreseen',
      typed('spec.size', ['string'], { literals: ['small'] }),
      ['spec.size is one of small, really large, small'],
    ],
    [
      'a field that may be missing',
      typed('spec.place', ['string'], { isOptional: false }),
      ['spec.place is always there, really it may be missing'],
    ],
    ['nothing about a key of a map', typed('spec.labels.app', ['string']), []],
    [
      'nothing about a required field',
      typed('spec.size', ['string'], { isOptional: false }),
      [],
    ],
  ])('finds %s', (_what, type, differences) => {
    expect(compareType(type, facts, 'read')).toEqual(differences);
  });

  it('lets a type to write with be narrower, not wider', () => {
    expect(
      compareType(typed('spec.amount', ['string']), facts, 'write'),
    ).toEqual([]);
    expect(
      compareType(typed('spec.place', ['string', 'number']), facts, 'write'),
    ).toEqual(['spec.place is string or number, really string']);
  });
});
