import { contract } from '../../testing/contract';
import { saidOfDefinition, WrongDefinition } from '../../testing/definitions';
import { inOrder } from '../../testing/said';

contract('names in definitions', server => {
  it.each<WrongDefinition>([
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
  ])('are refused: %s', async (_title, change, text) => {
    expect(await saidOfDefinition(server(), change)).toEqual(inOrder(text));
  });
});
