import { ask, Request } from '../../testing/ask';
import { withSpec } from '../../testing/builtins';
import { contract } from '../../testing/contract';
import { causesOf } from '../../testing/causesOf';

contract('ingresses that cannot be', server => {
  let ns: string;
  beforeAll(async () => {
    ns = await server().namespace();
  });

  it.each<[string, Request, string[]]>([
    [
      'none',
      [
        'POST',
        '/apis/networking.k8s.io/v1/namespaces/{ns}/ingresses?dryRun=All',
        withSpec({}),
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid spec: Invalid value: null: either `defaultBackend` or `rules` must be specified',
      ],
    ],
    [
      'no spec',
      [
        'POST',
        '/apis/networking.k8s.io/v1/namespaces/{ns}/ingresses?dryRun=All',
        { metadata: { name: 'x' } },
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid spec: Invalid value: null: either `defaultBackend` or `rules` must be specified',
      ],
    ],
    [
      'no backend',
      [
        'POST',
        '/apis/networking.k8s.io/v1/namespaces/{ns}/ingresses?dryRun=All',
        withSpec({
          rules: [
            {
              host: 'A_b',
              http: { paths: [{ path: 'x', pathType: 'Prefix' }] },
            },
          ],
        }),
      ],
      [
        '422 Invalid',
        "- FieldValueInvalid spec.rules[0].host: Invalid value: \"A_b\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
        '- FieldValueInvalid spec.rules[0].http.paths[0].backend: Invalid value: "": resource or service backend is required',
        '- FieldValueInvalid spec.rules[0].http.paths[0].path: Invalid value: "x": must be an absolute path',
      ],
    ],
    [
      'no pathtype',
      [
        'POST',
        '/apis/networking.k8s.io/v1/namespaces/{ns}/ingresses?dryRun=All',
        withSpec({
          rules: [
            {
              host: 'a.b',
              http: {
                paths: [
                  {
                    path: '/x',
                    backend: { service: { name: 'a', port: { number: 80 } } },
                  },
                ],
              },
            },
          ],
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueRequired spec.rules[0].http.paths[0].pathType: Required value: pathType must be specified',
      ],
    ],
    [
      'bad pathtype',
      [
        'POST',
        '/apis/networking.k8s.io/v1/namespaces/{ns}/ingresses?dryRun=All',
        withSpec({
          rules: [
            {
              host: 'a.b',
              http: {
                paths: [
                  {
                    path: '/x',
                    pathType: 'Foo',
                    backend: {
                      service: { name: 'a', port: { number: 80, name: 'x' } },
                    },
                  },
                ],
              },
            },
          ],
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid spec.rules[0].http.paths[0].backend: Invalid value: "": cannot set both port name & port number',
        '- FieldValueNotSupported spec.rules[0].http.paths[0].pathType: Unsupported value: "Foo": supported values: "Exact", "ImplementationSpecific", "Prefix"',
      ],
    ],
    [
      'no port',
      [
        'POST',
        '/apis/networking.k8s.io/v1/namespaces/{ns}/ingresses?dryRun=All',
        withSpec({ defaultBackend: { service: { name: 'A' } } }),
      ],
      [
        '422 Invalid',
        "- FieldValueInvalid spec.defaultBackend.service.name: Invalid value: \"A\": a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
        '- FieldValueRequired spec.defaultBackend: Required value: port name or number is required',
      ],
    ],
    [
      'empty backend',
      [
        'POST',
        '/apis/networking.k8s.io/v1/namespaces/{ns}/ingresses?dryRun=All',
        withSpec({ defaultBackend: {} }),
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid spec.defaultBackend: Invalid value: "": resource or service backend is required',
      ],
    ],
    [
      'empty paths',
      [
        'POST',
        '/apis/networking.k8s.io/v1/namespaces/{ns}/ingresses?dryRun=All',
        withSpec({
          rules: [{ http: { paths: [] } }],
          tls: [{ hosts: ['a_b'] }],
        }),
      ],
      [
        '422 Invalid',
        "- FieldValueInvalid spec.tls[0].hosts[0]: Invalid value: \"a_b\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
        '- FieldValueRequired spec.rules[0].http.paths: Required value',
      ],
    ],
    [
      'ip host',
      [
        'POST',
        '/apis/networking.k8s.io/v1/namespaces/{ns}/ingresses?dryRun=All',
        withSpec({
          rules: [
            {
              host: '1.2.3.4',
              http: {
                paths: [
                  {
                    path: '/a//b/../c',
                    pathType: 'Exact',
                    backend: {
                      service: { name: 'a', port: { number: 99999 } },
                    },
                  },
                ],
              },
            },
          ],
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid spec.rules[0].host: Invalid value: "1.2.3.4": must be a DNS name, not an IP address',
        '- FieldValueInvalid spec.rules[0].http.paths[0].backend.service.port.number: Invalid value: 99999: must be between 1 and 65535, inclusive',
        '- FieldValueInvalid spec.rules[0].http.paths[0].path: Invalid value: "/a//b/../c": must not contain \'/../\'',
        '- FieldValueInvalid spec.rules[0].http.paths[0].path: Invalid value: "/a//b/../c": must not contain \'//\'',
      ],
    ],
  ])('%s', async (_title, request, expected) => {
    expect(causesOf(await ask(server(), { ns }, request))).toEqual(expected);
  });
});
