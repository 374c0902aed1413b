import { ask, Request } from '../../testing/ask';
import { CORE, filledIn, withSpec } from '../../testing/builtins';
import { contract } from '../../testing/contract';
import { inOrder, said } from '../../testing/said';

const SERVICES = `${CORE}/services?dryRun=All`;

contract('services and network policies', server => {
  let names: Record<string, string>;
  beforeAll(async () => {
    names = { ns: await server().namespace() };
  });

  it.each<[string, Request, string[]]>([
    [
      'service without ports',
      ['POST', SERVICES, withSpec({})],
      [
        '422 Invalid',
        'Service "x" is invalid: spec.ports: Required value',
        '/Service x',
        '- FieldValueRequired spec.ports: Required value',
      ],
    ],
    [
      'service type',
      ['POST', SERVICES, withSpec({ type: 'Odd', ports: [{ port: 80 }] })],
      [
        '422 Invalid',
        'Service "x" is invalid: spec.type: Unsupported value: "Odd": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
        '/Service x',
        '- FieldValueNotSupported spec.type: Unsupported value: "Odd": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
      ],
    ],
    [
      'service port',
      ['POST', SERVICES, withSpec({ ports: [{ port: 0 }] })],
      [
        '422 Invalid',
        'Service "x" is invalid: [spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive, spec.ports[0].targetPort: Invalid value: 0: must be between 1 and 65535, inclusive]',
        '/Service x',
        '- FieldValueInvalid spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive',
        '- FieldValueInvalid spec.ports[0].targetPort: Invalid value: 0: must be between 1 and 65535, inclusive',
      ],
    ],
    [
      'service port high',
      ['POST', SERVICES, withSpec({ ports: [{ port: 70000 }] })],
      [
        '422 Invalid',
        'Service "x" is invalid: [spec.ports[0].port: Invalid value: 70000: must be between 1 and 65535, inclusive, spec.ports[0].targetPort: Invalid value: 70000: must be between 1 and 65535, inclusive]',
        '/Service x',
        '- FieldValueInvalid spec.ports[0].port: Invalid value: 70000: must be between 1 and 65535, inclusive',
        '- FieldValueInvalid spec.ports[0].targetPort: Invalid value: 70000: must be between 1 and 65535, inclusive',
      ],
    ],
    [
      'service ports without names',
      ['POST', SERVICES, withSpec({ ports: [{ port: 80 }, { port: 81 }] })],
      [
        '422 Invalid',
        'Service "x" is invalid: [spec.ports[0].name: Required value, spec.ports[1].name: Required value]',
        '/Service x',
        '- FieldValueRequired spec.ports[0].name: Required value',
        '- FieldValueRequired spec.ports[1].name: Required value',
      ],
    ],
    [
      'service port twice',
      [
        'POST',
        SERVICES,
        withSpec({
          ports: [
            { port: 80, name: 'a' },
            { port: 80, name: 'b' },
          ],
        }),
      ],
      [
        '422 Invalid',
        'Service "x" is invalid: spec.ports[1]: Duplicate value: {"Name":"","Protocol":"TCP","AppProtocol":null,"Port":80,"TargetPort":0,"NodePort":0}',
        '/Service x',
        '- FieldValueDuplicate spec.ports[1]: Duplicate value: {"Name":"","Protocol":"TCP","AppProtocol":null,"Port":80,"TargetPort":0,"NodePort":0}',
      ],
    ],
    [
      'service protocol',
      ['POST', SERVICES, withSpec({ ports: [{ port: 80, protocol: 'ODD' }] })],
      [
        '422 Invalid',
        'Service "x" is invalid: spec.ports[0].protocol: Unsupported value: "ODD": supported values: "SCTP", "TCP", "UDP"',
        '/Service x',
        '- FieldValueNotSupported spec.ports[0].protocol: Unsupported value: "ODD": supported values: "SCTP", "TCP", "UDP"',
      ],
    ],
    [
      'service address',
      [
        'POST',
        SERVICES,
        withSpec({ clusterIP: 'here', ports: [{ port: 80 }] }),
      ],
      [
        '422 Invalid',
        'Service "x" is invalid: spec.clusterIPs[0]: Invalid value: "here": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
        '/Service x',
        '- FieldValueInvalid spec.clusterIPs[0]: Invalid value: "here": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
      ],
    ],
    [
      'external name',
      ['POST', SERVICES, withSpec({ type: 'ExternalName' })],
      [
        '422 Invalid',
        'Service "x" is invalid: spec.externalName: Required value',
        '/Service x',
        '- FieldValueRequired spec.externalName: Required value',
      ],
    ],
    [
      'service selector',
      [
        'POST',
        SERVICES,
        withSpec({ selector: { a: 'not ok' }, ports: [{ port: 80 }] }),
      ],
      [
        '422 Invalid',
        "Service \"x\" is invalid: spec.selector: Invalid value: \"not ok\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
        '/Service x',
        "- FieldValueInvalid spec.selector: Invalid value: \"not ok\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
      ],
    ],
    [
      'node port low',
      [
        'POST',
        SERVICES,
        withSpec({ type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] }),
      ],
      ['201'],
    ],
  ])('are refused: %s', async (_title, request, text) => {
    expect(inOrder(said(await ask(server(), names, request)))).toEqual(
      inOrder(text),
    );
  });

  it.each<[string, Request, unknown]>([
    [
      'external name',
      [
        'POST',
        SERVICES,
        withSpec({ type: 'ExternalName', externalName: 'a.example.com' }),
      ],
      {
        kind: 'Service',
        apiVersion: 'v1',
        metadata: { name: 'x' },
        spec: {
          type: 'ExternalName',
          sessionAffinity: 'None',
          externalName: 'a.example.com',
        },
        status: { loadBalancer: {} },
      },
    ],
    [
      'network policy',
      [
        'POST',
        '/apis/networking.k8s.io/v1/namespaces/{ns}/networkpolicies?dryRun=All',
        {
          metadata: { name: 'x' },
          spec: { podSelector: {}, ingress: [{ ports: [{ port: 80 }] }] },
        },
      ],
      {
        kind: 'NetworkPolicy',
        apiVersion: 'networking.k8s.io/v1',
        metadata: { name: 'x', generation: 1 },
        spec: {
          podSelector: {},
          ingress: [{ ports: [{ protocol: 'TCP', port: 80 }] }],
          policyTypes: ['Ingress'],
        },
      },
    ],
  ])('are filled in: %s', async (_title, request, expected) => {
    const { code, body } = await ask(server(), names, request);
    expect(code).toBe(201);
    expect(filledIn(body)).toEqual(expected);
  });

  it('a service keeps the address it was given', async () => {
    const { api } = server();
    const path = `/api/v1/namespaces/${names.ns}/services`;
    const { body } = await api.post(path, {
      metadata: { name: 'given' },
      spec: { ports: [{ port: 80 }] },
    });
    const { clusterIP, clusterIPs, ...spec } = body.spec;
    expect(clusterIP).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    expect(clusterIPs).toEqual([clusterIP]);
    expect(spec).toEqual({
      ports: [{ protocol: 'TCP', port: 80, targetPort: 80 }],
      type: 'ClusterIP',
      sessionAffinity: 'None',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      internalTrafficPolicy: 'Cluster',
    });
    const patched = await api.patch(`${path}/given`, 'merge', {
      spec: { ports: [{ port: 81 }] },
    });
    expect(patched.body.spec.clusterIP).toBe(clusterIP);
    const { resourceVersion, ...metadata } = body.metadata;
    const replaced = await api.put(`${path}/given`, {
      metadata,
      spec: { ports: [{ port: 82 }] },
    });
    expect(replaced.body.spec.clusterIP).toBe(clusterIP);
  });
});
