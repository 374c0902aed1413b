import { contract } from '../testing/contract';
import { define, Defined } from '../testing/define';
import { inOrder, said } from '../testing/said';

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

const CASES: [string, unknown, string[]][] = [
  [
    'required',
    {},
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.size: Required value',
      'widgets.example.com/Widget x',
      '- FieldValueRequired spec.size: Required value',
    ],
  ],
  [
    'null is missing',
    { size: null },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.size: Required value',
      'widgets.example.com/Widget x',
      '- FieldValueRequired spec.size: Required value',
    ],
  ],
  [
    'enum',
    { size: 'huge' },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.size: Unsupported value: "huge": supported values: "small", "large"',
      'widgets.example.com/Widget x',
      '- FieldValueNotSupported spec.size: Unsupported value: "huge": supported values: "small", "large"',
    ],
  ],
  [
    'enum of wrong type',
    { size: 5 },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: [spec.size: Invalid value: "integer": spec.size in body must be of type string: "integer", spec.size: Unsupported value: 5: supported values: "small", "large"]',
      'widgets.example.com/Widget x',
      '- FieldValueTypeInvalid spec.size: Invalid value: "integer": spec.size in body must be of type string: "integer"',
      '- FieldValueNotSupported spec.size: Unsupported value: 5: supported values: "small", "large"',
    ],
  ],
  [
    'too short',
    { size: 'small', name: 'a' },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.name: Invalid value: "a": spec.name in body should be at least 2 chars long',
      'widgets.example.com/Widget x',
      '- FieldValueInvalid spec.name: Invalid value: "a": spec.name in body should be at least 2 chars long',
    ],
  ],
  [
    'too long',
    { size: 'small', name: 'abcdef' },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.name: Too long: may not be more than 5 bytes',
      'widgets.example.com/Widget x',
      '- FieldValueTooLong spec.name: Too long: may not be more than 5 bytes',
    ],
  ],
  [
    'pattern',
    { size: 'small', name: 'A1' },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.name: Invalid value: "A1": spec.name in body should match \'^[a-z]+$\'',
      'widgets.example.com/Widget x',
      '- FieldValueInvalid spec.name: Invalid value: "A1": spec.name in body should match \'^[a-z]+$\'',
    ],
  ],
  [
    'several',
    { size: 'huge', name: 'ABCDEFG', count: 10 },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: [spec.name: Too long: may not be more than 5 bytes, spec.size: Unsupported value: "huge": supported values: "small", "large", spec.count: Invalid value: 10: spec.count in body should be less than or equal to 9]',
      'widgets.example.com/Widget x',
      '- FieldValueTooLong spec.name: Too long: may not be more than 5 bytes',
      '- FieldValueNotSupported spec.size: Unsupported value: "huge": supported values: "small", "large"',
      '- FieldValueInvalid spec.count: Invalid value: 10: spec.count in body should be less than or equal to 9',
    ],
  ],
  [
    'minimum',
    { size: 'small', count: -1 },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.count: Invalid value: -1: spec.count in body should be greater than or equal to 0',
      'widgets.example.com/Widget x',
      '- FieldValueInvalid spec.count: Invalid value: -1: spec.count in body should be greater than or equal to 0',
    ],
  ],
  [
    'maximum',
    { size: 'small', count: 10 },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.count: Invalid value: 10: spec.count in body should be less than or equal to 9',
      'widgets.example.com/Widget x',
      '- FieldValueInvalid spec.count: Invalid value: 10: spec.count in body should be less than or equal to 9',
    ],
  ],
  [
    'exclusive minimum',
    { size: 'small', open: 1 },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.open: Invalid value: 1: spec.open in body should be greater than 1',
      'widgets.example.com/Widget x',
      '- FieldValueInvalid spec.open: Invalid value: 1: spec.open in body should be greater than 1',
    ],
  ],
  [
    'exclusive maximum',
    { size: 'small', open: 2 },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.open: Invalid value: 2: spec.open in body should be less than 2',
      'widgets.example.com/Widget x',
      '- FieldValueInvalid spec.open: Invalid value: 2: spec.open in body should be less than 2',
    ],
  ],
  [
    'multiple',
    { size: 'small', even: 3 },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.even: Invalid value: 3: spec.even in body should be a multiple of 2',
      'widgets.example.com/Widget x',
      '- FieldValueInvalid spec.even: Invalid value: 3: spec.even in body should be a multiple of 2',
    ],
  ],
  ['int32', { size: 'small', small: 3000000000 }, ['201']],
  [
    'fraction',
    { size: 'small', count: 1.5 },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.count: Invalid value: "number": spec.count in body must be of type integer: "number"',
      'widgets.example.com/Widget x',
      '- FieldValueTypeInvalid spec.count: Invalid value: "number": spec.count in body must be of type integer: "number"',
    ],
  ],
  ['whole float', '{"size":"small","count":2.0}', ['201']],
  [
    'text for number',
    { size: 'small', count: '1' },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.count: Invalid value: "string": spec.count in body must be of type integer: "string"',
      'widgets.example.com/Widget x',
      '- FieldValueTypeInvalid spec.count: Invalid value: "string": spec.count in body must be of type integer: "string"',
    ],
  ],
  [
    'number for text',
    { size: 'small', name: 1 },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.name: Invalid value: "integer": spec.name in body must be of type string: "integer"',
      'widgets.example.com/Widget x',
      '- FieldValueTypeInvalid spec.name: Invalid value: "integer": spec.name in body must be of type string: "integer"',
    ],
  ],
  [
    'text for boolean',
    { size: 'small', on: 'yes' },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.on: Invalid value: "string": spec.on in body must be of type boolean: "string"',
      'widgets.example.com/Widget x',
      '- FieldValueTypeInvalid spec.on: Invalid value: "string": spec.on in body must be of type boolean: "string"',
    ],
  ],
  [
    'list for object',
    { size: 'small', few: [] },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.few: Invalid value: "array": spec.few in body must be of type object: "array"',
      'widgets.example.com/Widget x',
      '- FieldValueTypeInvalid spec.few: Invalid value: "array": spec.few in body must be of type object: "array"',
    ],
  ],
  [
    'object for list',
    { size: 'small', tags: {} },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.tags: Invalid value: "object": spec.tags in body must be of type array: "object"',
      'widgets.example.com/Widget x',
      '- FieldValueTypeInvalid spec.tags: Invalid value: "object": spec.tags in body must be of type array: "object"',
    ],
  ],
  [
    'text for object',
    'text',
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec: Invalid value: "string": spec in body must be of type object: "string"',
      'widgets.example.com/Widget x',
      '- FieldValueTypeInvalid spec: Invalid value: "string": spec in body must be of type object: "string"',
    ],
  ],
  [
    'list for spec',
    [],
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec: Invalid value: "array": spec in body must be of type object: "array"',
      'widgets.example.com/Widget x',
      '- FieldValueTypeInvalid spec: Invalid value: "array": spec in body must be of type object: "array"',
    ],
  ],
  [
    'int or string',
    { size: 'small', port: true },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.port: Invalid value: "boolean": spec.port in body must be of type integer,string: "boolean"',
      'widgets.example.com/Widget x',
      '- FieldValueTypeInvalid spec.port: Invalid value: "boolean": spec.port in body must be of type integer,string: "boolean"',
    ],
  ],
  [
    'int or string object',
    { size: 'small', port: {} },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.port: Invalid value: "object": spec.port in body must be of type integer,string: "object"',
      'widgets.example.com/Widget x',
      '- FieldValueTypeInvalid spec.port: Invalid value: "object": spec.port in body must be of type integer,string: "object"',
    ],
  ],
  [
    'int or string fraction',
    { size: 'small', port: 1.5 },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.port: Invalid value: "number": spec.port in body must be of type integer,string: "number"',
      'widgets.example.com/Widget x',
      '- FieldValueTypeInvalid spec.port: Invalid value: "number": spec.port in body must be of type integer,string: "number"',
    ],
  ],
  [
    'pattern of int or string',
    { size: 'small', ratio: '5' },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.ratio: Invalid value: "5": spec.ratio in body should match \'^\\d+%$\'',
      'widgets.example.com/Widget x',
      '- FieldValueInvalid spec.ratio: Invalid value: "5": spec.ratio in body should match \'^\\d+%$\'',
    ],
  ],
  [
    'date-time',
    { size: 'small', since: 'yesterday' },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.since: Invalid value: "yesterday": spec.since in body must be of type date-time: "yesterday"',
      'widgets.example.com/Widget x',
      '- FieldValueTypeInvalid spec.since: Invalid value: "yesterday": spec.since in body must be of type date-time: "yesterday"',
    ],
  ],
  [
    'date',
    { size: 'small', day: '2020-13-01' },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.day: Invalid value: "2020-13-01": spec.day in body must be of type date: "2020-13-01"',
      'widgets.example.com/Widget x',
      '- FieldValueTypeInvalid spec.day: Invalid value: "2020-13-01": spec.day in body must be of type date: "2020-13-01"',
    ],
  ],
  [
    'email',
    { size: 'small', mail: 'nobody' },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.mail: Invalid value: "nobody": spec.mail in body must be of type email: "nobody"',
      'widgets.example.com/Widget x',
      '- FieldValueTypeInvalid spec.mail: Invalid value: "nobody": spec.mail in body must be of type email: "nobody"',
    ],
  ],
  [
    'uri',
    { size: 'small', uri: 'not a uri' },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.uri: Invalid value: "not a uri": spec.uri in body must be of type uri: "not a uri"',
      'widgets.example.com/Widget x',
      '- FieldValueTypeInvalid spec.uri: Invalid value: "not a uri": spec.uri in body must be of type uri: "not a uri"',
    ],
  ],
  [
    'uuid',
    { size: 'small', uuid: 'x' },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.uuid: Invalid value: "x": spec.uuid in body must be of type uuid: "x"',
      'widgets.example.com/Widget x',
      '- FieldValueTypeInvalid spec.uuid: Invalid value: "x": spec.uuid in body must be of type uuid: "x"',
    ],
  ],
  [
    'ipv4',
    { size: 'small', ip: '1.2.3' },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.ip: Invalid value: "1.2.3": spec.ip in body must be of type ipv4: "1.2.3"',
      'widgets.example.com/Widget x',
      '- FieldValueTypeInvalid spec.ip: Invalid value: "1.2.3": spec.ip in body must be of type ipv4: "1.2.3"',
    ],
  ],
  [
    'ipv6',
    { size: 'small', ip6: '1.2.3.4' },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.ip6: Invalid value: "1.2.3.4": spec.ip6 in body must be of type ipv6: "1.2.3.4"',
      'widgets.example.com/Widget x',
      '- FieldValueTypeInvalid spec.ip6: Invalid value: "1.2.3.4": spec.ip6 in body must be of type ipv6: "1.2.3.4"',
    ],
  ],
  [
    'cidr',
    { size: 'small', cidr: '10.0.0.0' },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.cidr: Invalid value: "10.0.0.0": spec.cidr in body must be of type cidr: "10.0.0.0"',
      'widgets.example.com/Widget x',
      '- FieldValueTypeInvalid spec.cidr: Invalid value: "10.0.0.0": spec.cidr in body must be of type cidr: "10.0.0.0"',
    ],
  ],
  [
    'hostname',
    { size: 'small', host: 'a b' },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.host: Invalid value: "a b": spec.host in body must be of type hostname: "a b"',
      'widgets.example.com/Widget x',
      '- FieldValueTypeInvalid spec.host: Invalid value: "a b": spec.host in body must be of type hostname: "a b"',
    ],
  ],
  [
    'byte',
    { size: 'small', bytes: '!' },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.bytes: Invalid value: "!": spec.bytes in body must be of type byte: "!"',
      'widgets.example.com/Widget x',
      '- FieldValueTypeInvalid spec.bytes: Invalid value: "!": spec.bytes in body must be of type byte: "!"',
    ],
  ],
  [
    'duration',
    { size: 'small', time: 'long' },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.time: Invalid value: "long": spec.time in body must be of type duration: "long"',
      'widgets.example.com/Widget x',
      '- FieldValueTypeInvalid spec.time: Invalid value: "long": spec.time in body must be of type duration: "long"',
    ],
  ],
  [
    'mac',
    { size: 'small', mac: 'xx' },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.mac: Invalid value: "xx": spec.mac in body must be of type mac: "xx"',
      'widgets.example.com/Widget x',
      '- FieldValueTypeInvalid spec.mac: Invalid value: "xx": spec.mac in body must be of type mac: "xx"',
    ],
  ],
  [
    'too few items',
    { size: 'small', tags: [] },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.tags: Invalid value: 0: spec.tags in body should have at least 1 items',
      'widgets.example.com/Widget x',
      '- FieldValueInvalid spec.tags: Invalid value: 0: spec.tags in body should have at least 1 items',
    ],
  ],
  [
    'too many items',
    { size: 'small', tags: ['a', 'b', 'c'] },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.tags: Too many: 3: must have at most 2 items',
      'widgets.example.com/Widget x',
      '- FieldValueTooMany spec.tags: Too many: 3: must have at most 2 items',
    ],
  ],
  [
    'item of wrong type',
    { size: 'small', tags: ['a', 5] },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.tags[1]: Invalid value: "integer": spec.tags[1] in body must be of type string: "integer"',
      'widgets.example.com/Widget x',
      '- FieldValueTypeInvalid spec.tags[1]: Invalid value: "integer": spec.tags[1] in body must be of type string: "integer"',
    ],
  ],
  [
    'null item',
    { size: 'small', tags: [null] },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.tags[0]: Invalid value: "null": spec.tags[0] in body must be of type string: "null"',
      'widgets.example.com/Widget x',
      '- FieldValueTypeInvalid spec.tags[0]: Invalid value: "null": spec.tags[0] in body must be of type string: "null"',
    ],
  ],
  [
    'set twice',
    { size: 'small', set: ['a', 'b', 'a'] },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.set[2]: Duplicate value: "a"',
      'widgets.example.com/Widget x',
      '- FieldValueDuplicate spec.set[2]: Duplicate value: "a"',
    ],
  ],
  [
    'map twice',
    { size: 'small', map: [{ name: 'a' }, { name: 'a' }] },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.map[1]: Duplicate value: {"name":"a"}',
      'widgets.example.com/Widget x',
      '- FieldValueDuplicate spec.map[1]: Duplicate value: {"name":"a"}',
    ],
  ],
  [
    'map without key',
    { size: 'small', map: [{ n: 1 }] },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.map[0].name: Required value',
      'widgets.example.com/Widget x',
      '- FieldValueRequired spec.map[0].name: Required value',
    ],
  ],
  [
    'too few properties',
    { size: 'small', few: {} },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.few: Invalid value: 0: spec.few in body should have at least 1 properties',
      'widgets.example.com/Widget x',
      '- FieldValueInvalid spec.few: Invalid value: 0: spec.few in body should have at least 1 properties',
    ],
  ],
  [
    'too many properties',
    { size: 'small', few: { a: 1, b: 2, c: 3 } },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.few: Too many: 3: must have at most 2 items',
      'widgets.example.com/Widget x',
      '- FieldValueTooMany spec.few: Too many: 3: must have at most 2 items',
    ],
  ],
  [
    'additional of wrong type',
    { size: 'small', few: { a: 'x' } },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.few.a: Invalid value: "string": spec.few.a in body must be of type integer: "string"',
      'widgets.example.com/Widget x',
      '- FieldValueTypeInvalid spec.few.a: Invalid value: "string": spec.few.a in body must be of type integer: "string"',
    ],
  ],
  [
    'oneOf none',
    { size: 'small', either: {} },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: [<nil>: Invalid value: "": "spec.either" must validate one and only one schema (oneOf). Found none valid, spec.either.a: Required value]',
      'widgets.example.com/Widget x',
      '- FieldValueInvalid <nil>: Invalid value: "": "spec.either" must validate one and only one schema (oneOf). Found none valid',
      '- FieldValueRequired spec.either.a: Required value',
    ],
  ],
  [
    'oneOf both',
    { size: 'small', either: { a: '', b: '' } },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: <nil>: Invalid value: "": "spec.either" must validate one and only one schema (oneOf). Found 2 valid alternatives',
      'widgets.example.com/Widget x',
      '- FieldValueInvalid <nil>: Invalid value: "": "spec.either" must validate one and only one schema (oneOf). Found 2 valid alternatives',
    ],
  ],
  [
    'anyOf none',
    { size: 'small', any: {} },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: [<nil>: Invalid value: "": "spec.any" must validate at least one schema (anyOf), spec.any.a: Required value]',
      'widgets.example.com/Widget x',
      '- FieldValueInvalid <nil>: Invalid value: "": "spec.any" must validate at least one schema (anyOf)',
      '- FieldValueRequired spec.any.a: Required value',
    ],
  ],
  [
    'allOf',
    { size: 'small', both: { a: 'x' } },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: [spec.both.a: Invalid value: "x": spec.both.a in body should be at least 2 chars long, <nil>: Invalid value: "": "spec.both" must validate all the schemas (allOf)]',
      'widgets.example.com/Widget x',
      '- FieldValueInvalid spec.both.a: Invalid value: "x": spec.both.a in body should be at least 2 chars long',
      '- FieldValueInvalid <nil>: Invalid value: "": "spec.both" must validate all the schemas (allOf)',
    ],
  ],
  [
    'allOf missing',
    { size: 'small', both: {} },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: [spec.both.a: Required value, <nil>: Invalid value: "": "spec.both" must validate all the schemas (allOf)]',
      'widgets.example.com/Widget x',
      '- FieldValueRequired spec.both.a: Required value',
      '- FieldValueInvalid <nil>: Invalid value: "": "spec.both" must validate all the schemas (allOf)',
    ],
  ],
  [
    'not',
    { size: 'small', none: { a: '' } },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: <nil>: Invalid value: "": "spec.none" must not validate the schema (not)',
      'widgets.example.com/Widget x',
      '- FieldValueInvalid <nil>: Invalid value: "": "spec.none" must not validate the schema (not)',
    ],
  ],
  ['null not allowed', { size: 'small', name: null }, ['201']],
  ['null object', { size: 'small', nested: null }, ['201']],
  [
    'embedded without kind',
    { size: 'small', resource: { apiVersion: 'v1' } },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.resource.kind: Required value',
      'widgets.example.com/Widget x',
      '- FieldValueRequired spec.resource.kind: Required value',
    ],
  ],
  [
    'embedded without version',
    { size: 'small', resource: { kind: 'X' } },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.resource.apiVersion: Required value',
      'widgets.example.com/Widget x',
      '- FieldValueRequired spec.resource.apiVersion: Required value',
    ],
  ],
  [
    'embedded with wrong metadata',
    {
      size: 'small',
      resource: { apiVersion: 'v1', kind: 'X', metadata: { name: 5 } },
    },
    [
      '400 BadRequest',
      'Widget in version "v1" cannot be handled as a Widget: spec.resource.metadata: Invalid value: {"name":5}: json: cannot unmarshal number into Go struct field ObjectMeta.name of type string',
    ],
  ],
  [
    'embedded with wrong name',
    {
      size: 'small',
      resource: { apiVersion: 'v1', kind: 'X', metadata: { name: 'A_b' } },
    },
    ['201'],
  ],
  [
    'deep in lists',
    { size: 'small', nested: { items: [{ id: 1 }, { kind: 'y' }] } },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: [spec.nested.items[1].kind: Unsupported value: "y": supported values: "x", spec.nested.items[1].id: Required value]',
      'widgets.example.com/Widget x',
      '- FieldValueNotSupported spec.nested.items[1].kind: Unsupported value: "y": supported values: "x"',
      '- FieldValueRequired spec.nested.items[1].id: Required value',
    ],
  ],
  [
    'deep in maps',
    { size: 'small', nested: { labels: { a: 'long' } } },
    [
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.nested.labels.a: Too long: may not be more than 3 bytes',
      'widgets.example.com/Widget x',
      '- FieldValueTooLong spec.nested.labels.a: Too long: may not be more than 3 bytes',
    ],
  ],
];

