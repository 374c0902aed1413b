import { ask, Request } from '../../testing/ask';
import {
  container,
  selector,
  template,
  withSpec,
} from '../../testing/builtins';
import { contract } from '../../testing/contract';
import { causesOf } from '../../testing/causesOf';

contract('rollouts that cannot be', server => {
  let ns: string;
  beforeAll(async () => {
    ns = await server().namespace();
  });

  it.each<[string, Request, string[]]>([
    [
      'bad type',
      [
        'POST',
        '/apis/apps/v1/namespaces/{ns}/deployments?dryRun=All',
        withSpec({ selector, template: template, strategy: { type: 'Foo' } }),
      ],
      [
        '422 Invalid',
        '- FieldValueNotSupported spec.strategy: Unsupported value: {"Type":"Foo","RollingUpdate":null}: supported values: "Recreate", "RollingUpdate"',
      ],
    ],
    [
      'zero',
      [
        'POST',
        '/apis/apps/v1/namespaces/{ns}/deployments?dryRun=All',
        withSpec({
          selector,
          template: template,
          strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: '0%' } },
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "0%": may not be 0 when `maxSurge` is 0',
      ],
    ],
    [
      'bad percent',
      [
        'POST',
        '/apis/apps/v1/namespaces/{ns}/deployments?dryRun=All',
        withSpec({
          selector,
          template: template,
          strategy: {
            rollingUpdate: { maxSurge: 'x', maxUnavailable: '200%' },
          },
        }),
      ],
      [
        '422 Invalid',
        "- FieldValueInvalid spec.strategy.rollingUpdate.maxSurge: Invalid value: \"x\": a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')",
        '- FieldValueInvalid spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "200%": must not be greater than 100%',
      ],
    ],
    [
      'restart',
      [
        'POST',
        '/apis/apps/v1/namespaces/{ns}/deployments?dryRun=All',
        withSpec({
          selector,
          template: {
            metadata: { labels: { a: 'b' } },
            spec: { containers: [container], restartPolicy: 'Never' },
          },
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueNotSupported spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"',
      ],
    ],
    [
      'restart sts',
      [
        'POST',
        '/apis/apps/v1/namespaces/{ns}/statefulsets?dryRun=All',
        withSpec({
          selector,
          template: {
            metadata: { labels: { a: 'b' } },
            spec: { containers: [container], restartPolicy: 'Never' },
          },
          serviceName: 'a',
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueNotSupported spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"',
      ],
    ],
    [
      'restart ds',
      [
        'POST',
        '/apis/apps/v1/namespaces/{ns}/daemonsets?dryRun=All',
        withSpec({
          selector,
          template: {
            metadata: { labels: { a: 'b' } },
            spec: { containers: [container], restartPolicy: 'Never' },
          },
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueNotSupported spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"',
      ],
    ],
    [
      'restart rs',
      [
        'POST',
        '/apis/apps/v1/namespaces/{ns}/replicasets?dryRun=All',
        withSpec({
          selector,
          template: {
            metadata: { labels: { a: 'b' } },
            spec: { containers: [container], restartPolicy: 'Never' },
          },
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueNotSupported spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"',
      ],
    ],
    [
      'ads dep',
      [
        'POST',
        '/apis/apps/v1/namespaces/{ns}/deployments?dryRun=All',
        withSpec({
          selector,
          template: {
            metadata: { labels: { a: 'b' } },
            spec: { containers: [container], activeDeadlineSeconds: 5 },
          },
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueForbidden spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in ReplicaSet is not Supported',
      ],
    ],
    [
      'sts strategy',
      [
        'POST',
        '/apis/apps/v1/namespaces/{ns}/statefulsets?dryRun=All',
        withSpec({
          selector,
          template: template,
          updateStrategy: { type: 'OnDelete', rollingUpdate: { partition: 1 } },
          podManagementPolicy: 'X',
        }),
      ],
      [
        '422 Invalid',
        "- FieldValueInvalid spec.podManagementPolicy: Invalid value: \"X\": must be 'OrderedReady' or 'Parallel'",
        '- FieldValueInvalid spec.updateStrategy.rollingUpdate: Invalid value: {"Partition":1,"MaxUnavailable":null}: only allowed for updateStrategy \'RollingUpdate\'',
      ],
    ],
    [
      'ds strategy',
      [
        'POST',
        '/apis/apps/v1/namespaces/{ns}/daemonsets?dryRun=All',
        withSpec({
          selector,
          template: template,
          updateStrategy: { type: 'Foo' },
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueNotSupported spec.updateStrategy: Unsupported value: {"Type":"Foo","RollingUpdate":null}: supported values: "RollingUpdate", "OnDelete"',
      ],
    ],
    [
      'ds zero',
      [
        'POST',
        '/apis/apps/v1/namespaces/{ns}/daemonsets?dryRun=All',
        withSpec({
          selector,
          template: template,
          updateStrategy: { rollingUpdate: { maxUnavailable: 0 } },
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueRequired spec.updateStrategy.rollingUpdate.maxUnavailable: Required value: cannot be 0 when maxSurge is 0',
      ],
    ],
  ])('%s', async (_title, request, expected) => {
    expect(causesOf(await ask(server(), { ns }, request))).toEqual(expected);
  });
});
