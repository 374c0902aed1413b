import { ask } from '../../testing/ask';
import { container, CORE, merge, withSpec } from '../../testing/builtins';
import { contract } from '../../testing/contract';
import { said } from '../../testing/said';
import { claim, podNamespace } from '../../testing/workload';

const once = { spec: { restartPolicy: 'Never', containers: [container] } };

contract('what may change in built-in kinds', server => {
  let names: Record<string, string>;
  beforeAll(async () => {
    names = { ns: await podNamespace(server()) };
  });
  const post = (path: string, body: object) =>
    ask(server(), names, ['POST', path, body]);
  const change = (path: string, body: object) =>
    ask(server(), names, ['PATCH', path, body, merge]);
  /** The first line: the real server goes on with all that differs. */
  const refused = async (path: string, body: object) => {
    const { code, body: status } = await change(path, body);
    return [
      code,
      status.reason,
      ...(status.details?.causes ?? []).map(
        ({ field, message }: { field: string; message: string }) =>
          `${field}: ${message.split('\n')[0]}`,
      ),
    ];
  };

  it('of a pod its images and deadline, nothing else', async () => {
    await post(`${CORE}/pods`, {
      metadata: { name: 'p' },
      spec: { containers: [container] },
    });
    const pod = `${CORE}/pods/p`;
    const made = await ask(server(), names, ['GET', pod]);
    const [first] = made.body.spec.containers;
    const other =
      'spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';
    for (const spec of [
      { hostNetwork: true },
      { nodeName: 'n' },
      { terminationGracePeriodSeconds: 1 },
      { containers: [{ ...first, name: 'other' }] },
    ]) {
      expect(await refused(pod, { spec })).toEqual([422, 'Invalid', other]);
    }
    expect(
      await refused(pod, {
        spec: { containers: [first, { ...container, name: 'd' }] },
      }),
    ).toEqual([
      422,
      'Invalid',
      'spec.containers: Forbidden: pod updates may not add or remove containers',
    ]);
    const changed = await change(pod, {
      spec: {
        activeDeadlineSeconds: 5,
        containers: [{ ...first, image: 'other:1' }],
      },
    });
    expect(changed.code).toBe(200);
    expect(changed.body.spec.containers[0].image).toBe('other:1');
    // A pod that is sent back as it was made says nothing of its priority.
    const { priority, preemptionPolicy, ...spec } = changed.body.spec;
    const replaced = await ask(server(), names, [
      'PUT',
      pod,
      { metadata: { name: 'p' }, spec },
    ]);
    expect(replaced.body.spec).toMatchObject({ priority, preemptionPolicy });
  });

  it('of a claim for storage its class and volume, until it has one', async () => {
    await post(`${CORE}/persistentvolumeclaims`, claim('v', '1Gi'));
    const path = `${CORE}/persistentvolumeclaims/v`;
    const fixed =
      'spec: Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims';
    for (const spec of [
      { accessModes: ['ReadWriteMany'] },
      { resources: { requests: { storage: '2Gi' } } },
    ]) {
      expect(await refused(path, { spec })).toEqual([422, 'Invalid', fixed]);
    }
    const spec = { storageClassName: 'none', volumeName: 'none' };
    expect((await change(path, { spec })).code).toBe(200);
    expect(await refused(path, { spec: { volumeName: 'other' } })).toEqual([
      422,
      'Invalid',
      fixed,
    ]);
    await change(`${path}/status`, {
      status: { phase: 'Bound', capacity: { storage: '1Gi' } },
    });
    const less = { resources: { requests: { storage: '500Mi' } } };
    expect(await refused(path, { spec: less })).toEqual([
      422,
      'Invalid',
      'spec.resources.requests.storage: Forbidden: field can not be less than status.capacity',
    ]);
  });

  it('of a service its type, with what belongs to it', async () => {
    await post(`${CORE}/services`, {
      metadata: { name: 's' },
      spec: { type: 'LoadBalancer', ports: [{ port: 80 }] },
    });
    const path = `${CORE}/services/s`;
    const wrong = { loadBalancer: { ingress: [{ ip: 'nowhere' }] } };
    expect(await refused(`${path}/status`, { status: wrong })).toEqual([
      422,
      'Invalid',
      'status.loadBalancer.ingress[0].ip: Invalid value: "nowhere": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
    ]);
    const inside = await change(path, { spec: { type: 'ClusterIP' } });
    expect(inside.code).toBe(200);
    expect(inside.body.spec.ports).toEqual([
      { port: 80, protocol: 'TCP', targetPort: 80 },
    ]);
    for (const field of [
      'allocateLoadBalancerNodePorts',
      'externalTrafficPolicy',
    ]) {
      expect(inside.body.spec).not.toHaveProperty(field);
    }
    const { clusterIP } = inside.body.spec;
    const nodes = await change(path, { spec: { type: 'NodePort' } });
    expect(nodes.body.spec).toMatchObject({
      clusterIP,
      externalTrafficPolicy: 'Cluster',
      ports: [{ nodePort: expect.any(Number) }],
    });
    const name = { type: 'ExternalName', externalName: 'a.example.com' };
    const outside = await change(path, { spec: name });
    expect(outside.code).toBe(200);
    expect(outside.body.spec).toMatchObject(name);
    expect(outside.body.spec).not.toHaveProperty('clusterIP');
    expect(outside.body.spec.ports[0]).not.toHaveProperty('nodePort');
    const back = await change(path, { spec: { type: 'ClusterIP' } });
    expect(back.body.spec.clusterIP).toMatch(/^\d+\./);
  });

  it.each([
    [
      { type: 'ExternalName', externalName: 'A_b' },
      "spec.externalName: Invalid value: \"A_b\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
    ],
    [
      { type: 'NodePort', clusterIP: 'None' },
      'spec.clusterIPs[0]: Invalid value: "None": may not be set to \'None\' for NodePort services',
    ],
    [
      { type: 'NodePort', ports: [{ port: 1, nodePort: 80 }] },
      'spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767',
    ],
  ])('is no service that cannot be: %j', async (spec, problem) => {
    // Ports are not handed out when it is only tried.
    const answer = await post(
      `${CORE}/services`,
      withSpec({ ports: [{ port: 1 }], ...spec }),
    );
    expect(said(answer)).toEqual([
      '422 Invalid',
      `Service "x" is invalid: ${problem}`,
      '/Service x',
      `- FieldValueInvalid ${problem}`,
    ]);
  });

  it('of a job how many pods run at once, not how many are to', async () => {
    const jobs = '/apis/batch/v1/namespaces/{ns}/jobs';
    await post(jobs, { ...withSpec({ template: once }) });
    const job = `${jobs}/x`;
    expect((await change(job, { spec: { parallelism: 2 } })).code).toBe(200);
    expect(said(await change(job, { spec: { completions: 3 } }))).toEqual([
      '422 Invalid',
      'Job.batch "x" is invalid: spec.completions: Invalid value: 3: field is immutable',
      'batch/Job x',
      '- FieldValueInvalid spec.completions: Invalid value: 3: field is immutable',
    ]);
  });

  it('leaves the pods of a job, unless it is told otherwise', async () => {
    const jobs = '/apis/batch/v1/namespaces/{ns}/jobs';
    const job = { spec: { template: once } };
    await post(jobs, { metadata: { name: 'kept' }, ...job });
    const kept = await ask(server(), names, ['DELETE', `${jobs}/kept`]);
    expect(kept.body).toMatchObject({
      kind: 'Job',
      metadata: { finalizers: ['orphan'] },
    });
    await post(jobs, { metadata: { name: 'gone' }, ...job });
    const gone = await ask(server(), names, [
      'DELETE',
      `${jobs}/gone`,
      { propagationPolicy: 'Background' },
    ]);
    expect(gone.body).toMatchObject({ kind: 'Status', status: 'Success' });
  });

  it('sends no pod to a node that is not there to be sent', async () => {
    const { code } = await post(`${CORE}/bindings`, {
      metadata: { name: 'nobody' },
      target: { kind: 'Node', name: 'n' },
    });
    // 501 where nothing runs pods.
    expect(code).toBe(server().kind === 'real' ? 404 : 501);
  });
});
