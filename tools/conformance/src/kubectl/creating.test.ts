import { withKubectl } from '../testing/kubectl';

/** What kubectl creates by itself it sends as protobuf. */
withKubectl('kubectl makes objects', (server, kubectl) => {
  const run = (...args: string[]) => kubectl().run(...args);
  const get = async (id: string) =>
    JSON.parse(await run('get', id, '-o', 'json', '--show-managed-fields'));

  it('a deployment as it would be written by hand', async () => {
    await run('create', 'deployment', 'web', '--image=web:1', '--port=80');
    const { metadata, spec } = await get('deployment/web');
    expect(metadata.generation).toBe(1);
    expect(spec).not.toHaveProperty('paused');
    expect(spec).not.toHaveProperty('minReadySeconds');
    expect(spec.template.metadata).toEqual({ labels: { app: 'web' } });
    expect(spec.template.spec).not.toHaveProperty('hostNetwork');
    expect(spec.template.spec.containers).toEqual([
      {
        name: 'web',
        image: 'web:1',
        imagePullPolicy: 'IfNotPresent',
        ports: [{ containerPort: 80, protocol: 'TCP' }],
        resources: {},
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
      },
    ]);
    expect(
      Object.keys(metadata.managedFields[0].fieldsV1['f:spec']).sort(),
    ).toEqual([
      'f:progressDeadlineSeconds',
      'f:replicas',
      'f:revisionHistoryLimit',
      'f:selector',
      'f:strategy',
      'f:template',
    ]);
  });

  it('jobs, and jobs of jobs that come again and again', async () => {
    await run('create', 'job', 'once', '--image=i', '--', 'date');
    const { spec } = await get('job/once');
    expect(spec.template.spec.containers[0]).not.toHaveProperty('tty');
    expect(spec.manualSelector).toBe(false);
    await run(
      ...['create', 'cronjob', 'daily', '--image=i'],
      ...['--schedule=@daily', '--', 'date'],
    );
    await run('create', 'job', 'now', '--from=cronjob/daily');
    const job = await get('job/now');
    expect(job.metadata.ownerReferences).toEqual([
      expect.objectContaining({ kind: 'CronJob', name: 'daily' }),
    ]);
    expect(job.metadata.generation).toBe(1);
  });

  it('namespaces, rights and limits', async () => {
    const name = server().unique('made');
    await run('create', 'namespace', name);
    server().atEnd(() => server().api.delete(`/api/v1/namespaces/${name}`));
    expect((await get(`namespace/${name}`)).metadata).not.toHaveProperty(
      'generation',
    );
    await run('create', 'quota', 'q', '--hard=pods=2');
    await run('create', 'role', 'r', '--verb=get', '--resource=pods');
    await run('create', 'rolebinding', 'b', '--role=r', '--user=somebody');
    for (const id of ['quota/q', 'role/r', 'rolebinding/b']) {
      expect((await get(id)).metadata).not.toHaveProperty('generation');
    }
    expect((await get('quota/q')).spec).toEqual({ hard: { pods: '2' } });
  });
});
