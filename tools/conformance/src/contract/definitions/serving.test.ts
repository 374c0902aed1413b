import { Answer } from '@kubedc/embedded-apiserver/testing';
import { contract } from '../../testing/contract';
import { define, DEFINITIONS } from '../../testing/define';
import { condition } from '../../testing/definitions';
import { said } from '../../testing/said';

contract('what definitions serve', server => {
  it('are served in another version once it is there', async () => {
    const { api } = server();
    const widgets = await define(server());
    const ns = await server().namespace();
    await api.post(widgets.path(ns), widgets.object('old', { a: 1 }));
    const { body } = await api.get(`${DEFINITIONS}/${widgets.name}`);
    const [v1] = body.spec.versions;
    await api.patch(`${DEFINITIONS}/${widgets.name}`, 'merge', {
      spec: { versions: [v1, { ...v1, name: 'v2', storage: false }] },
    });
    const path = `/apis/${widgets.group}/v2/namespaces/${ns}/widgets/old`;
    const answer = await api.until(path, ({ code }) => code === 200);
    expect(answer.body).toMatchObject({
      apiVersion: `${widgets.group}/v2`,
      spec: { a: 1 },
    });
    const group = await api.until(
      `/apis/${widgets.group}`,
      a => a.body?.versions?.length === 2,
    );
    expect(group.body.preferredVersion.version).toBe('v2');
    await api.patch(`${DEFINITIONS}/${widgets.name}`, 'merge', {
      spec: {
        versions: [v1, { ...v1, name: 'v2', storage: false, served: false }],
      },
    });
    expect(said(await api.until(path, ({ code }) => code === 404))).toEqual([
      '404',
      '404 page not found\n',
    ]);
  });

  it('take a new schema at once', async () => {
    const { api } = server();
    const widgets = await define(server());
    const ns = await server().namespace();
    const { body } = await api.get(`${DEFINITIONS}/${widgets.name}`);
    body.spec.versions[0].schema.openAPIV3Schema.properties.spec = {
      type: 'object',
      properties: { size: { type: 'integer', maximum: 3 } },
    };
    await api.put(`${DEFINITIONS}/${widgets.name}`, body);
    const deadline = Date.now() + 120_000;
    let answer: Answer;
    do {
      answer = await api.post(
        `${widgets.path(ns)}?dryRun=All`,
        widgets.object('x', { size: 5 }),
      );
    } while ([201, 503].includes(answer.code) && Date.now() < deadline);
    expect(said(answer)).toEqual([
      '422 Invalid',
      'Widget.widgets.example.com "x" is invalid: spec.size: Invalid value: 5: spec.size in body should be less than or equal to 3',
      'widgets.example.com/Widget x',
      '- FieldValueInvalid spec.size: Invalid value: 5: spec.size in body should be less than or equal to 3',
    ]);
    const changed = await api.get(`${DEFINITIONS}/${widgets.name}`);
    expect(changed.body.metadata.generation).toBe(2);
  });

  it('take their objects with them', async () => {
    const { api } = server();
    const widgets = await define(server());
    const ns = await server().namespace();
    await api.post(widgets.path(ns), widgets.object('a'));
    await api.post(
      widgets.path(ns),
      widgets.object(
        'held',
        {},
        { metadata: { name: 'held', finalizers: ['example.com/hold'] } },
      ),
    );
    const { body } = await api.delete(`${DEFINITIONS}/${widgets.name}`);
    expect(body.metadata.finalizers).toEqual([
      'customresourcecleanup.apiextensions.k8s.io',
    ]);
    expect(body.metadata.deletionTimestamp).toEqual(expect.any(String));
    const terminating = await api.until(
      `${DEFINITIONS}/${widgets.name}`,
      a => condition(a, 'Terminating')?.[0] === 'True',
    );
    expect(condition(terminating, 'Terminating')![0]).toBe('True');
    await api.until(`${widgets.path(ns)}/a`, ({ code }) => code === 404);
    const refused = await api.post(widgets.path(ns), widgets.object('new'));
    expect(said(refused)).toEqual([
      '403 Forbidden',
      'widgets.widgets.example.com "new" is forbidden: create not allowed while custom resource definition is terminating',
      'widgets.example.com/widgets new',
    ]);
    await api.patch(`${widgets.path(ns)}/held`, 'merge', {
      metadata: { finalizers: null },
    });
    await api.until(
      `${DEFINITIONS}/${widgets.name}`,
      ({ code }) => code === 404,
    );
    const gone = await api.until(widgets.path(ns), ({ code }) => code === 404);
    expect(said(gone)).toEqual(['404', '404 page not found\n']);
  });

  it('of the cluster are not in namespaces', async () => {
    const widgets = await define(server(), { scope: 'Cluster' });
    const made = await server().api.post(
      widgets.path(),
      widgets.object('wide'),
    );
    expect(made.code).toBe(201);
    expect(made.body.metadata.namespace).toBeUndefined();
    expect(said(await server().api.get(widgets.path('default')))).toEqual([
      '404',
      '404 page not found\n',
    ]);
    expect(
      said(await server().api.get(`${widgets.path('default')}/wide`)),
    ).toEqual(['404', '404 page not found\n']);
  });
});
