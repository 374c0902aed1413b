import { ask, named } from '../../testing/ask';
import { contract } from '../../testing/contract';
import { places } from '../../testing/places';
import { said } from '../../testing/said';

contract('bodies of requests', server => {
  let names: Record<string, string>;
  beforeAll(async () => {
    names = await places(server());
  });

  it.each(
    named<string[]>([
      [
        [
          'POST',
          '/api/v1/namespaces/{ns}/configmaps',
          { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' } },
        ],
        [
          '400 BadRequest',
          'Secret in version "v1" cannot be handled as a ConfigMap: converting (v1.Secret) to (core.ConfigMap): unknown conversion',
        ],
      ],
      [
        [
          'POST',
          '/api/v1/namespaces/{ns}/configmaps',
          { apiVersion: 'v2', kind: 'ConfigMap', metadata: { name: 'x' } },
        ],
        [
          '400 BadRequest',
          'ConfigMap in version "v2" cannot be handled as a ConfigMap: no kind "ConfigMap" is registered for version "v2" in scheme "pkg/runtime/scheme.go:111"',
        ],
      ],
      [
        [
          'POST',
          '/api/v1/namespaces/{ns}/configmaps',
          {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            metadata: { name: 'x' },
          },
        ],
        [
          '400 BadRequest',
          'Deployment in version "v1" cannot be handled as a ConfigMap: converting (v1.Deployment) to (core.ConfigMap): unknown conversion',
        ],
      ],
      [
        [
          'POST',
          '/api/v1/namespaces/{ns}/configmaps',
          { apiVersion: 'nowhere/v1', kind: 'Thing', metadata: { name: 'x' } },
        ],
        [
          '400 BadRequest',
          'Thing in version "v1" cannot be handled as a ConfigMap: no kind "Thing" is registered for version "nowhere/v1" in scheme "pkg/runtime/scheme.go:111"',
        ],
      ],
      [
        [
          'POST',
          '/api/v1/namespaces/{ns}/configmaps',
          { kind: 'ConfigMap', metadata: { name: 'kindonly' } },
        ],
        ['201'],
      ],
      [
        [
          'POST',
          '/api/v1/namespaces/{ns}/configmaps',
          { apiVersion: 'v1', metadata: { name: 'versiononly' } },
        ],
        ['201'],
      ],
      [
        [
          'POST',
          '/api/v1/namespaces/{ns}/configmaps',
          { apiVersion: 5, kind: 'ConfigMap' },
        ],
        [
          '400 BadRequest',
          'the object provided is unrecognized (must be of type ConfigMap): couldn\'t get version/kind; json parse error: json: cannot unmarshal number into Go struct field .apiVersion of type string ({"apiVersion":5,"kind":"Config ...)',
        ],
      ],
      [
        ['POST', '/api/v1/namespaces/{ns}/configmaps', { metadata: 'text' }],
        [
          '400 BadRequest',
          'ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal string into Go struct field ConfigMap.metadata of type v1.ObjectMeta',
        ],
      ],
      [
        [
          'POST',
          '/api/v1/namespaces/{ns}/configmaps',
          { metadata: { name: 5 } },
        ],
        [
          '400 BadRequest',
          'ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field ObjectMeta.metadata.name of type string',
        ],
      ],
      [
        [
          'POST',
          '/api/v1/namespaces/{ns}/configmaps',
          { metadata: { name: 'x', labels: [] } },
        ],
        [
          '400 BadRequest',
          'ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal array into Go struct field ObjectMeta.metadata.labels of type map[string]string',
        ],
      ],
      [
        [
          'POST',
          '/api/v1/namespaces/{ns}/configmaps',
          { metadata: { name: 'x' }, data: { a: 1 } },
        ],
        [
          '400 BadRequest',
          'ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field ConfigMap.data of type string',
        ],
      ],
      [
        [
          'POST',
          '/api/v1/namespaces/{ns}/configmaps',
          { metadata: { name: 'x' }, binaryData: { a: '!' } },
        ],
        [
          '400 BadRequest',
          'ConfigMap in version "v1" cannot be handled as a ConfigMap: illegal base64 data at input byte 0',
        ],
      ],
      [
        [
          'POST',
          '/apis/{g}/v1/namespaces/{ns}/widgets',
          { metadata: { name: 'x' } },
        ],
        [
          '400 BadRequest',
          "the object provided is unrecognized (must be of type Widget): Object 'Kind' is missing in '<object>'",
        ],
      ],
      [
        [
          'POST',
          '/apis/{g}/v1/namespaces/{ns}/widgets',
          { kind: 'Widget', metadata: { name: 'x' } },
        ],
        [
          '400 BadRequest',
          'the API version in the data () does not match the expected API version (widgets.example.com/v1)',
        ],
      ],
      [
        [
          'POST',
          '/apis/{g}/v1/namespaces/{ns}/widgets',
          { apiVersion: '{g}/v1', metadata: { name: 'x' } },
        ],
        [
          '400 BadRequest',
          "the object provided is unrecognized (must be of type Widget): Object 'Kind' is missing in '<object>'",
        ],
      ],
      [
        [
          'POST',
          '/apis/{g}/v1/namespaces/{ns}/widgets',
          { apiVersion: '{g}/v1', kind: 'Gadget', metadata: { name: 'x' } },
        ],
        [
          '422 Invalid',
          'Gadget.widgets.example.com "x" is invalid: kind: Invalid value: "Gadget": must be Widget',
          'widgets.example.com/Gadget x',
          '- FieldValueInvalid kind: Invalid value: "Gadget": must be Widget',
        ],
      ],
      [
        [
          'POST',
          '/apis/{g}/v1/namespaces/{ns}/widgets',
          { apiVersion: '{g}/v2', kind: 'Widget', metadata: { name: 'x' } },
        ],
        [
          '400 BadRequest',
          'the API version in the data (widgets.example.com/v2) does not match the expected API version (widgets.example.com/v1)',
        ],
      ],
      [
        [
          'POST',
          '/apis/{g}/v1/namespaces/{ns}/widgets',
          { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' } },
        ],
        [
          '400 BadRequest',
          'the API version in the data (v1) does not match the expected API version (widgets.example.com/v1)',
        ],
      ],
      [
        [
          'POST',
          '/apis/{g}/v1/namespaces/{ns}/widgets',
          { apiVersion: '{g}/v1', kind: 'Widget' },
        ],
        [
          '422 Invalid',
          'Widget.widgets.example.com "" is invalid: metadata.name: Required value: name or generateName is required',
          'widgets.example.com/Widget ',
          '- FieldValueRequired metadata.name: Required value: name or generateName is required',
        ],
      ],
      [
        [
          'POST',
          '/apis/{g}/v1/namespaces/{ns}/widgets',
          {
            apiVersion: '{g}/v1',
            kind: 'Widget',
            metadata: { name: 'x', labels: { a: 1 } },
          },
        ],
        [
          '400 BadRequest',
          'Widget in version "v1" cannot be handled as a Widget: json: cannot unmarshal number into Go struct field ObjectMeta.labels of type string',
        ],
      ],
      [
        [
          'POST',
          '/apis/{g}/v1/namespaces/{ns}/widgets',
          { apiVersion: '{g}/v1', kind: 'Widget', metadata: 'text' },
        ],
        [
          '400 BadRequest',
          'Widget in version "v1" cannot be handled as a Widget: json: cannot unmarshal string into Go value of type v1.ObjectMeta',
        ],
      ],
    ]),
  )('with bodies that do not fit: %s', async (_title, request, expected) => {
    expect(said(await ask(server(), names, request))).toEqual(expected);
  });
});
