import { ask, Request } from '../../testing/ask';
import { CORE, withSpec } from '../../testing/builtins';
import { contract } from '../../testing/contract';
import { causesOf } from '../../testing/causesOf';

contract('objects of other kinds that cannot be', server => {
  let ns: string;
  beforeAll(async () => {
    ns = await server().namespace();
  });

  it.each<[string, Request, string[]]>([
    [
      'event: new bad',
      [
        'POST',
        '/apis/events.k8s.io/v1/namespaces/{ns}/events?dryRun=All',
        {
          metadata: { name: 'x' },
          regarding: { kind: 'Pod', name: 'p', namespace: '{ns}' },
        },
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid type: Invalid value: "": has invalid value: ',
        '- FieldValueRequired eventTime: Required value',
      ],
    ],
    [
      'event: empty',
      [
        'POST',
        `${CORE}/events?dryRun=All`,
        { metadata: { name: 'x' }, involvedObject: {} },
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid involvedObject.namespace: Invalid value: "": does not match event.namespace',
      ],
    ],
    [
      'pvc: limits',
      [
        'POST',
        `${CORE}/persistentvolumeclaims?dryRun=All`,
        withSpec({
          accessModes: ['ReadWriteOnce', 'ReadWriteOncePod'],
          resources: {
            requests: { storage: '2Gi' },
            limits: { storage: '1Gi' },
          },
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueForbidden spec.accessModes: Forbidden: may not use ReadWriteOncePod with other access modes',
      ],
    ],
    [
      'pvc: empty',
      ['POST', `${CORE}/persistentvolumeclaims?dryRun=All`, withSpec({})],
      [
        '422 Invalid',
        '- FieldValueRequired spec.accessModes: Required value: at least 1 access mode is required',
        '- FieldValueRequired spec.resources[storage]: Required value',
      ],
    ],
    [
      'pv: empty',
      ['POST', '/api/v1/persistentvolumes?dryRun=All', withSpec({})],
      [
        '422 Invalid',
        '- FieldValueNotSupported spec.capacity: Unsupported value: null: supported values: "storage"',
        '- FieldValueRequired spec.accessModes: Required value',
        '- FieldValueRequired spec.capacity: Required value',
        '- FieldValueRequired spec: Required value: must specify a volume type',
      ],
    ],
    [
      'hpa2: bad',
      [
        'POST',
        '/apis/autoscaling/v2/namespaces/{ns}/horizontalpodautoscalers?dryRun=All',
        withSpec({
          minReplicas: 5,
          maxReplicas: 3,
          scaleTargetRef: { kind: '', name: '' },
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid spec.maxReplicas: Invalid value: 3: must be greater than or equal to `minReplicas`',
        '- FieldValueInvalid spec.scaleTargetRef.apiVersion: Invalid value: "": apiVersion must specify API group',
        '- FieldValueRequired spec.scaleTargetRef.kind: Required value',
        '- FieldValueRequired spec.scaleTargetRef.name: Required value',
      ],
    ],
    [
      'hpa2: zero',
      [
        'POST',
        '/apis/autoscaling/v2/namespaces/{ns}/horizontalpodautoscalers?dryRun=All',
        withSpec({
          minReplicas: 0,
          maxReplicas: 0,
          scaleTargetRef: { kind: 'D', name: 'x' },
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueForbidden spec.metrics: Forbidden: must specify at least one Object or External metric to support scaling to zero replicas',
        '- FieldValueInvalid spec.maxReplicas: Invalid value: 0: must be greater than 0',
        '- FieldValueInvalid spec.minReplicas: Invalid value: 0: must be greater than or equal to 1',
        '- FieldValueInvalid spec.scaleTargetRef.apiVersion: Invalid value: "": apiVersion must specify API group',
      ],
    ],
    [
      'pdb: bad',
      [
        'POST',
        '/apis/policy/v1/namespaces/{ns}/poddisruptionbudgets?dryRun=All',
        withSpec({ minAvailable: 1, maxUnavailable: 1 }),
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid spec: Invalid value: {"MinAvailable":1,"Selector":null,"MaxUnavailable":1,"UnhealthyPodEvictionPolicy":null}: minAvailable and maxUnavailable cannot be both set',
      ],
    ],
    [
      'pdb: bad2',
      [
        'POST',
        '/apis/policy/v1/namespaces/{ns}/poddisruptionbudgets?dryRun=All',
        withSpec({ minAvailable: -1 }),
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid spec.minAvailable: Invalid value: -1: must be greater than or equal to 0',
      ],
    ],
    [
      'pdb: bad3',
      [
        'POST',
        '/apis/policy/v1/namespaces/{ns}/poddisruptionbudgets?dryRun=All',
        withSpec({ minAvailable: 'abc' }),
      ],
      [
        '422 Invalid',
        "- FieldValueInvalid spec.minAvailable: Invalid value: \"abc\": a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')",
      ],
    ],
  ])('%s', async (_title, request, expected) => {
    expect(causesOf(await ask(server(), { ns }, request))).toEqual(expected);
  });
});
