import { TestServer } from './testing/testServer';
import {
  CONFIG_MAPS,
  configMap,
  widget,
  WIDGETS,
  WIDGETS_PATH,
} from './testing/widgets';

describe('patches', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
    server.server.load([WIDGETS, widget('one'), configMap('one')]);
  });
  afterAll(() => server.remove());

  it('applies a JSON patch', async () => {
    const { code, body } = await server.patch(`${CONFIG_MAPS}/one`, 'json', [
      { op: 'test', path: '/data/a', value: 'b' },
      { op: 'add', path: '/metadata/annotations', value: {} },
      { op: 'add', path: '/metadata/annotations/x~1y', value: '1' },
      { op: 'copy', from: '/data/a', path: '/data/copy' },
    ]);
    expect(code).toBe(200);
    expect(body.data).toEqual({ a: 'b', copy: 'b' });
    expect(body.metadata.annotations).toEqual({ 'x/y': '1' });
  });

  it.each([
    ['a test that fails', { op: 'test', path: '/data/a', value: 'no' }],
    ['a path that is not there', { op: 'remove', path: '/data/nowhere' }],
    ['an operation nobody knows', { op: 'jump', path: '/data' }],
    [
      'a key that changes what objects inherit',
      { op: 'add', path: '/__proto__/polluted', value: 'yes' },
    ],
  ])('refuses %s and changes nothing', async (_name, operation) => {
    const before = await server.get(`${CONFIG_MAPS}/one`);
    const { code, body } = await server.patch(`${CONFIG_MAPS}/one`, 'json', [
      { op: 'add', path: '/data/never', value: '1' },
      operation,
    ]);
    expect(code).toBe(422);
    expect(body).toMatchObject({
      reason: 'Invalid',
      message: 'the server rejected our request due to an error in our request',
    });
    expect((await server.get(`${CONFIG_MAPS}/one`)).body).toEqual(before.body);
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });

  it('applies a merge patch', async () => {
    const { body } = await server.patch(`${WIDGETS_PATH}/one`, 'merge', {
      metadata: { labels: { a: 'b' } },
      spec: { replicas: 4, free: { x: { y: 1 } } },
    });
    expect(body.spec).toMatchObject({ size: 'small', replicas: 4 });
    const removed = await server.patch(`${WIDGETS_PATH}/one`, 'merge', {
      spec: { free: { x: null }, replicas: null },
    });
    expect(removed.body.spec).toMatchObject({ replicas: 1, free: {} });
  });

  it('merges lists of built-in kinds by their keys', async () => {
    const pods = '/api/v1/namespaces/default/podtemplates';
    await server.post(pods, {
      apiVersion: 'v1',
      kind: 'PodTemplate',
      metadata: { name: 'p', finalizers: ['a.example.com/x'] },
      template: {
        spec: {
          containers: [
            { name: 'a', image: 'a:1', env: [{ name: 'X', value: '1' }] },
            { name: 'b', image: 'b:1' },
          ],
        },
      },
    });
    const { body } = await server.patch(`${pods}/p`, 'strategic-merge', {
      metadata: { finalizers: ['b.example.com/y'] },
      template: {
        spec: {
          containers: [
            { name: 'a', env: [{ name: 'Y', value: '2' }] },
            { name: 'b', $patch: 'delete' },
            { name: 'c', image: 'c:1' },
          ],
        },
      },
    });
    expect(body.metadata.finalizers).toEqual([
      'a.example.com/x',
      'b.example.com/y',
    ]);
    expect(
      body.template.spec.containers.map(
        (c: { name: string; image: string }) => [c.name, c.image],
      ),
    ).toEqual([
      ['a', 'a:1'],
      ['c', 'c:1'],
    ]);
    expect(body.template.spec.containers[0].env).toEqual([
      // What a patch names comes first, as in the real server.
      { name: 'Y', value: '2' },
      { name: 'X', value: '1' },
    ]);
  });

  it('refuses strategic merge patches of custom resources', async () => {
    const { code, body } = await server.patch(
      `${WIDGETS_PATH}/one`,
      'strategic-merge',
      { spec: {} },
    );
    expect(code).toBe(415);
    expect(body.reason).toBe('UnsupportedMediaType');
  });

  it('applies a configuration and says who owns what', async () => {
    const { code, body } = await server.patch(
      `${WIDGETS_PATH}/applied?fieldManager=x`,
      'apply',
      widget('applied'),
    );
    expect(code).toBe(201);
    expect(body.metadata.managedFields).toEqual([
      {
        manager: 'x',
        operation: 'Apply',
        apiVersion: 'example.com/v1',
        time: expect.stringMatching(/Z$/),
        fieldsType: 'FieldsV1',
        fieldsV1: { 'f:spec': { 'f:size': {} } },
      },
    ]);
  });

  it('refuses a patch for another state', async () => {
    const { code, body } = await server.patch(`${WIDGETS_PATH}/one`, 'merge', {
      metadata: { resourceVersion: '1' },
      spec: { replicas: 2 },
    });
    expect(code).toBe(409);
    expect(body.reason).toBe('Conflict');
  });

  it('names unknown fields of a strict patch', async () => {
    const { code, body } = await server.patch(
      `${WIDGETS_PATH}/one?fieldValidation=Strict`,
      'merge',
      { spec: { colour: 'red' } },
    );
    expect(code).toBe(422);
    expect(body.message).toMatch(
      /strict decoding error: unknown field "spec.colour"$/,
    );
  });
});
