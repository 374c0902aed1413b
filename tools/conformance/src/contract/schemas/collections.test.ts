import { contract } from '../../testing/contract';
import { Defined } from '../../testing/define';
import { inOrder } from '../../testing/said';
import {
  saidOfSpec,
  SchemaCase,
  schemaWidgets,
} from '../../testing/schemaWidgets';

contract('collections by their schemas', server => {
  let widgets: Defined;
  let path: string;
  beforeAll(async () => {
    widgets = await schemaWidgets(server());
    path = widgets.path(await server().namespace());
  });

  it.each<SchemaCase>([
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
  ])('refuse: %s', async (_title, spec, text) => {
    expect(await saidOfSpec(server(), path, widgets, spec)).toEqual(
      inOrder(text),
    );
  });
});
