import { contract } from '../../testing/contract';
import { define, DEFINITIONS } from '../../testing/define';
import { said } from '../../testing/said';

contract('changes of definitions', server => {
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
});
