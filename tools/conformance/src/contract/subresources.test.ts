import { contract } from '../testing/contract';
import { define, Defined } from '../testing/define';
import { said } from '../testing/said';

const SPEC = {
  type: 'object',
  properties: {
    replicas: { type: 'integer', minimum: 0, maximum: 9 },
    note: { type: 'string' },
  },
};

contract('subresources', server => {
  let widgets: Defined;
  let ns: string;
  let path: string;
  beforeAll(async () => {
    widgets = await define(server(), {
      schema: {
        type: 'object',
        properties: {
          spec: SPEC,
          status: {
            type: 'object',
            properties: {
              replicas: { type: 'integer' },
              phase: { type: 'string' },
              selector: { type: 'string' },
            },
          },
        },
      },
      version: {
        subresources: {
          status: {},
          scale: {
            specReplicasPath: '.spec.replicas',
            statusReplicasPath: '.status.replicas',
            labelSelectorPath: '.status.selector',
          },
        },
      },
    });
    ns = await server().namespace();
    path = widgets.path(ns);
  });
  const make = async (name: string, spec: object = { replicas: 2 }) =>
    (
      await server().api.post(
        path,
        widgets.object(name, spec, { status: { phase: 'Mine' } }),
      )
    ).body;

  it('status: is not set by a create, nor by an update of the object', async () => {
    const made = await make('plain');
    expect(made.status).toBeUndefined();
    expect(made.metadata.generation).toBe(1);
    const { body } = await server().api.put(`${path}/plain`, {
      ...made,
      status: { phase: 'Mine' },
    });
    expect(body.status).toBeUndefined();
    expect(body.metadata.generation).toBe(1);
    expect(body.metadata.resourceVersion).toBe(made.metadata.resourceVersion);
  });

  it('status: changes nothing but the status', async () => {
    const made = await make('status');
    const { code, body } = await server().api.put(`${path}/status/status`, {
      ...made,
      metadata: {
        ...made.metadata,
        labels: { l: '1' },
        annotations: { a: '1' },
      },
      spec: { replicas: 7 },
      status: { phase: 'Running' },
    });
    expect(code).toBe(200);
    expect(body.status).toEqual({ phase: 'Running' });
    expect(body.spec).toEqual({ replicas: 2 });
    expect(body.metadata.generation).toBe(1);
    expect([body.metadata.labels, body.metadata.annotations]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('status: is patched and read by itself', async () => {
    await make('patched');
    const { body } = await server().api.patch(
      `${path}/patched/status`,
      'merge',
      {
        spec: { replicas: 5 },
        status: { phase: 'Running', replicas: 2 },
      },
    );
    expect(body.status).toEqual({ phase: 'Running', replicas: 2 });
    expect(body.spec.replicas).toBe(2);
    const read = await server().api.get(`${path}/patched/status`);
    expect(read.body).toEqual(body);
    const json = await server().api.patch(`${path}/patched/status`, 'json', [
      { op: 'remove', path: '/status/phase' },
    ]);
    expect(json.body.status).toEqual({ replicas: 2 });
    const gone = await server().api.patch(`${path}/patched/status`, 'merge', {
      status: null,
    });
    expect(gone.body.status).toBeUndefined();
  });

  it('status: is checked and pruned', async () => {
    await make('checked');
    const wrong = await server().api.patch(`${path}/checked/status`, 'merge', {
      status: { replicas: 'x' },
    });
    expect(wrong.code).toBe(422);
    expect(wrong.body.details.causes.map((c: any) => c.field)).toEqual([
      'status.replicas',
      '.status.replicas',
    ]);
    const pruned = await server().api.patch(`${path}/checked/status`, 'merge', {
      status: { phase: 'A', odd: 1 },
    });
    expect(pruned.body.status).toEqual({ phase: 'A' });
    expect(pruned.headers.warning).toEqual(
      '299 - "unknown field \\"status.odd\\""',
    );
  });

  it('status: is not written over a newer state', async () => {
    const made = await make('raced');
    await server().api.patch(`${path}/raced`, 'merge', { spec: { note: 'x' } });
    const late = await server().api.put(`${path}/raced/status`, {
      ...made,
      status: { phase: 'A' },
    });
    expect(said(late)).toEqual([
      '409 Conflict',
      'Operation cannot be fulfilled on widgets.widgets.example.com "raced": the object has been modified; please apply your changes to the latest version and try again',
      'widgets.example.com/widgets raced',
    ]);
  });

  it('status: has few methods', async () => {
    await make('methods');
    const { api } = server();
    expect(said(await api.delete(`${path}/methods/status`))).toEqual([
      '405 MethodNotAllowed',
      'delete is not supported on resources of kind "widgets.widgets.example.com"',
      'widgets.example.com/widgets ',
    ]);
    expect(said(await api.post(`${path}/methods/status`, {}))).toEqual([
      '405 MethodNotAllowed',
      'create is not supported on resources of kind "widgets.widgets.example.com"',
      'widgets.example.com/widgets ',
    ]);
    expect(said(await api.get(`${path}/nobody/status`))).toEqual([
      '404 NotFound',
      'widgets.widgets.example.com "nobody" not found',
      'widgets.example.com/widgets nobody',
    ]);
    expect(said(await api.patch(`${path}/nobody/status`, 'merge', {}))).toEqual(
      [
        '404 NotFound',
        'widgets.widgets.example.com "nobody" not found',
        'widgets.example.com/widgets nobody',
      ],
    );
  });

  it('scale: shows what the paths name', async () => {
    const made = await make('scaled');
    await server().api.patch(`${path}/scaled/status`, 'merge', {
      status: { replicas: 1, selector: 'a=b' },
    });
    const { code, body } = await server().api.get(`${path}/scaled/scale`);
    expect(code).toBe(200);
    expect(body).toEqual({
      kind: 'Scale',
      apiVersion: 'autoscaling/v1',
      metadata: {
        name: 'scaled',
        namespace: ns,
        uid: made.metadata.uid,
        resourceVersion: expect.any(String),
        creationTimestamp: made.metadata.creationTimestamp,
      },
      spec: { replicas: 2 },
      status: { replicas: 1, selector: 'a=b' },
    });
  });

  it('scale: is replaced and patched, and counts a generation', async () => {
    await make('resized');
    const scale = (await server().api.get(`${path}/resized/scale`)).body;
    const put = await server().api.put(`${path}/resized/scale`, {
      ...scale,
      spec: { replicas: 4 },
    });
    expect([put.code, put.body.kind, put.body.spec]).toEqual([
      200,
      'Scale',
      { replicas: 4 },
    ]);
    const patched = await server().api.patch(`${path}/resized/scale`, 'merge', {
      spec: { replicas: 5 },
    });
    expect(patched.body.spec).toEqual({ replicas: 5 });
    const { body } = await server().api.get(`${path}/resized`);
    expect([body.spec.replicas, body.metadata.generation]).toEqual([5, 3]);
    const late = await server().api.put(`${path}/resized/scale`, scale);
    expect(said(late)).toEqual([
      '409 Conflict',
      'Operation cannot be fulfilled on widgets.widgets.example.com "resized": the object has been modified; please apply your changes to the latest version and try again',
      'widgets.example.com/widgets resized',
    ]);
  });

  it('scale: is checked', async () => {
    await make('bounds');
    const { api } = server();
    expect(
      said(
        await api.patch(`${path}/bounds/scale`, 'merge', {
          spec: { replicas: -1 },
        }),
      ),
    ).toEqual([
      '422 Invalid',
      'Widget.widgets.example.com "bounds" is invalid: [spec.replicas: Invalid value: -1: spec.replicas in body should be greater than or equal to 0, .spec.replicas: Invalid value: -1: should be a non-negative integer]',
      'widgets.example.com/Widget bounds',
      '- FieldValueInvalid spec.replicas: Invalid value: -1: spec.replicas in body should be greater than or equal to 0',
      '- FieldValueInvalid .spec.replicas: Invalid value: -1: should be a non-negative integer',
    ]);
    expect(
      said(
        await api.patch(`${path}/bounds/scale`, 'merge', {
          spec: { replicas: 10 },
        }),
      ),
    ).toEqual([
      '422 Invalid',
      'Widget.widgets.example.com "bounds" is invalid: spec.replicas: Invalid value: 10: spec.replicas in body should be less than or equal to 9',
      'widgets.example.com/Widget bounds',
      '- FieldValueInvalid spec.replicas: Invalid value: 10: spec.replicas in body should be less than or equal to 9',
    ]);
    expect(
      said(
        await api.patch(`${path}/bounds/scale`, 'merge', {
          spec: { replicas: 'x' },
        }),
      ),
    ).toEqual([
      '422 Invalid',
      ' "" is invalid: patch: Invalid value: <object>: json: cannot unmarshal string into Go struct field ScaleSpec.spec.replicas of type int32',
      '/ ',
      '- FieldValueInvalid patch: Invalid value: <object>: json: cannot unmarshal string into Go struct field ScaleSpec.spec.replicas of type int32',
    ]);
    expect(said(await api.get(`${path}/nobody/scale`))).toEqual([
      '404 NotFound',
      'widgets.widgets.example.com "nobody" not found',
      'widgets.example.com/widgets nobody',
    ]);
    expect(said(await api.patch(`${path}/nobody/scale`, 'merge', {}))).toEqual([
      '404 NotFound',
      'widgets.widgets.example.com "nobody" not found',
      'widgets.example.com/widgets nobody',
    ]);
    expect(
      said(
        await api.put(`${path}/bounds/scale`, {
          kind: 'Scale',
          apiVersion: 'autoscaling/v1',
          metadata: { name: 'other' },
          spec: { replicas: 1 },
        }),
      ),
    ).toEqual([
      '400 BadRequest',
      'the name of the object (other) does not match the name on the URL (bounds)',
    ]);
    expect(said(await api.delete(`${path}/bounds/scale`))).toEqual([
      '405 MethodNotAllowed',
      'delete is not supported on resources of kind "widgets.widgets.example.com"',
      'widgets.example.com/widgets ',
    ]);
  });

  it('scale: of an object without replicas', async () => {
    await make('bare', {});
    const answer = await server().api.get(`${path}/bare/scale`);
    expect(said(answer)).toEqual([
      '500 InternalError',
      'Internal error occurred: the spec replicas field ".spec.replicas" does not exist',
      '/ ',
      '-  : the spec replicas field ".spec.replicas" does not exist',
    ]);
  });

  it('scale: of a deployment', async () => {
    const { api } = server();
    const deployments = `/apis/apps/v1/namespaces/${ns}/deployments`;
    const made = await api.post(deployments, {
      metadata: { name: 'web' },
      spec: {
        replicas: 2,
        selector: { matchLabels: { a: 'b' } },
        template: {
          metadata: { labels: { a: 'b' } },
          spec: { containers: [{ name: 'c', image: 'i' }] },
        },
      },
    });
    expect(made.code).toBe(201);
    const { body } = await api.get(`${deployments}/web/scale`);
    expect(body).toEqual({
      kind: 'Scale',
      apiVersion: 'autoscaling/v1',
      metadata: expect.objectContaining({ name: 'web', namespace: ns }),
      spec: { replicas: 2 },
      status: { replicas: 0, selector: 'a=b' },
    });
    const patched = await api.patch(`${deployments}/web/scale`, 'merge', {
      spec: { replicas: 0 },
    });
    expect(patched.body.spec).toEqual({});
    expect(
      said(
        await api.patch(`${deployments}/web/scale`, 'merge', {
          spec: { replicas: -1 },
        }),
      ),
    ).toEqual([
      '422 Invalid',
      'Scale.autoscaling "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
      'autoscaling/Scale web',
      '- FieldValueInvalid spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    ]);
    const read = await api.get(`${deployments}/web`);
    expect([read.body.spec.replicas, read.body.metadata.generation]).toEqual([
      0, 2,
    ]);
    const dry = await api.patch(
      `${deployments}/web/scale?dryRun=All`,
      'merge',
      { spec: { replicas: 7 } },
    );
    expect(dry.body.spec.replicas).toBe(7);
    expect((await api.get(`${deployments}/web`)).body.spec.replicas).toBe(0);
  });

  it('status: of built-in kinds', async () => {
    const { api } = server();
    const services = `/api/v1/namespaces/${ns}/services`;
    await api.post(services, {
      metadata: { name: 'lb' },
      spec: { type: 'LoadBalancer', ports: [{ port: 80 }] },
    });
    const { body } = await api.patch(`${services}/lb/status`, 'merge', {
      spec: { ports: [{ port: 81 }] },
      status: { loadBalancer: { ingress: [{ ip: '1.2.3.4' }] } },
    });
    expect(body.spec.ports[0].port).toBe(80);
    expect(body.status.loadBalancer.ingress).toEqual([
      { ip: '1.2.3.4', ipMode: 'VIP' },
    ]);
  });
});
