import { Answer } from '@kubedc/embedded-apiserver/testing';
import { contract } from '../testing/contract';
import { define, definition, DEFINITIONS } from '../testing/define';
import { inOrder, said, steady } from '../testing/said';

const condition = ({ body }: Answer, type: string) => {
  const found = body.status?.conditions?.find((c: any) => c.type === type);
  return found && [found.status, found.reason, steady(found.message)];
};

contract('custom resource definitions', server => {
  const create = (group: string, options: any = {}) =>
    server().api.post(DEFINITIONS, definition(group, options));

  it('are accepted and established', async () => {
    const widgets = await define(server(), {
      names: { shortNames: ['wgx'], categories: ['all'] },
    });
    const answer = await server().api.get(`${DEFINITIONS}/${widgets.name}`);
    expect(condition(answer, 'NamesAccepted')).toEqual([
      'True',
      'NoConflicts',
      'no conflicts found',
    ]);
    expect(condition(answer, 'Established')).toEqual([
      'True',
      'InitialNamesAccepted',
      'the initial names have been accepted',
    ]);
    const { status, spec } = answer.body;
    expect(status.acceptedNames).toEqual({
      plural: 'widgets',
      singular: 'widget',
      shortNames: ['wgx'],
      kind: 'Widget',
      listKind: 'WidgetList',
      categories: ['all'],
    });
    expect(status.storedVersions).toEqual(['v1']);
    expect(spec.conversion).toEqual({ strategy: 'None' });
  });

  it('get defaults for their names', async () => {
    const group = `${server().unique('defaulted')}.example.com`;
    const body: any = definition(group);
    body.spec.names = { plural: 'widgets', kind: 'Widget' };
    const answer = await server().api.post(DEFINITIONS, body);
    server().atEnd(() =>
      server().api.delete(`${DEFINITIONS}/widgets.${group}`),
    );
    expect(answer.code).toBe(201);
    expect(answer.body.spec.names).toEqual({
      plural: 'widgets',
      singular: 'widget',
      kind: 'Widget',
      listKind: 'WidgetList',
    });
  });

  it('are not accepted under names that are taken, until they are free', async () => {
    const { api } = server();
    const widgets = await define(server(), {
      names: { shortNames: ['taken'] },
    });
    const body: any = definition(widgets.group);
    body.metadata.name = `gadgets.${widgets.group}`;
    body.spec.names = {
      plural: 'gadgets',
      singular: 'gadget',
      kind: 'Widget',
      listKind: 'WidgetList',
      shortNames: ['taken'],
    };
    const made = await api.post(DEFINITIONS, body);
    expect(made.code).toBe(201);
    const gadgets = `${DEFINITIONS}/${body.metadata.name}`;
    server().atEnd(() => api.delete(gadgets));
    const refused = await api.until(
      gadgets,
      a => condition(a, 'NamesAccepted') !== undefined,
    );
    expect(condition(refused, 'NamesAccepted')).toEqual([
      'False',
      'ListKindConflict',
      '"WidgetList" is already in use',
    ]);
    expect(condition(refused, 'Established')).toEqual([
      'False',
      'NotAccepted',
      'not all names are accepted',
    ]);
    await api.delete(`${DEFINITIONS}/${widgets.name}`);
    const accepted = await api.until(
      gadgets,
      a => condition(a, 'NamesAccepted')?.[0] === 'True',
    );
    expect(accepted.body.status.acceptedNames.plural).toBe('gadgets');
  });

  it.each<[string, (d: any) => void, string[]]>([
    [
      'name',
      d => {
        d.metadata.name = `other.${d.spec.group}`;
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "other.wrong.example.com" is invalid: metadata.name: Invalid value: "other.wrong.example.com": must be spec.names.plural+"."+spec.group',
        'apiextensions.k8s.io/CustomResourceDefinition other.wrong.example.com',
        '- FieldValueInvalid metadata.name: Invalid value: "other.wrong.example.com": must be spec.names.plural+"."+spec.group',
      ],
    ],
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
      'no versions',
      d => {
        d.spec.versions = [];
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.wrong.example.com" is invalid: [spec.versions: Invalid value: []: must have exactly one version marked as storage version, status.storedVersions: Invalid value: null: must have at least one stored version]',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.example.com',
        '- FieldValueInvalid spec.versions: Invalid value: []: must have exactly one version marked as storage version',
        '- FieldValueInvalid status.storedVersions: Invalid value: null: must have at least one stored version',
      ],
    ],
    [
      'no storage version',
      d => {
        d.spec.versions[0].storage = false;
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.wrong.example.com" is invalid: [spec.versions: Invalid value: [{"Name":"v1","Served":true,"Storage":false,"Deprecated":false,"DeprecationWarning":null,"Schema":null,"Subresources":null,"AdditionalPrinterColumns":null,"SelectableFields":null}]: must have exactly one version marked as storage version, status.storedVersions: Invalid value: null: must have at least one stored version]',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.example.com',
        '- FieldValueInvalid spec.versions: Invalid value: [{"Name":"v1","Served":true,"Storage":false,"Deprecated":false,"DeprecationWarning":null,"Schema":null,"Subresources":null,"AdditionalPrinterColumns":null,"SelectableFields":null}]: must have exactly one version marked as storage version',
        '- FieldValueInvalid status.storedVersions: Invalid value: null: must have at least one stored version',
      ],
    ],
    [
      'two storage versions',
      d => {
        d.spec.versions.push({ ...d.spec.versions[0], name: 'v2' });
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.wrong.example.com" is invalid: [spec.versions: Invalid value: [{"Name":"v1","Served":true,"Storage":true,"Deprecated":false,"DeprecationWarning":null,"Schema":null,"Subresources":null,"AdditionalPrinterColumns":null,"SelectableFields":null},{"Name":"v2","Served":true,"Storage":true,"Deprecated":false,"DeprecationWarning":null,"Schema":null,"Subresources":null,"AdditionalPrinterColumns":null,"SelectableFields":null}]: must have exactly one version marked as storage version, status.storedVersions: Invalid value: ["v1"]: must have the storage version v2]',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.example.com',
        '- FieldValueInvalid spec.versions: Invalid value: [{"Name":"v1","Served":true,"Storage":true,"Deprecated":false,"DeprecationWarning":null,"Schema":null,"Subresources":null,"AdditionalPrinterColumns":null,"SelectableFields":null},{"Name":"v2","Served":true,"Storage":true,"Deprecated":false,"DeprecationWarning":null,"Schema":null,"Subresources":null,"AdditionalPrinterColumns":null,"SelectableFields":null}]: must have exactly one version marked as storage version',
        '- FieldValueInvalid status.storedVersions: Invalid value: ["v1"]: must have the storage version v2',
      ],
    ],
    [
      'version twice',
      d => {
        d.spec.versions.push({ ...d.spec.versions[0], storage: false });
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.wrong.example.com" is invalid: spec.versions: Invalid value: [{"Name":"v1","Served":true,"Storage":true,"Deprecated":false,"DeprecationWarning":null,"Schema":null,"Subresources":null,"AdditionalPrinterColumns":null,"SelectableFields":null},{"Name":"v1","Served":true,"Storage":false,"Deprecated":false,"DeprecationWarning":null,"Schema":null,"Subresources":null,"AdditionalPrinterColumns":null,"SelectableFields":null}]: must contain unique version names',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.example.com',
        '- FieldValueInvalid spec.versions: Invalid value: [{"Name":"v1","Served":true,"Storage":true,"Deprecated":false,"DeprecationWarning":null,"Schema":null,"Subresources":null,"AdditionalPrinterColumns":null,"SelectableFields":null},{"Name":"v1","Served":true,"Storage":false,"Deprecated":false,"DeprecationWarning":null,"Schema":null,"Subresources":null,"AdditionalPrinterColumns":null,"SelectableFields":null}]: must contain unique version names',
      ],
    ],
    [
      'version name',
      d => {
        d.spec.versions[0].name = 'V1';
      },
      [
        '422 Invalid',
        "CustomResourceDefinition.apiextensions.k8s.io \"widgets.wrong.example.com\" is invalid: [spec.versions[0].name: Invalid value: \"V1\": a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?'), spec.version: Invalid value: \"V1\": a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')]",
        'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.example.com',
        "- FieldValueInvalid spec.versions[0].name: Invalid value: \"V1\": a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
        "- FieldValueInvalid spec.version: Invalid value: \"V1\": a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
      ],
    ],
    [
      'scope',
      d => {
        d.spec.scope = 'Galaxy';
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.wrong.example.com" is invalid: spec.scope: Unsupported value: "Galaxy": supported values: "Cluster", "Namespaced"',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.example.com',
        '- FieldValueNotSupported spec.scope: Unsupported value: "Galaxy": supported values: "Cluster", "Namespaced"',
      ],
    ],
    [
      'plural',
      d => {
        d.spec.names.plural = 'Widgets';
        d.metadata.name = `Widgets.${d.spec.group}`;
      },
      [
        '422 Invalid',
        "CustomResourceDefinition.apiextensions.k8s.io \"Widgets.wrong.example.com\" is invalid: [metadata.name: Invalid value: \"Widgets.wrong.example.com\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*'), spec.names.plural: Invalid value: \"Widgets\": a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')]",
        'apiextensions.k8s.io/CustomResourceDefinition Widgets.wrong.example.com',
        "- FieldValueInvalid metadata.name: Invalid value: \"Widgets.wrong.example.com\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
        "- FieldValueInvalid spec.names.plural: Invalid value: \"Widgets\": a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
      ],
    ],
    [
      'kind',
      d => {
        d.spec.names.kind = 'wid_get';
      },
      [
        '422 Invalid',
        "CustomResourceDefinition.apiextensions.k8s.io \"widgets.wrong.example.com\" is invalid: spec.names.kind: Invalid value: \"wid_get\": may have mixed case, but should otherwise match: a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
        'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.example.com',
        "- FieldValueInvalid spec.names.kind: Invalid value: \"wid_get\": may have mixed case, but should otherwise match: a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
      ],
    ],
    [
      'group',
      d => {
        d.spec.group = 'nodots';
        d.metadata.name = 'widgets.nodots';
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.nodots" is invalid: spec.group: Invalid value: "nodots": should be a domain with at least one dot',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.nodots',
        '- FieldValueInvalid spec.group: Invalid value: "nodots": should be a domain with at least one dot',
      ],
    ],
    [
      'short name',
      d => {
        d.spec.names.shortNames = ['W'];
      },
      [
        '422 Invalid',
        "CustomResourceDefinition.apiextensions.k8s.io \"widgets.wrong.example.com\" is invalid: spec.names.shortNames[0]: Invalid value: \"W\": a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
        'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.example.com',
        "- FieldValueInvalid spec.names.shortNames[0]: Invalid value: \"W\": a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
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
      'printer column',
      d => {
        d.spec.versions[0].additionalPrinterColumns = [
          { name: 'A', type: 'thing', jsonPath: 'spec' },
        ];
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.wrong.example.com" is invalid: [spec.additionalPrinterColumns[0].type: Invalid value: "thing": must be one of boolean,date,integer,number,string, spec.additionalPrinterColumns[0].JSONPath: Invalid value: "spec": must be a simple json path starting with .]',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.example.com',
        '- FieldValueInvalid spec.additionalPrinterColumns[0].type: Invalid value: "thing": must be one of boolean,date,integer,number,string',
        '- FieldValueInvalid spec.additionalPrinterColumns[0].JSONPath: Invalid value: "spec": must be a simple json path starting with .',
      ],
    ],
    [
      'scale',
      d => {
        d.spec.versions[0].subresources = {
          scale: { specReplicasPath: 'spec.x', statusReplicasPath: '.spec.y' },
        };
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.wrong.example.com" is invalid: [spec.subresources.scale.specReplicasPath: Invalid value: "spec.x": must be a simple json path starting with ., spec.subresources.scale.statusReplicasPath: Invalid value: ".spec.y": should be a json path under .status]',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.example.com',
        '- FieldValueInvalid spec.subresources.scale.specReplicasPath: Invalid value: "spec.x": must be a simple json path starting with .',
        '- FieldValueInvalid spec.subresources.scale.statusReplicasPath: Invalid value: ".spec.y": should be a json path under .status',
      ],
    ],
    [
      'selectable field',
      d => {
        d.spec.versions[0].selectableFields = [{ jsonPath: '.spec' }];
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.wrong.example.com" is invalid: spec.selectableFields[0].jsonPath: Invalid value: ".spec": must point to a field of type string, boolean or integer. Enum string fields and strings with formats are allowed.',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.example.com',
        '- FieldValueInvalid spec.selectableFields[0].jsonPath: Invalid value: ".spec": must point to a field of type string, boolean or integer. Enum string fields and strings with formats are allowed.',
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
    [
      'preserveUnknownFields',
      d => {
        d.spec.preserveUnknownFields = true;
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.wrong.example.com" is invalid: spec.preserveUnknownFields: Invalid value: true: cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.example.com',
        '- FieldValueInvalid spec.preserveUnknownFields: Invalid value: true: cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead',
      ],
    ],
    [
      'nothing',
      d => {
        d.spec = {};
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.wrong.example.com" is invalid: [metadata.name: Invalid value: "widgets.wrong.example.com": must be spec.names.plural+"."+spec.group, spec.group: Required value, spec.scope: Required value, spec.versions: Invalid value: null: must have exactly one version marked as storage version, spec.names.plural: Required value, spec.names.singular: Required value, spec.names.kind: Required value, spec.names.listKind: Required value, status.storedVersions: Invalid value: null: must have at least one stored version]',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.example.com',
        '- FieldValueInvalid metadata.name: Invalid value: "widgets.wrong.example.com": must be spec.names.plural+"."+spec.group',
        '- FieldValueRequired spec.group: Required value',
        '- FieldValueRequired spec.scope: Required value',
        '- FieldValueInvalid spec.versions: Invalid value: null: must have exactly one version marked as storage version',
        '- FieldValueRequired spec.names.plural: Required value',
        '- FieldValueRequired spec.names.singular: Required value',
        '- FieldValueRequired spec.names.kind: Required value',
        '- FieldValueRequired spec.names.listKind: Required value',
        '- FieldValueInvalid status.storedVersions: Invalid value: null: must have at least one stored version',
      ],
    ],
  ])('are refused: %s', async (_title, change, text) => {
    const body = definition('wrong.example.com');
    change(body);
    const answer = await server().api.post(`${DEFINITIONS}?dryRun=All`, body);
    const lines = said(answer).map(line =>
      line.replace(/(expression, but isn't: ).*/, '$1…'),
    );
    expect(inOrder(lines)).toEqual(inOrder(text));
  });

  it('of protected groups need an approval', async () => {
    const answer = await create('wrong.k8s.io');
    expect(said(answer)).toEqual([
      '422 Invalid',
      'CustomResourceDefinition.apiextensions.k8s.io "widgets.wrong.k8s.io" is invalid: metadata.annotations[api-approved.kubernetes.io]: Required value: protected groups must have approval annotation "api-approved.kubernetes.io", see https://github.com/kubernetes/enhancements/pull/1111',
      'apiextensions.k8s.io/CustomResourceDefinition widgets.wrong.k8s.io',
      '- FieldValueRequired metadata.annotations[api-approved.kubernetes.io]: Required value: protected groups must have approval annotation "api-approved.kubernetes.io", see https://github.com/kubernetes/enhancements/pull/1111',
    ]);
  });

  it.each<[string, (d: any) => void, string[]]>([
    [
      'scope',
      d => {
        d.spec.scope = 'Cluster';
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.widgets.example.com" is invalid: spec.scope: Invalid value: "Cluster": field is immutable',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.widgets.example.com',
        '- FieldValueInvalid spec.scope: Invalid value: "Cluster": field is immutable',
      ],
    ],
    [
      'kind',
      d => {
        d.spec.names.kind = 'Gadget';
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.widgets.example.com" is invalid: spec.names.kind: Invalid value: "Gadget": field is immutable',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.widgets.example.com',
        '- FieldValueInvalid spec.names.kind: Invalid value: "Gadget": field is immutable',
      ],
    ],
    [
      'group',
      d => {
        d.spec.group = 'other.example.com';
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.widgets.example.com" is invalid: spec.group: Invalid value: "other.example.com": field is immutable',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.widgets.example.com',
        '- FieldValueInvalid spec.group: Invalid value: "other.example.com": field is immutable',
      ],
    ],
    [
      'plural',
      d => {
        d.spec.names.plural = 'gadgets';
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.widgets.example.com" is invalid: spec.names.plural: Invalid value: "gadgets": field is immutable',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.widgets.example.com',
        '- FieldValueInvalid spec.names.plural: Invalid value: "gadgets": field is immutable',
      ],
    ],
    [
      'stored version gone',
      d => {
        d.spec.versions[0].name = 'v2';
      },
      [
        '422 Invalid',
        'CustomResourceDefinition.apiextensions.k8s.io "widgets.widgets.example.com" is invalid: status.storedVersions[0]: Invalid value: "v1": missing from spec.versions; v1 was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in v1 and removes v1 from status.storedVersions',
        'apiextensions.k8s.io/CustomResourceDefinition widgets.widgets.example.com',
        '- FieldValueInvalid status.storedVersions[0]: Invalid value: "v1": missing from spec.versions; v1 was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in v1 and removes v1 from status.storedVersions',
      ],
    ],
  ])('are not changed: %s', async (_title, change, text) => {
    const widgets = await define(server());
    const { body } = await server().api.get(`${DEFINITIONS}/${widgets.name}`);
    change(body);
    const answer = await server().api.put(
      `${DEFINITIONS}/${widgets.name}?dryRun=All`,
      body,
    );
    expect(
      said(answer).map(l => l.replaceAll(widgets.group, '<group>')),
    ).toEqual(text);
  });

  it('are served in another version once it is there', async () => {
    const { api } = server();
    const widgets = await define(server());
    const ns = await server().namespace();
    await api.post(widgets.path(ns), widgets.object('old', { a: 1 }));
    const { body } = await api.get(`${DEFINITIONS}/${widgets.name}`);
    const [v1] = body.spec.versions;
    await api.patch(`${DEFINITIONS}/${widgets.name}`, 'merge', {
      spec: { versions: [v1, { ...v1, name: 'v2', storage: false }] },
    });
    const path = `/apis/${widgets.group}/v2/namespaces/${ns}/widgets/old`;
    const answer = await api.until(path, ({ code }) => code === 200);
    expect(answer.body).toMatchObject({
      apiVersion: `${widgets.group}/v2`,
      spec: { a: 1 },
    });
    const group = await api.until(
      `/apis/${widgets.group}`,
      a => a.body?.versions?.length === 2,
    );
    expect(group.body.preferredVersion.version).toBe('v2');
    await api.patch(`${DEFINITIONS}/${widgets.name}`, 'merge', {
      spec: {
        versions: [v1, { ...v1, name: 'v2', storage: false, served: false }],
      },
    });
    expect(said(await api.until(path, ({ code }) => code === 404))).toEqual([
      '404',
      '404 page not found\n',
    ]);
  });

  it('take a new schema at once', async () => {
    const { api } = server();
    const widgets = await define(server());
    const ns = await server().namespace();
    const { body } = await api.get(`${DEFINITIONS}/${widgets.name}`);
    body.spec.versions[0].schema.openAPIV3Schema.properties.spec = {
      type: 'object',
      properties: { size: { type: 'integer', maximum: 3 } },
    };
    await api.put(`${DEFINITIONS}/${widgets.name}`, body);
    const deadline = Date.now() + 15_000;
    let answer: Answer;
    do {
      answer = await api.post(
        `${widgets.path(ns)}?dryRun=All`,
        widgets.object('x', { size: 5 }),
      );
    } while ([201, 503].includes(answer.code) && Date.now() < deadline);
    expect(said(answer)).toEqual([
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.size: Invalid value: 5: spec.size in body should be less than or equal to 3',
      'widgets.example.com/Widget x',
      '- FieldValueInvalid spec.size: Invalid value: 5: spec.size in body should be less than or equal to 3',
    ]);
    const changed = await api.get(`${DEFINITIONS}/${widgets.name}`);
    expect(changed.body.metadata.generation).toBe(2);
  });

  it('take their objects with them', async () => {
    const { api } = server();
    const widgets = await define(server());
    const ns = await server().namespace();
    await api.post(widgets.path(ns), widgets.object('a'));
    await api.post(
      widgets.path(ns),
      widgets.object(
        'held',
        {},
        { metadata: { name: 'held', finalizers: ['example.com/hold'] } },
      ),
    );
    const { body } = await api.delete(`${DEFINITIONS}/${widgets.name}`);
    expect(body.metadata.finalizers).toEqual([
      'customresourcecleanup.apiextensions.k8s.io',
    ]);
    expect(body.metadata.deletionTimestamp).toEqual(expect.any(String));
    const terminating = await api.until(
      `${DEFINITIONS}/${widgets.name}`,
      a => condition(a, 'Terminating')?.[0] === 'True',
    );
    expect(condition(terminating, 'Terminating')![0]).toBe('True');
    await api.until(`${widgets.path(ns)}/a`, ({ code }) => code === 404);
    const refused = await api.post(widgets.path(ns), widgets.object('new'));
    expect(said(refused)).toEqual([
      '403 Forbidden',
      'widgets.widgets.example.com "new" is forbidden: create not allowed while custom resource definition is terminating',
      'widgets.example.com/widgets new',
    ]);
    await api.patch(`${widgets.path(ns)}/held`, 'merge', {
      metadata: { finalizers: null },
    });
    await api.until(
      `${DEFINITIONS}/${widgets.name}`,
      ({ code }) => code === 404,
    );
    const gone = await api.until(widgets.path(ns), ({ code }) => code === 404);
    expect(said(gone)).toEqual(['404', '404 page not found\n']);
  });

  it('of the cluster are not in namespaces', async () => {
    const widgets = await define(server(), { scope: 'Cluster' });
    const made = await server().api.post(
      widgets.path(),
      widgets.object('wide'),
    );
    expect(made.code).toBe(201);
    expect(made.body.metadata.namespace).toBeUndefined();
    expect(said(await server().api.get(widgets.path('default')))).toEqual([
      '404',
      '404 page not found\n',
    ]);
    expect(
      said(await server().api.get(`${widgets.path('default')}/wide`)),
    ).toEqual(['404', '404 page not found\n']);
  });
});
