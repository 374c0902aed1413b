import { contract } from '../../testing/contract';
import { Defined } from '../../testing/define';
import { inOrder } from '../../testing/said';
import {
  saidOfSpec,
  SchemaCase,
  schemaWidgets,
} from '../../testing/schemaWidgets';

contract('types by their schemas', server => {
  let widgets: Defined;
  let path: string;
  beforeAll(async () => {
    widgets = await schemaWidgets(server());
    path = widgets.path(await server().namespace());
  });

  it.each<SchemaCase>([
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
  ])('refuse: %s', async (_title, spec, text) => {
    expect(await saidOfSpec(server(), path, widgets, spec)).toEqual(
      inOrder(text),
    );
  });
});
