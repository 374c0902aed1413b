import { ask, Request } from '../../testing/ask';
import { container, withSpec } from '../../testing/builtins';
import { contract } from '../../testing/contract';
import { causesOf } from '../../testing/causesOf';

contract('jobs that cannot be', server => {
  let ns: string;
  beforeAll(async () => {
    ns = await server().namespace();
  });

  it.each<[string, Request, string[]]>([
    [
      'manual none',
      [
        'POST',
        '/apis/batch/v1/namespaces/{ns}/jobs?dryRun=All',
        withSpec({
          manualSelector: true,
          template: {
            metadata: { labels: { a: 'b' } },
            spec: { restartPolicy: 'Never', containers: [container] },
          },
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid spec.template.metadata.labels: Invalid value: {"a":"b"}: `selector` does not match template `labels`',
        '- FieldValueRequired spec.selector: Required value',
      ],
    ],
    [
      'always',
      [
        'POST',
        '/apis/batch/v1/namespaces/{ns}/jobs?dryRun=All',
        withSpec({ template: { spec: { containers: [container] } } }),
      ],
      [
        '422 Invalid',
        '- FieldValueRequired spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"',
      ],
    ],
    [
      'negative',
      [
        'POST',
        '/apis/batch/v1/namespaces/{ns}/jobs?dryRun=All',
        withSpec({
          parallelism: -1,
          completions: -1,
          backoffLimit: -1,
          activeDeadlineSeconds: -1,
          template: { spec: { restartPolicy: 'Never', containers: [] } },
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid spec.activeDeadlineSeconds: Invalid value: -1: must be greater than or equal to 0',
        '- FieldValueInvalid spec.backoffLimit: Invalid value: -1: must be greater than or equal to 0',
        '- FieldValueInvalid spec.completions: Invalid value: -1: must be greater than or equal to 0',
        '- FieldValueInvalid spec.parallelism: Invalid value: -1: must be greater than or equal to 0',
        '- FieldValueRequired spec.template.spec.containers: Required value',
      ],
    ],
    [
      'empty',
      ['POST', '/apis/batch/v1/namespaces/{ns}/jobs?dryRun=All', withSpec({})],
      [
        '422 Invalid',
        '- FieldValueRequired spec.template.spec.containers: Required value',
        '- FieldValueRequired spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"',
      ],
    ],
    [
      'cron: none',
      [
        'POST',
        '/apis/batch/v1/namespaces/{ns}/cronjobs?dryRun=All',
        withSpec({
          schedule: '* * * * *',
          jobTemplate: {
            spec: { template: { spec: { restartPolicy: 'Never' } } },
          },
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueRequired spec.jobTemplate.spec.template.spec.containers: Required value',
      ],
    ],
    [
      'cron: empty',
      [
        'POST',
        '/apis/batch/v1/namespaces/{ns}/cronjobs?dryRun=All',
        withSpec({}),
      ],
      [
        '422 Invalid',
        '- FieldValueRequired spec.jobTemplate.spec.template.spec.containers: Required value',
        '- FieldValueRequired spec.jobTemplate.spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"',
        '- FieldValueRequired spec.schedule: Required value',
      ],
    ],
    [
      'cron: bad',
      [
        'POST',
        '/apis/batch/v1/namespaces/{ns}/cronjobs?dryRun=All',
        withSpec({
          schedule: 'foo',
          concurrencyPolicy: 'x',
          jobTemplate: {
            spec: { template: { spec: { containers: [container] } } },
          },
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid spec.schedule: Invalid value: "foo": expected exactly 5 fields, found 1: [foo]',
        '- FieldValueNotSupported spec.concurrencyPolicy: Unsupported value: "x": supported values: "Allow", "Forbid", "Replace"',
        '- FieldValueRequired spec.jobTemplate.spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"',
      ],
    ],
  ])('%s', async (_title, request, expected) => {
    expect(causesOf(await ask(server(), { ns }, request))).toEqual(expected);
  });
});
