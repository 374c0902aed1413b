import { contract } from '../testing/contract';

contract('what limits a namespace', server => {
  let namespace: string;
  beforeAll(async () => {
    namespace = await server().namespace();
  });
  const causes = async (resource: string, spec: object): Promise<string[]> => {
    const { code, body } = await server().api.post(
      `/api/v1/namespaces/${namespace}/${resource}?dryRun=All`,
      { metadata: { name: 'checked' }, spec },
    );
    expect([code, body.reason]).toEqual([422, 'Invalid']);
    return body.details.causes
      .map(
        ({ field, message }: { field: string; message: string }) =>
          `${field}: ${message}`,
      )
      .sort();
  };

  it.each<[object, ...string[]]>([
    [
      { hard: { pods: '-1' } },
      'spec.hard[pods]: Invalid value: "-1": must be greater than or equal to 0',
    ],
    [
      { hard: { pods: '1.5' } },
      'spec.hard[pods]: Invalid value: "1500m": must be an integer',
    ],
    [
      { hard: { machines: '1' } },
      'spec.hard[machines]: Invalid value: "machines": must be a standard resource for quota',
      'spec.hard[machines]: Invalid value: "machines": must be a standard resource type or fully qualified',
    ],
    [
      { hard: { pods: '1' }, scopes: ['BestEffort', 'NotBestEffort'] },
      'spec.scopes: Invalid value: ["BestEffort","NotBestEffort"]: conflicting scopes',
    ],
    [
      { hard: { 'requests.cpu': '1' }, scopes: ['BestEffort'] },
      'spec.scopes: Invalid value: ["BestEffort"]: unsupported scope applied to resource',
    ],
    [
      { hard: { pods: '1' }, scopes: ['Urgent'] },
      'spec.scopes: Invalid value: ["Urgent"]: unsupported scope',
    ],
    [
      {
        hard: { pods: '1' },
        scopeSelector: {
          matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In' }],
        },
      },
      "spec.scopeSelector.matchExpressions.values: Required value: must be at least one value when `operator` is 'In' or 'NotIn' for scope selector",
    ],
  ])('refuses the quota %j', async (spec, ...expected) => {
    expect(await causes('resourcequotas', spec)).toEqual([...expected].sort());
  });

  it.each<[object, ...string[]]>([
    [
      { type: 'Container', min: { cpu: '2' }, max: { cpu: '1' } },
      'spec.limits[0].default[cpu]: Invalid value: "2": min value 2 is greater than default value 1',
      'spec.limits[0].defaultRequest[cpu]: Invalid value: "1": min value 2 is greater than default request value 1',
      'spec.limits[0].min[cpu]: Invalid value: "2": min value 2 is greater than max value 1',
    ],
    [
      { type: 'Container', max: { cpu: '1' }, default: { cpu: '2' } },
      'spec.limits[0].default[cpu]: Invalid value: "1": default value 2 is greater than max value 1',
      'spec.limits[0].defaultRequest[cpu]: Invalid value: "2": default request value 2 is greater than max value 1',
    ],
    [
      { type: 'Pod', default: { cpu: '1' } },
      "spec.limits[0].default: Forbidden: may not be specified when `type` is 'Pod'",
    ],
    [
      { type: 'PersistentVolumeClaim' },
      'spec.limits[0].limits: Required value: either minimum or maximum storage value is required, but neither was provided',
    ],
    [
      { type: 'Container', maxLimitRequestRatio: { cpu: '0.5' } },
      'spec.limits[0].maxLimitRequestRatio[cpu]: Invalid value: "500m": ratio 500m is less than 1',
    ],
    [
      {
        type: 'Container',
        min: { cpu: '500m' },
        max: { cpu: '1' },
        maxLimitRequestRatio: { cpu: '4' },
      },
      'spec.limits[0].maxLimitRequestRatio[cpu]: Invalid value: "4": ratio 4 is greater than max/min = 2.000000',
    ],
  ])('refuses the limit range of %j', async (item, ...expected) => {
    expect(await causes('limitranges', { limits: [item] })).toEqual(
      [...expected].sort(),
    );
  });

  it('refuses two limits of one type, and other scopes later', async () => {
    const item = { type: 'Container' };
    expect(await causes('limitranges', { limits: [item, item] })).toEqual([
      'spec.limits[1].type: Duplicate value: "Container"',
    ]);
    const { api } = server();
    const quotas = `/api/v1/namespaces/${namespace}/resourcequotas`;
    await api.post(quotas, {
      metadata: { name: 'scoped' },
      spec: { hard: { pods: '1' }, scopes: ['BestEffort'] },
    });
    const { body } = await api.patch(`${quotas}/scoped`, 'merge', {
      spec: { scopes: ['Terminating'] },
    });
    expect(body.message).toBe(
      'ResourceQuota "scoped" is invalid: spec.scopes: Invalid value: ["Terminating"]: field is immutable',
    );
  });
});
