import { ask, Request } from '../../testing/ask';
import { withSpec } from '../../testing/builtins';
import { contract } from '../../testing/contract';
import { causesOf } from '../../testing/causesOf';

contract('network policies that cannot be', server => {
  let ns: string;
  beforeAll(async () => {
    ns = await server().namespace();
  });

  it.each<[string, Request, string[]]>([
    [
      'bad type',
      [
        'POST',
        '/apis/networking.k8s.io/v1/namespaces/{ns}/networkpolicies?dryRun=All',
        withSpec({ podSelector: {}, policyTypes: ['Foo'] }),
      ],
      [
        '422 Invalid',
        '- FieldValueNotSupported spec.policyTypes[0]: Unsupported value: "Foo": supported values: "Ingress", "Egress"',
      ],
    ],
    [
      'bad port',
      [
        'POST',
        '/apis/networking.k8s.io/v1/namespaces/{ns}/networkpolicies?dryRun=All',
        withSpec({
          podSelector: {},
          ingress: [{ ports: [{ port: 0, protocol: 'X' }], from: [{}] }],
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid spec.ingress[0].ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive',
        '- FieldValueNotSupported spec.ingress[0].ports[0].protocol: Unsupported value: "X": supported values: "TCP", "UDP", "SCTP"',
        '- FieldValueRequired spec.ingress[0].from[0]: Required value: must specify a peer',
      ],
    ],
    [
      'bad cidr',
      [
        'POST',
        '/apis/networking.k8s.io/v1/namespaces/{ns}/networkpolicies?dryRun=All',
        withSpec({
          podSelector: {},
          ingress: [
            {
              from: [
                { ipBlock: { cidr: 'foo', except: ['bar'] }, podSelector: {} },
              ],
            },
          ],
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueForbidden spec.ingress[0].from[0]: Forbidden: may not specify both ipBlock and another peer',
        '- FieldValueInvalid spec.ingress[0].from[0].ipBlock.cidr: Invalid value: "foo": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
      ],
    ],
  ])('%s', async (_title, request, expected) => {
    expect(causesOf(await ask(server(), { ns }, request))).toEqual(expected);
  });
});
