import { ask, Request } from '../../testing/ask';
import { container, CORE, filledIn, withSpec } from '../../testing/builtins';
import { contract } from '../../testing/contract';
import { inOrder, said } from '../../testing/said';
import { podNamespace } from '../../testing/workload';

const PODS = `${CORE}/pods?dryRun=All`;

contract('pods', server => {
  let names: Record<string, string>;
  beforeAll(async () => {
    names = { ns: await podNamespace(server()) };
  });

  it.each<[string, Request, string[]]>([
    [
      'pod without containers',
      ['POST', PODS, withSpec({ containers: [] })],
      [
        '422 Invalid',
        'Pod "x" is invalid: spec.containers: Required value',
        '/Pod x',
        '- FieldValueRequired spec.containers: Required value',
      ],
    ],
    [
      'container without image',
      ['POST', PODS, withSpec({ containers: [{ name: 'c' }] })],
      [
        '422 Invalid',
        'Pod "x" is invalid: spec.containers[0].image: Required value',
        '/Pod x',
        '- FieldValueRequired spec.containers[0].image: Required value',
      ],
    ],
    [
      'container without name',
      ['POST', PODS, withSpec({ containers: [{ image: 'i' }] })],
      [
        '422 Invalid',
        'Pod "x" is invalid: spec.containers[0].name: Required value',
        '/Pod x',
        '- FieldValueRequired spec.containers[0].name: Required value',
      ],
    ],
    [
      'container name',
      ['POST', PODS, withSpec({ containers: [{ name: 'C', image: 'i' }] })],
      [
        '422 Invalid',
        "Pod \"x\" is invalid: spec.containers[0].name: Invalid value: \"C\": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
        '/Pod x',
        "- FieldValueInvalid spec.containers[0].name: Invalid value: \"C\": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
      ],
    ],
    [
      'containers of one name',
      ['POST', PODS, withSpec({ containers: [container, container] })],
      [
        '422 Invalid',
        'Pod "x" is invalid: spec.containers[1].name: Duplicate value: "c"',
        '/Pod x',
        '- FieldValueDuplicate spec.containers[1].name: Duplicate value: "c"',
      ],
    ],
    [
      'restart policy',
      [
        'POST',
        PODS,
        withSpec({ restartPolicy: 'Odd', containers: [container] }),
      ],
      [
        '422 Invalid',
        'Pod "x" is invalid: spec.restartPolicy: Unsupported value: "Odd": supported values: "Always", "OnFailure", "Never"',
        '/Pod x',
        '- FieldValueNotSupported spec.restartPolicy: Unsupported value: "Odd": supported values: "Always", "OnFailure", "Never"',
      ],
    ],
    [
      'volume mount',
      [
        'POST',
        PODS,
        withSpec({
          containers: [
            { ...container, volumeMounts: [{ name: 'v', mountPath: '/v' }] },
          ],
        }),
      ],
      [
        '422 Invalid',
        'Pod "x" is invalid: spec.containers[0].volumeMounts[0].name: Not found: "v"',
        '/Pod x',
        '- FieldValueNotFound spec.containers[0].volumeMounts[0].name: Not found: "v"',
      ],
    ],
    [
      'container port',
      [
        'POST',
        PODS,
        withSpec({
          containers: [{ ...container, ports: [{ containerPort: 0 }] }],
        }),
      ],
      [
        '422 Invalid',
        'Pod "x" is invalid: spec.containers[0].ports[0].containerPort: Required value',
        '/Pod x',
        '- FieldValueRequired spec.containers[0].ports[0].containerPort: Required value',
      ],
    ],
    [
      'env name',
      [
        'POST',
        PODS,
        withSpec({ containers: [{ ...container, env: [{ name: '' }] }] }),
      ],
      [
        '422 Invalid',
        'Pod "x" is invalid: spec.containers[0].env[0].name: Required value',
        '/Pod x',
        '- FieldValueRequired spec.containers[0].env[0].name: Required value',
      ],
    ],
    [
      'pull policy',
      [
        'POST',
        PODS,
        withSpec({ containers: [{ ...container, imagePullPolicy: 'Odd' }] }),
      ],
      [
        '422 Invalid',
        'Pod "x" is invalid: spec.containers[0].imagePullPolicy: Unsupported value: "Odd": supported values: "Always", "IfNotPresent", "Never"',
        '/Pod x',
        '- FieldValueNotSupported spec.containers[0].imagePullPolicy: Unsupported value: "Odd": supported values: "Always", "IfNotPresent", "Never"',
      ],
    ],
    [
      'service account',
      [
        'POST',
        PODS,
        withSpec({ serviceAccountName: 'nobody', containers: [container] }),
      ],
      [
        '403 Forbidden',
        'pods "x" is forbidden: error looking up service account contract/nobody: serviceaccount "nobody" not found',
        '/pods x',
      ],
    ],
    [
      'quantity',
      [
        'POST',
        PODS,
        withSpec({
          containers: [
            { ...container, resources: { requests: { cpu: 'much' } } },
          ],
        }),
      ],
      [
        '400 BadRequest',
        'Pod in version "v1" cannot be handled as a Pod: quantities must match the regular expression \'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$\'',
      ],
    ],
  ])('are refused: %s', async (_title, request, text) => {
    expect(inOrder(said(await ask(server(), names, request)))).toEqual(
      inOrder(text),
    );
  });

  it.each<[string, Request, unknown]>([
    [
      'pod',
      [
        'POST',
        PODS,
        withSpec({
          automountServiceAccountToken: false,
          containers: [
            { name: 'c', image: 'i', ports: [{ containerPort: 80 }] },
          ],
        }),
      ],
      {
        kind: 'Pod',
        apiVersion: 'v1',
        metadata: { name: 'x', generation: 1 },
        spec: {
          containers: [
            {
              name: 'c',
              image: 'i',
              ports: [{ containerPort: 80, protocol: 'TCP' }],
              resources: {},
              terminationMessagePath: '/dev/termination-log',
              terminationMessagePolicy: 'File',
              imagePullPolicy: 'Always',
            },
          ],
          restartPolicy: 'Always',
          terminationGracePeriodSeconds: 30,
          dnsPolicy: 'ClusterFirst',
          serviceAccountName: 'default',
          serviceAccount: 'default',
          automountServiceAccountToken: false,
          securityContext: {},
          schedulerName: 'default-scheduler',
          tolerations: [
            {
              key: 'node.kubernetes.io/not-ready',
              operator: 'Exists',
              effect: 'NoExecute',
              tolerationSeconds: 300,
            },
            {
              key: 'node.kubernetes.io/unreachable',
              operator: 'Exists',
              effect: 'NoExecute',
              tolerationSeconds: 300,
            },
          ],
          priority: 0,
          enableServiceLinks: true,
          preemptionPolicy: 'PreemptLowerPriority',
        },
        status: { phase: 'Pending', qosClass: 'BestEffort' },
      },
    ],
  ])('are filled in: %s', async (_title, request, expected) => {
    const { code, body } = await ask(server(), names, request);
    expect(code).toBe(201);
    expect(filledIn(body)).toEqual(expected);
  });
});
