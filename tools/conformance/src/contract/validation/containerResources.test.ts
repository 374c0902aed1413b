import { ask, Request } from '../../testing/ask';
import { CORE, selector, withSpec } from '../../testing/builtins';
import { contract } from '../../testing/contract';
import { causesOf } from '../../testing/causesOf';
import { podNamespace } from '../../testing/workload';

contract('container resources that cannot be', server => {
  let ns: string;
  beforeAll(async () => {
    ns = await podNamespace(server());
  });

  it.each<[string, Request, string[]]>([
    [
      'above',
      [
        'POST',
        `${CORE}/pods?dryRun=All`,
        withSpec({
          containers: [
            {
              name: 'c',
              image: 'i',
              resources: { requests: { cpu: '2' }, limits: { cpu: '1' } },
            },
          ],
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1',
      ],
    ],
    [
      'negative',
      [
        'POST',
        `${CORE}/pods?dryRun=All`,
        withSpec({
          containers: [
            {
              name: 'c',
              image: 'i',
              resources: {
                requests: { cpu: '-1' },
                limits: { memory: '-1Gi' },
              },
            },
          ],
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid spec.containers[0].resources.limits[memory]: Invalid value: "-1Gi": must be greater than or equal to 0',
        '- FieldValueInvalid spec.containers[0].resources.requests[cpu]: Invalid value: "-1": must be greater than or equal to 0',
        '- FieldValueInvalid spec.containers[0].resources.requests[memory]: Invalid value: "-1Gi": must be greater than or equal to 0',
      ],
    ],
    [
      'unknown',
      [
        'POST',
        `${CORE}/pods?dryRun=All`,
        withSpec({
          containers: [
            {
              name: 'c',
              image: 'i',
              resources: {
                requests: { foo: '1' },
                limits: { 'nvidia.com/gpu': '1' },
              },
            },
          ],
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid spec.containers[0].resources.requests[foo]: Invalid value: "foo": must be a standard resource for containers',
        '- FieldValueInvalid spec.containers[0].resources.requests[foo]: Invalid value: "foo": must be a standard resource type or fully qualified',
      ],
    ],
    [
      'gpu',
      [
        'POST',
        `${CORE}/pods?dryRun=All`,
        withSpec({
          containers: [
            {
              name: 'c',
              image: 'i',
              resources: {
                requests: { 'nvidia.com/gpu': '1' },
                limits: { 'nvidia.com/gpu': '2' },
              },
            },
          ],
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid spec.containers[0].resources.requests: Invalid value: "1": must be equal to nvidia.com/gpu limit of 2',
      ],
    ],
    [
      'gpu only req',
      [
        'POST',
        `${CORE}/pods?dryRun=All`,
        withSpec({
          containers: [
            {
              name: 'c',
              image: 'i',
              resources: { requests: { 'nvidia.com/gpu': '1' } },
            },
          ],
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueRequired spec.containers[0].resources.limits: Required value: Limit must be set for non overcommitable resources',
      ],
    ],
    [
      'gpu frac',
      [
        'POST',
        `${CORE}/pods?dryRun=All`,
        withSpec({
          containers: [
            {
              name: 'c',
              image: 'i',
              resources: { limits: { 'nvidia.com/gpu': '500m' } },
            },
          ],
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid spec.containers[0].resources.limits[nvidia.com/gpu]: Invalid value: "500m": must be an integer',
        '- FieldValueInvalid spec.containers[0].resources.requests[nvidia.com/gpu]: Invalid value: "500m": must be an integer',
      ],
    ],
    [
      'hugepages',
      [
        'POST',
        `${CORE}/pods?dryRun=All`,
        withSpec({
          containers: [
            {
              name: 'c',
              image: 'i',
              resources: { limits: { 'hugepages-2Mi': '2Mi' } },
            },
          ],
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueForbidden spec.containers[0].resources: Forbidden: HugePages require cpu or memory',
      ],
    ],
    [
      'storage',
      [
        'POST',
        `${CORE}/pods?dryRun=All`,
        withSpec({
          containers: [
            {
              name: 'c',
              image: 'i',
              resources: {
                requests: { storage: '1Gi', 'ephemeral-storage': '1Gi' },
              },
            },
          ],
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid spec.containers[0].resources.requests[storage]: Invalid value: "storage": must be a standard resource for containers',
      ],
    ],
    [
      'dep',
      [
        'POST',
        '/apis/apps/v1/namespaces/{ns}/deployments?dryRun=All',
        withSpec({
          selector,
          template: {
            metadata: { labels: { a: 'b' } },
            spec: {
              containers: [
                {
                  name: 'c',
                  image: 'i',
                  resources: { requests: { cpu: '2' }, limits: { cpu: '1' } },
                },
              ],
            },
          },
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid spec.template.spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1',
      ],
    ],
    [
      'init',
      [
        'POST',
        `${CORE}/pods?dryRun=All`,
        withSpec({
          containers: [{ name: 'c', image: 'i', resources: {} }],
          initContainers: [
            {
              name: 'c',
              image: '',
              resources: { requests: { cpu: '2' }, limits: { cpu: '1' } },
            },
          ],
        }),
      ],
      [
        '422 Invalid',
        '- FieldValueDuplicate spec.initContainers[0].name: Duplicate value: "c"',
        '- FieldValueInvalid spec.initContainers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1',
        '- FieldValueRequired spec.initContainers[0].image: Required value',
      ],
    ],
  ])('%s', async (_title, request, expected) => {
    expect(causesOf(await ask(server(), { ns }, request))).toEqual(expected);
  });
});
