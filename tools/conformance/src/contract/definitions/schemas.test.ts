import { contract } from '../../testing/contract';
import { saidOfDefinition, WrongDefinition } from '../../testing/definitions';
import { inOrder } from '../../testing/said';

contract('schemas in definitions', server => {
  it.each<WrongDefinition>([
    [
      'no schema',
      d => {
        delete d.spec.versions[0].schema;
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.wrong.example.com" is invalid: spec.versions[0].schema.openAPIV3Schema: Required value',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.example.com',
        '- FieldValueRequired spec.versions[0].schema.openAPIV3Schema: Required value',
      ],
    ],
    [
      'no type',
      d => {
        d.spec.versions[0].schema.openAPIV3Schema = { properties: {} };
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.wrong.example.com" is invalid: spec.validation.openAPIV3Schema.type: Required value: must not be empty at the root',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.example.com',
        '- FieldValueRequired spec.validation.openAPIV3Schema.type: Required value: must not be empty at the root',
      ],
    ],
    [
      'unknown type',
      d => {
        d.spec.versions[0].schema.openAPIV3Schema.properties.spec = {
          type: 'thing',
        };
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.wrong.example.com" is invalid: spec.validation.openAPIV3Schema.properties[spec].type: Unsupported value: "thing": supported values: "array", "boolean", "integer", "number", "object", "string"',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.example.com',
        '- FieldValueNotSupported spec.validation.openAPIV3Schema.properties[spec].type: Unsupported value: "thing": supported values: "array", "boolean", "integer", "number", "object", "string"',
      ],
    ],
    [
      'metadata schema',
      d => {
        d.spec.versions[0].schema.openAPIV3Schema.properties.metadata = {
          type: 'object',
          properties: { labels: { type: 'object' } },
        };
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.wrong.example.com" is invalid: spec.validation.openAPIV3Schema.properties[metadata]: Forbidden: must not specify anything other than name and generateName, but metadata is implicitly specified',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.example.com',
        '- FieldValueForbidden spec.validation.openAPIV3Schema.properties[metadata]: Forbidden: must not specify anything other than name and generateName, but metadata is implicitly specified',
      ],
    ],
    [
      'additional and properties',
      d => {
        d.spec.versions[0].schema.openAPIV3Schema.properties.spec = {
          type: 'object',
          properties: { a: { type: 'string' } },
          additionalProperties: { type: 'string' },
        };
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.wrong.example.com" is invalid: spec.validation.openAPIV3Schema.properties[spec].additionalProperties: Forbidden: additionalProperties and properties are mutual exclusive',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.example.com',
        '- FieldValueForbidden spec.validation.openAPIV3Schema.properties[spec].additionalProperties: Forbidden: additionalProperties and properties are mutual exclusive',
      ],
    ],
    [
      'items missing',
      d => {
        d.spec.versions[0].schema.openAPIV3Schema.properties.spec = {
          type: 'array',
        };
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.wrong.example.com" is invalid: spec.validation.openAPIV3Schema.properties[spec].items: Required value: must be specified',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.example.com',
        '- FieldValueRequired spec.validation.openAPIV3Schema.properties[spec].items: Required value: must be specified',
      ],
    ],
    [
      'default of wrong type',
      d => {
        d.spec.versions[0].schema.openAPIV3Schema.properties.spec = {
          type: 'object',
          properties: { a: { type: 'integer', default: 'x' } },
        };
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.wrong.example.com" is invalid: spec.validation.openAPIV3Schema.properties[spec].properties[a].default: Invalid value: "string":  in body must be of type integer: "string"',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.example.com',
        '- FieldValueTypeInvalid spec.validation.openAPIV3Schema.properties[spec].properties[a].default: Invalid value: "string":  in body must be of type integer: "string"',
      ],
    ],
    [
      'default unpruned',
      d => {
        d.spec.versions[0].schema.openAPIV3Schema.properties.spec = {
          type: 'object',
          default: { b: 1 },
          properties: { a: { type: 'integer' } },
        };
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.wrong.example.com" is invalid: spec.validation.openAPIV3Schema.properties[spec].default: Invalid value: {"b":1}: must not have unknown fields',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.example.com',
        '- FieldValueInvalid spec.validation.openAPIV3Schema.properties[spec].default: Invalid value: {"b":1}: must not have unknown fields',
      ],
    ],
    [
      'list map without keys',
      d => {
        d.spec.versions[0].schema.openAPIV3Schema.properties.spec = {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          items: { type: 'object', properties: { n: { type: 'string' } } },
        };
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.wrong.example.com" is invalid: spec.validation.openAPIV3Schema.properties[spec].x-kubernetes-list-map-keys: Required value: must not be empty if x-kubernetes-list-type is map',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.example.com',
        '- FieldValueRequired spec.validation.openAPIV3Schema.properties[spec].x-kubernetes-list-map-keys: Required value: must not be empty if x-kubernetes-list-type is map',
      ],
    ],
    [
      'list map with optional key',
      d => {
        d.spec.versions[0].schema.openAPIV3Schema.properties.spec = {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['n'],
          items: { type: 'object', properties: { n: { type: 'string' } } },
        };
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.wrong.example.com" is invalid: spec.validation.openAPIV3Schema.properties[spec].items.properties[n].default: Required value: this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.example.com',
        '- FieldValueRequired spec.validation.openAPIV3Schema.properties[spec].items.properties[n].default: Required value: this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property',
      ],
    ],
    [
      'pattern',
      d => {
        d.spec.versions[0].schema.openAPIV3Schema.properties.spec = {
          type: 'string',
          pattern: '[',
        };
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.wrong.example.com" is invalid: spec.validation.openAPIV3Schema.properties[spec].pattern: Invalid value: "[": must be a valid regular expression, but isn\'t: …',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.example.com',
        '- FieldValueInvalid spec.validation.openAPIV3Schema.properties[spec].pattern: Invalid value: "[": must be a valid regular expression, but isn\'t: …',
      ],
    ],
    [
      'unique items',
      d => {
        d.spec.versions[0].schema.openAPIV3Schema.properties.spec = {
          type: 'array',
          uniqueItems: true,
          items: { type: 'string' },
        };
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.wrong.example.com" is invalid: spec.validation.openAPIV3Schema.properties[spec].uniqueItems: Forbidden: uniqueItems cannot be set to true since the runtime complexity becomes quadratic',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.example.com',
        '- FieldValueForbidden spec.validation.openAPIV3Schema.properties[spec].uniqueItems: Forbidden: uniqueItems cannot be set to true since the runtime complexity becomes quadratic',
      ],
    ],
    [
      'nullable with int-or-string type',
      d => {
        d.spec.versions[0].schema.openAPIV3Schema.properties.spec = {
          type: 'string',
          'x-kubernetes-int-or-string': true,
        };
      },
      ['201'],
    ],
    [
      'embedded resource without object',
      d => {
        d.spec.versions[0].schema.openAPIV3Schema.properties.spec = {
          type: 'string',
          'x-kubernetes-embedded-resource': true,
        };
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.wrong.example.com" is invalid: [spec.validation.openAPIV3Schema.properties[spec].properties: Required value: must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields, spec.validation.openAPIV3Schema.properties[spec].type: Invalid value: "string": must be object if x-kubernetes-embedded-resource is true]',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.example.com',
        '- FieldValueRequired spec.validation.openAPIV3Schema.properties[spec].properties: Required value: must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields',
        '- FieldValueInvalid spec.validation.openAPIV3Schema.properties[spec].type: Invalid value: "string": must be object if x-kubernetes-embedded-resource is true',
      ],
    ],
  ])('are refused: %s', async (_title, change, text) => {
    expect(await saidOfDefinition(server(), change)).toEqual(inOrder(text));
  });
});
