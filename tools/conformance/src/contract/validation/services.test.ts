import { ask, Request } from '../../testing/ask';
import { CORE, withSpec } from '../../testing/builtins';
import { contract } from '../../testing/contract';
import { causesOf } from '../../testing/causesOf';

contract('services that cannot be', server => {
  let ns: string;
  beforeAll(async () => {
    ns = await server().namespace();
  });

  it.each<[string, Request, string[]]>([
    [
      'headless dual',
      [
        'POST',
        `${CORE}/services?dryRun=All`,
        withSpec({
          ports: [{ port: 80 }],
          clusterIP: 'None',
          selector: { a: 'b' },
          ipFamilyPolicy: 'RequireDualStack',
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid spec.ipFamilyPolicy: Invalid value: "RequireDualStack": this cluster is not configured for dual-stack services',
      ],
    ],
    [
      'require',
      [
        'POST',
        `${CORE}/services?dryRun=All`,
        withSpec({
          ports: [{ port: 80 }],
          selector: { a: 'b' },
          ipFamilyPolicy: 'RequireDualStack',
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid spec.ipFamilyPolicy: Invalid value: "RequireDualStack": this cluster is not configured for dual-stack services',
      ],
    ],
    [
      'v6',
      [
        'POST',
        `${CORE}/services?dryRun=All`,
        withSpec({ ports: [{ port: 80 }], ipFamilies: ['IPv6'] }),
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid spec.ipFamilies[0]: Invalid value: "IPv6": not configured on this cluster',
      ],
    ],
    [
      'dup names',
      [
        'POST',
        `${CORE}/services?dryRun=All`,
        withSpec({
          ports: [
            { name: 'a', port: 80 },
            { name: 'a', port: 81 },
          ],
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueDuplicate spec.ports[1].name: Duplicate value: "a"',
      ],
    ],
    [
      'dup ports',
      [
        'POST',
        `${CORE}/services?dryRun=All`,
        withSpec({
          ports: [
            { name: 'a', port: 80 },
            { name: 'b', port: 80, targetPort: 90 },
          ],
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueDuplicate spec.ports[1]: Duplicate value: {"Name":"","Protocol":"TCP","AppProtocol":null,"Port":80,"TargetPort":0,"NodePort":0}',
      ],
    ],
    [
      'bad names',
      [
        'POST',
        `${CORE}/services?dryRun=All`,
        withSpec({
          ports: [
            { name: 'A_', port: 80 },
            { name: '', port: 81, targetPort: 'A B' },
          ],
        }),
      ],
      [
        '422 Invalid',
        "- FieldValueInvalid spec.ports[0].name: Invalid value: \"A_\": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
        '- FieldValueInvalid spec.ports[1].targetPort: Invalid value: "A B": must contain at least one letter (a-z)',
        '- FieldValueInvalid spec.ports[1].targetPort: Invalid value: "A B": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
        '- FieldValueRequired spec.ports[1].name: Required value',
      ],
    ],
    [
      'nodeport on clusterip',
      [
        'POST',
        `${CORE}/services?dryRun=All`,
        withSpec({ ports: [{ port: 80, nodePort: 30080 }] }),
      ],
      [
        '422 Invalid',
        "- FieldValueForbidden spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'",
      ],
    ],
    [
      'bad ip',
      [
        'POST',
        `${CORE}/services?dryRun=All`,
        withSpec({ ports: [{ port: 80 }], clusterIP: 'bad' }),
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid spec.clusterIPs[0]: Invalid value: "bad": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
      ],
    ],
    [
      'affinity bad',
      [
        'POST',
        `${CORE}/services?dryRun=All`,
        withSpec({ ports: [{ port: 80 }], sessionAffinity: 'Foo' }),
      ],
      [
        '422 Invalid',
        '- FieldValueNotSupported spec.sessionAffinity: Unsupported value: "Foo": supported values: "ClientIP", "None"',
      ],
    ],
    [
      'affinity zero',
      [
        'POST',
        `${CORE}/services?dryRun=All`,
        withSpec({
          ports: [{ port: 80 }],
          sessionAffinity: 'ClientIP',
          clusterIP: 'None',
          sessionAffinityConfig: { clientIP: { timeoutSeconds: 0 } },
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid spec.sessionAffinityConfig.clientIP.timeoutSeconds: Invalid value: 0: must be greater than 0 and less than 86400',
      ],
    ],
    [
      'externalname',
      [
        'POST',
        `${CORE}/services?dryRun=All`,
        withSpec({ type: 'ExternalName' }),
      ],
      ['422 Invalid', '- FieldValueRequired spec.externalName: Required value'],
    ],
  ])('%s', async (_title, request, expected) => {
    expect(causesOf(await ask(server(), { ns }, request))).toEqual(expected);
  });
});
