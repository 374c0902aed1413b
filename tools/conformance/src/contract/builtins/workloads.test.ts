import { ask, Request } from '../../testing/ask';
import {
  container,
  filledIn,
  merge,
  selector,
  template,
  withSpec,
} from '../../testing/builtins';
import { contract } from '../../testing/contract';
import { inOrder, said } from '../../testing/said';

const APPS = '/apis/apps/v1/namespaces/{ns}/deployments?dryRun=All';

contract('workloads', server => {
  let names: Record<string, string>;
  beforeAll(async () => {
    names = { ns: await server().namespace() };
    await server().api.post(
      `/apis/apps/v1/namespaces/${names.ns}/deployments`,
      { metadata: { name: 'web' }, spec: { replicas: 0, selector, template } },
    );
  });

  it.each<[string, Request, string[]]>([
    [
      'deployment without anything',
      ['POST', APPS, withSpec({})],
      [
        '422 Invalid',
        'Deployment.apps "x" is invalid: [spec.selector: Required value, spec.template.metadata.labels: Invalid value: null: `selector` does not match template `labels`, spec.template.spec.containers: Required value]',
        'apps/Deployment x',
        '- FieldValueRequired spec.selector: Required value',
        '- FieldValueInvalid spec.template.metadata.labels: Invalid value: null: `selector` does not match template `labels`',
        '- FieldValueRequired spec.template.spec.containers: Required value',
      ],
    ],
    [
      'deployment selector missing',
      ['POST', APPS, withSpec({ template })],
      [
        '422 Invalid',
        'Deployment.apps "x" is invalid: [spec.selector: Required value, spec.template.metadata.labels: Invalid value: {"a":"b"}: `selector` does not match template `labels`]',
        'apps/Deployment x',
        '- FieldValueRequired spec.selector: Required value',
        '- FieldValueInvalid spec.template.metadata.labels: Invalid value: {"a":"b"}: `selector` does not match template `labels`',
      ],
    ],
    [
      'deployment selector empty',
      ['POST', APPS, withSpec({ selector: {}, template })],
      [
        '422 Invalid',
        'Deployment.apps "x" is invalid: spec.selector: Invalid value: {}: empty selector is invalid for deployment',
        'apps/Deployment x',
        '- FieldValueInvalid spec.selector: Invalid value: {}: empty selector is invalid for deployment',
      ],
    ],
    [
      'labels do not match',
      [
        'POST',
        APPS,
        withSpec({ selector: { matchLabels: { x: 'y' } }, template }),
      ],
      [
        '422 Invalid',
        'Deployment.apps "x" is invalid: spec.template.metadata.labels: Invalid value: {"a":"b"}: `selector` does not match template `labels`',
        'apps/Deployment x',
        '- FieldValueInvalid spec.template.metadata.labels: Invalid value: {"a":"b"}: `selector` does not match template `labels`',
      ],
    ],
    [
      'negative replicas',
      ['POST', APPS, withSpec({ replicas: -1, selector, template })],
      [
        '422 Invalid',
        'Deployment.apps "x" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
        'apps/Deployment x',
        '- FieldValueInvalid spec.replicas: Invalid value: -1: must be greater than or equal to 0',
      ],
    ],
    [
      'selector changed',
      [
        'PATCH',
        '/apis/apps/v1/namespaces/{ns}/deployments/web',
        {
          spec: {
            selector: { matchLabels: { c: 'd' } },
            template: { metadata: { labels: { c: 'd' } } },
          },
        },
        merge,
      ],
      [
        '422 Invalid',
        'Deployment.apps "web" is invalid: spec.selector: Invalid value: {"matchLabels":{"a":"b","c":"d"}}: field is immutable',
        'apps/Deployment web',
        '- FieldValueInvalid spec.selector: Invalid value: {"matchLabels":{"a":"b","c":"d"}}: field is immutable',
      ],
    ],
  ])('are refused: %s', async (_title, request, text) => {
    expect(inOrder(said(await ask(server(), names, request)))).toEqual(
      inOrder(text),
    );
  });

  it.each<[string, Request, unknown]>([
    [
      'deployment',
      ['POST', APPS, withSpec({ selector, template })],
      {
        kind: 'Deployment',
        apiVersion: 'apps/v1',
        metadata: { name: 'x', generation: 1 },
        spec: {
          replicas: 1,
          selector: { matchLabels: { a: 'b' } },
          template: {
            metadata: { labels: { a: 'b' } },
            spec: {
              containers: [
                {
                  name: 'c',
                  image: 'i',
                  resources: {},
                  terminationMessagePath: '/dev/termination-log',
                  terminationMessagePolicy: 'File',
                  imagePullPolicy: 'Always',
                },
              ],
              restartPolicy: 'Always',
              terminationGracePeriodSeconds: 30,
              dnsPolicy: 'ClusterFirst',
              securityContext: {},
              schedulerName: 'default-scheduler',
            },
          },
          strategy: {
            type: 'RollingUpdate',
            rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' },
          },
          revisionHistoryLimit: 10,
          progressDeadlineSeconds: 600,
        },
        status: {},
      },
    ],
    [
      'job',
      [
        'POST',
        '/apis/batch/v1/namespaces/{ns}/cronjobs?dryRun=All',
        {
          metadata: { name: 'x' },
          spec: {
            schedule: '* * * * *',
            jobTemplate: {
              spec: {
                template: {
                  spec: { restartPolicy: 'Never', containers: [container] },
                },
              },
            },
          },
        },
      ],
      {
        kind: 'CronJob',
        apiVersion: 'batch/v1',
        metadata: { name: 'x', generation: 1 },
        spec: {
          schedule: '* * * * *',
          concurrencyPolicy: 'Allow',
          suspend: false,
          jobTemplate: {
            metadata: {},
            spec: {
              template: {
                metadata: {},
                spec: {
                  containers: [
                    {
                      name: 'c',
                      image: 'i',
                      resources: {},
                      terminationMessagePath: '/dev/termination-log',
                      terminationMessagePolicy: 'File',
                      imagePullPolicy: 'Always',
                    },
                  ],
                  restartPolicy: 'Never',
                  terminationGracePeriodSeconds: 30,
                  dnsPolicy: 'ClusterFirst',
                  securityContext: {},
                  schedulerName: 'default-scheduler',
                },
              },
            },
          },
          successfulJobsHistoryLimit: 3,
          failedJobsHistoryLimit: 1,
        },
        status: {},
      },
    ],
  ])('are filled in: %s', async (_title, request, expected) => {
    const { code, body } = await ask(server(), names, request);
    expect(code).toBe(201);
    expect(filledIn(body)).toEqual(expected);
  });
});
