import { ContractServer } from './contract';
import { define, Defined } from './define';
import { inOrder, said } from './said';

/** What is wrong, the spec (or its JSON), what is said about it. */
export type SchemaCase = [title: string, spec: unknown, said: string[]];

const SPEC = {
  type: 'object',
  required: ['size'],
  properties: {
    size: { type: 'string', enum: ['small', 'large'] },
    name: { type: 'string', minLength: 2, maxLength: 5, pattern: '^[a-z]+$' },
    count: { type: 'integer', minimum: 0, maximum: 9 },
    open: {
      type: 'number',
      minimum: 1,
      exclusiveMinimum: true,
      maximum: 2,
      exclusiveMaximum: true,
    },
    even: { type: 'integer', multipleOf: 2 },
    small: { type: 'integer', format: 'int32' },
    on: { type: 'boolean' },
    port: { 'x-kubernetes-int-or-string': true },
    ratio: {
      'x-kubernetes-int-or-string': true,
      anyOf: [{ type: 'integer' }, { type: 'string' }],
      pattern: '^\\d+%$',
    },
    since: { type: 'string', format: 'date-time' },
    day: { type: 'string', format: 'date' },
    mail: { type: 'string', format: 'email' },
    uri: { type: 'string', format: 'uri' },
    uuid: { type: 'string', format: 'uuid' },
    ip: { type: 'string', format: 'ipv4' },
    ip6: { type: 'string', format: 'ipv6' },
    cidr: { type: 'string', format: 'cidr' },
    host: { type: 'string', format: 'hostname' },
    bytes: { type: 'string', format: 'byte' },
    time: { type: 'string', format: 'duration' },
    mac: { type: 'string', format: 'mac' },
    odd: { type: 'string', format: 'never-heard-of' },
    note: { type: 'string', nullable: true },
    tags: {
      type: 'array',
      minItems: 1,
      maxItems: 2,
      items: { type: 'string' },
    },
    set: {
      type: 'array',
      'x-kubernetes-list-type': 'set',
      items: { type: 'string' },
    },
    map: {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name'],
      items: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string' }, n: { type: 'integer' } },
      },
    },
    few: {
      type: 'object',
      minProperties: 1,
      maxProperties: 2,
      additionalProperties: { type: 'integer' },
    },
    either: {
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'string' } },
      oneOf: [{ required: ['a'] }, { required: ['b'] }],
    },
    any: {
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'string' } },
      anyOf: [{ required: ['a'] }, { required: ['b'] }],
    },
    both: {
      type: 'object',
      properties: { a: { type: 'string' } },
      allOf: [{ required: ['a'] }, { properties: { a: { minLength: 2 } } }],
    },
    none: {
      type: 'object',
      properties: { a: { type: 'string' } },
      not: { required: ['a'] },
    },
    resource: {
      type: 'object',
      'x-kubernetes-embedded-resource': true,
      'x-kubernetes-preserve-unknown-fields': true,
    },
    nested: {
      type: 'object',
      properties: {
        items: {
          type: 'array',
          items: {
            type: 'object',
            required: ['id'],
            properties: {
              id: { type: 'integer' },
              kind: { type: 'string', enum: ['x'] },
            },
          },
        },
        labels: {
          type: 'object',
          additionalProperties: { type: 'string', maxLength: 3 },
        },
      },
    },
  },
};

/** Widgets with a schema that uses all there is. */
export function schemaWidgets(server: ContractServer): Promise<Defined> {
  return define(server, { spec: SPEC });
}

/** What is said about a new widget `x` with this spec, or this JSON of one. */
export async function saidOfSpec(
  { api }: ContractServer,
  path: string,
  widgets: Defined,
  spec: unknown,
): Promise<string[]> {
  const object = JSON.stringify(widgets.object('x', '<spec>'));
  const json =
    typeof spec === 'string' && spec.startsWith('{')
      ? spec
      : JSON.stringify(spec);
  return inOrder(
    said(
      await api.post(`${path}?dryRun=All`, object.replace('"<spec>"', json)),
    ),
  );
}
