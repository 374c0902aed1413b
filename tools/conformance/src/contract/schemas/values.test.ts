import { contract } from '../../testing/contract';
import { Defined } from '../../testing/define';
import { inOrder } from '../../testing/said';
import {
  saidOfSpec,
  SchemaCase,
  schemaWidgets,
} from '../../testing/schemaWidgets';

contract('values by their schemas', server => {
  let widgets: Defined;
  let path: string;
  beforeAll(async () => {
    widgets = await schemaWidgets(server());
    path = widgets.path(await server().namespace());
  });

  it.each<SchemaCase>([
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
  ])('refuse: %s', async (_title, spec, text) => {
    expect(await saidOfSpec(server(), path, widgets, spec)).toEqual(
      inOrder(text),
    );
  });
});
