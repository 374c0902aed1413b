import { ApiClient } from '@kubedc/embedded-apiserver/testing';
import { contract } from '../testing/contract';
import { definition, DEFINITIONS } from '../testing/define';

const TIME = expect.stringMatching(/Z$/);

const version = (name: string, storage: boolean) => ({
  name,
  served: true,
  storage,
  subresources: { status: {} },
  schema: {
    openAPIV3Schema: {
      type: 'object',
      properties: {
        spec: {
          type: 'object',
          properties: {
            size: { type: 'integer' },
            note: { type: 'string' },
            ports: {
              type: 'array',
              'x-kubernetes-list-type': 'map',
              'x-kubernetes-list-map-keys': ['port', 'protocol'],
              items: {
                type: 'object',
                required: ['port'],
                properties: {
                  port: { type: 'integer' },
                  protocol: { type: 'string', default: 'TCP' },
                  name: { type: 'string' },
                },
              },
            },
          },
        },
        status: {
          type: 'object',
          properties: { phase: { type: 'string' }, count: { type: 'integer' } },
        },
      },
    },
  },
});

contract('server-side apply in several versions', server => {
  let ns: string;
  let api: ApiClient;
  let group: string;
  beforeAll(async () => {
    ns = await server().namespace();
    ({ api } = server());
    group = `${server().unique('widgets')}.example.com`;
    const body = definition(group);
    const name = `widgets.${group}`;
    await api.post(DEFINITIONS, {
      ...body,
      spec: {
        ...body.spec,
        versions: [version('v1', true), version('v2', false)],
      },
    });
    server().atEnd(() => api.delete(`${DEFINITIONS}/${name}`));
    for (const served of ['v1', 'v2']) {
      await api.until(
        `/apis/${group}/${served}/widgets`,
        ({ code }) => code === 200,
      );
    }
  });

  const path = (served: string, name: string) =>
    `/apis/${group}/${served}/namespaces/${ns}/widgets/${name}`;
  const apply = (
    served: string,
    name: string,
    manager: string,
    more: object,
    subresource = '',
  ) =>
    api.patch(
      `${path(served, name)}${subresource}?fieldManager=${manager}`,
      'apply',
      {
        apiVersion: `${group}/${served}`,
        kind: 'Widget',
        metadata: { name },
        ...more,
      },
    );
  const entry = (
    manager: string,
    served: string,
    fieldsV1: object,
    more: object = {},
  ) => ({
    manager,
    operation: 'Apply',
    apiVersion: `${group}/${served}`,
    time: TIME,
    fieldsType: 'FieldsV1',
    fieldsV1,
    ...more,
  });

  it('goes on in another version', async () => {
    await apply('v1', 'moved', 'ann', { spec: { size: 1, note: 'a' } });
    const { body } = await apply('v2', 'moved', 'ann', { spec: { size: 2 } });
    expect(body.apiVersion).toBe(`${group}/v2`);
    expect(body.spec).toEqual({ size: 2 });
    expect(body.metadata.managedFields).toEqual([
      entry('ann', 'v2', { 'f:spec': { 'f:size': {} } }),
    ]);
  });

  it('sees what is owned in another version', async () => {
    await apply('v1', 'held', 'ann', { spec: { size: 1 } });
    const { code, body } = await apply('v2', 'held', 'ben', {
      spec: { size: 2 },
    });
    expect([code, body.message]).toEqual([
      409,
      'Apply failed with 1 conflict: conflict with "ann": .spec.size',
    ]);
  });

  it('refuses a configuration of another version', async () => {
    const { code, body } = await api.patch(
      `${path('v1', 'other')}?fieldManager=ann`,
      'apply',
      {
        apiVersion: `${group}/v2`,
        kind: 'Widget',
        metadata: { name: 'other' },
      },
    );
    expect([code, body.message]).toEqual([
      400,
      `invalid object type: ${group}/v2, Kind=Widget`,
    ]);
  });

  it('merges lists by keys, of which one is filled in', async () => {
    const ports = (...items: object[]) => ({ spec: { ports: items } });
    await apply('v1', 'ports', 'ann', ports({ port: 1, name: 'a' }));
    await apply(
      'v1',
      'ports',
      'ben',
      ports({ port: 2, protocol: 'UDP', name: 'b' }),
    );
    const { body } = await apply(
      'v1',
      'ports',
      'ann',
      ports({ port: 3 }, { port: 1, name: 'c' }),
    );
    expect(body.spec.ports).toEqual([
      { port: 3, protocol: 'TCP' },
      { port: 1, protocol: 'TCP', name: 'c' },
      { port: 2, protocol: 'UDP', name: 'b' },
    ]);
    expect(body.metadata.managedFields).toContainEqual(
      entry('ann', 'v1', {
        'f:spec': {
          'f:ports': {
            'k:{"port":1,"protocol":"TCP"}': {
              '.': {},
              'f:name': {},
              'f:port': {},
            },
            'k:{"port":3,"protocol":"TCP"}': { '.': {}, 'f:port': {} },
          },
        },
      }),
    );
    const less = await apply('v1', 'ports', 'ann', ports());
    expect(less.body.spec.ports).toEqual([
      { port: 2, protocol: 'UDP', name: 'b' },
    ]);
  });

  it('applies a status apart from the rest', async () => {
    const absent = await apply(
      'v1',
      'absent',
      'ann',
      { status: { phase: 'x' } },
      '/status',
    );
    expect([absent.code, absent.body.message]).toEqual([
      404,
      `widgets.${group} "absent" not found`,
    ]);
    await apply('v1', 'status', 'ann', {
      spec: { size: 1 },
      status: { phase: 'ignored' },
    });
    const { body } = await apply(
      'v1',
      'status',
      'ann',
      { spec: { size: 5 }, status: { phase: 'Ready', count: 1 } },
      '/status',
    );
    expect([body.spec, body.status]).toEqual([
      { size: 1 },
      { phase: 'Ready', count: 1 },
    ]);
    expect(body.metadata.managedFields).toHaveLength(2);
    expect(body.metadata.managedFields).toEqual(
      expect.arrayContaining([
        entry('ann', 'v1', { 'f:spec': { 'f:size': {} } }),
        entry(
          'ann',
          'v1',
          { 'f:status': { 'f:count': {}, 'f:phase': {} } },
          { subresource: 'status' },
        ),
      ]),
    );
    const conflict = await apply(
      'v1',
      'status',
      'ben',
      { status: { phase: 'Gone' } },
      '/status',
    );
    expect([conflict.code, conflict.body.message]).toEqual([
      409,
      'Apply failed with 1 conflict: conflict with "ann" with subresource "status": .status.phase',
    ]);
  });
});
