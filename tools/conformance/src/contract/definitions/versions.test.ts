import { contract } from '../../testing/contract';
import { saidOfDefinition, WrongDefinition } from '../../testing/definitions';
import { inOrder } from '../../testing/said';

contract('versions in definitions', server => {
  it.each<WrongDefinition>([
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
    expect(await saidOfDefinition(server(), change)).toEqual(inOrder(text));
  });
});
