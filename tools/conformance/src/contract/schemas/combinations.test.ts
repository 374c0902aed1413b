import { contract } from '../../testing/contract';
import { Defined } from '../../testing/define';
import { inOrder } from '../../testing/said';
import {
  saidOfSpec,
  SchemaCase,
  schemaWidgets,
} from '../../testing/schemaWidgets';

contract('combinations of schemas', server => {
  let widgets: Defined;
  let path: string;
  beforeAll(async () => {
    widgets = await schemaWidgets(server());
    path = widgets.path(await server().namespace());
  });

  it.each<SchemaCase>([
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
  ])('refuse: %s', async (_title, spec, text) => {
    expect(await saidOfSpec(server(), path, widgets, spec)).toEqual(
      inOrder(text),
    );
  });
});