contract('schemas of custom resources', server => {
  let widgets: Defined;
  let ns: string;
  beforeAll(async () => {
    widgets = await define(server(), { spec: SPEC });
    ns = await server().namespace();
  });

  it.each(CASES)('refuse: %s', async (_title, spec, text) => {
    const object = JSON.stringify(widgets.object('x', '<spec>'));
    const isText = typeof spec === 'string' && spec.startsWith('{');
    const answer = await server().api.post(
      `${widgets.path(ns)}?dryRun=All`,
      object.replace(
        '"<spec>"',
        isText ? (spec as string) : JSON.stringify(spec),
      ),
    );
    expect(inOrder(said(answer))).toEqual(inOrder(text));
  });

  it('accept what is right, as it is', async () => {
    const spec = {
      size: 'large',
      name: 'abc',
      count: 9,
      open: 1.5,
      even: 4,
      small: 1,
      on: false,
      port: 80,
      ratio: '5%',
      since: '2020-01-01T00:00:00Z',
      day: '2020-01-01',
      mail: 'a@example.com',
      uri: 'https://example.com/x',
      uuid: '11111111-1111-4111-8111-111111111111',
      ip: '10.0.0.1',
      ip6: '::1',
      cidr: '10.0.0.0/8',
      host: 'example.com',
      bytes: 'aGVsbG8=',
      time: '5m',
      mac: '01:02:03:04:05:06',
      odd: 'x',
      note: null,
      tags: ['a'],
      set: ['a', 'b'],
      map: [{ name: 'a', n: 1 }],
      few: { a: 1 },
      either: { a: 'x' },
      any: { b: 'x' },
      both: { a: 'xx' },
      none: {},
      resource: {
        apiVersion: 'v1',
        kind: 'X',
        metadata: { name: 'a' },
        other: { b: 1 },
      },
      nested: { items: [{ id: 1, kind: 'x' }], labels: { a: 'b' } },
    };
    const { code, body } = await server().api.post(
      widgets.path(ns),
      widgets.object('right', spec),
    );
    expect(code).toBe(201);
    expect(body.spec).toEqual(spec);
    const text = await server().api.post(
      widgets.path(ns),
      widgets.object('text', { size: 'small', port: 'http' }),
    );
    expect(text.body.spec.port).toBe('http');
  });

  it('let stand in an update what was wrong before and is not changed', async () => {
    const { api } = server();
    const loose = await define(server(), {});
    await api.post(
      loose.path(ns),
      loose.object('old', { size: 'huge', other: 'x' }),
    );
    const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${loose.name}`;
    const { body } = await api.get(path);
    body.spec.versions[0].schema.openAPIV3Schema.properties.spec = {
      type: 'object',
      properties: {
        size: { type: 'string', enum: ['small'] },
        other: { type: 'string' },
      },
    };
    await api.put(path, body);
    const tried = async () =>
      api.post(
        `${loose.path(ns)}?dryRun=All`,
        loose.object('new', { size: 'huge' }),
      );
    let answer = await tried();
    const deadline = Date.now() + 15_000;
    while (answer.code === 201 && Date.now() < deadline) {
      answer = await tried();
    }
    expect(said(answer)).toEqual([
      '422 Invalid',
      'Widget.widgets.example.com "new" is invalid: spec.size: Unsupported value: "huge": supported values: "small"',
      'widgets.example.com/Widget new',
      '- FieldValueNotSupported spec.size: Unsupported value: "huge": supported values: "small"',
    ]);
    const other = await api.patch(`${loose.path(ns)}/old`, 'merge', {
      spec: { other: 'y' },
    });
    expect(said(other)).toEqual(['200']);
    const worse = await api.patch(`${loose.path(ns)}/old`, 'merge', {
      spec: { size: 'vast' },
    });
    expect(said(worse)).toEqual([
      '422 Invalid',
      'Widget.widgets.example.com "old" is invalid: spec.size: Unsupported value: "vast": supported values: "small"',
      'widgets.example.com/Widget old',
      '- FieldValueNotSupported spec.size: Unsupported value: "vast": supported values: "small"',
    ]);
  });
});
