import { Schema } from './types';
import { validate } from './validate';
import { applyDefaults } from './applyDefaults';
import { prune } from './prune';
import { validateEmbedded } from './validateEmbedded';

function texts(schema: Schema, value: unknown): string[] {
  return validate(
    { type: 'object', properties: { spec: schema } },
    { spec: value },
  ).map(error => `${error.field}: ${error.body}`);
}

describe('validate', () => {
  it.each<[Schema, unknown, string[]]>([
    [
      { type: 'number', minimum: 1, exclusiveMinimum: true },
      1,
      ['spec: Invalid value: 1: spec in body should be greater than 1'],
    ],
    [
      { type: 'number', maximum: 1, exclusiveMaximum: true },
      1.5,
      ['spec: Invalid value: 1.5: spec in body should be less than 1'],
    ],
    [
      { type: 'integer', multipleOf: 5 },
      7,
      ['spec: Invalid value: 7: spec in body should be a multiple of 5'],
    ],
    [{ type: 'number', multipleOf: 0.1 }, 0.3, []],
    [
      { type: 'array', items: { type: 'string' }, minItems: 2 },
      [1],
      [
        'spec[0]: Invalid value: "integer": spec[0] in body must be of type string: "integer"',
        'spec: Invalid value: 1: spec in body should have at least 2 items',
      ],
    ],
    [
      { type: 'object', maxProperties: 1, additionalProperties: true },
      { a: 1, b: 2 },
      ['spec: Too many: 2: must have at most 1 item'],
    ],
    [{ type: 'string', nullable: true }, null, []],
    [
      { type: 'string' },
      null,
      [
        'spec: Invalid value: "null": spec in body must be of type string: "null"',
      ],
    ],
    [
      {
        type: 'object',
        oneOf: [{ required: ['a'] }, { required: ['b'] }],
      },
      {},
      [
        '<nil>: Invalid value: "": "spec" must validate one and only one schema (oneOf). Found none valid',
        'spec.a: Required value',
      ],
    ],
    [
      {
        type: 'object',
        oneOf: [{ required: ['a'] }, { required: ['b'] }],
      },
      { a: 1, b: 1 },
      [
        '<nil>: Invalid value: "": "spec" must validate one and only one schema (oneOf). Found 2 valid alternatives',
      ],
    ],
    [
      { type: 'object', anyOf: [{ required: ['a'] }] },
      {},
      [
        '<nil>: Invalid value: "": "spec" must validate at least one schema (anyOf)',
        'spec.a: Required value',
      ],
    ],
    [
      { type: 'object', not: { required: ['a'] } },
      { a: 1 },
      ['<nil>: Invalid value: "": "spec" must not validate the schema (not)'],
    ],
    [{ type: 'string', pattern: '^(?i)(abort|warn)?$' }, 'WARN', []],
    [{ type: 'string', pattern: '^[[:alnum:]_\\-]+$' }, 'a_b-C1', []],
    [
      { type: 'string', format: 'ipv4' },
      '1.2.3',
      [
        'spec: Invalid value: "1.2.3": spec in body must be of type ipv4: "1.2.3"',
      ],
    ],
    [{ type: 'string', format: 'of-no-one' }, 'x', []],
  ])('finds in %j for %j what is wrong', (schema, value, wanted) => {
    expect(texts(schema, value)).toEqual(wanted);
  });
});

describe('the other passes', () => {
  it('prune what no schema names, but in free parts', () => {
    const object = {
      apiVersion: 'a/v1',
      kind: 'A',
      metadata: { name: 'a' },
      spec: { kept: { x: 1 }, list: [{ a: 1, b: 2 }], map: { k: { c: 1 } } },
    };
    const dropped = prune(
      {
        type: 'object',
        properties: {
          spec: {
            type: 'object',
            properties: {
              kept: {
                type: 'object',
                'x-kubernetes-preserve-unknown-fields': true,
              },
              list: {
                type: 'array',
                items: { type: 'object', properties: { a: {} } },
              },
              map: {
                type: 'object',
                additionalProperties: { type: 'object' },
              },
            },
          },
        },
      },
      object,
    );
    expect(dropped).toEqual(['spec.list[0].b', 'spec.map.k.c']);
    expect(object.spec).toEqual({
      kept: { x: 1 },
      list: [{ a: 1 }],
      map: { k: {} },
    });
  });

  it('fill in defaults below defaults, and for null', () => {
    const object = { a: null, list: [{}] };
    applyDefaults(
      {
        type: 'object',
        properties: {
          a: { type: 'string', default: 'x' },
          b: {
            type: 'object',
            default: {},
            properties: { c: { type: 'integer', default: 3 } },
          },
          list: {
            type: 'array',
            items: {
              type: 'object',
              properties: { d: { type: 'boolean', default: true } },
            },
          },
        },
      },
      object,
    );
    expect(object).toEqual({ a: 'x', b: { c: 3 }, list: [{ d: true }] });
  });

  it('wants a kind of embedded objects', () => {
    const errors = validateEmbedded(
      {
        type: 'object',
        properties: {
          template: { type: 'object', 'x-kubernetes-embedded-resource': true },
        },
      },
      { template: { kind: 'X' } },
      '',
    );
    expect(errors.map(e => `${e.field}: ${e.body}`)).toEqual([
      'template.apiVersion: Required value',
    ]);
  });
});
