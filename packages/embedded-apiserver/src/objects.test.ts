import { TestServer } from './testing/testServer';
import { CONFIG_MAPS, configMap } from './testing/widgets';

describe('objects', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterAll(() => server.remove());

  it('creates, reads, replaces and deletes', async () => {
    const created = await server.post(CONFIG_MAPS, configMap('life'));
    expect(created.code).toBe(201);
    expect(created.body).toMatchObject({
      kind: 'ConfigMap',
      metadata: {
        name: 'life',
        namespace: 'default',
        uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
        resourceVersion: expect.stringMatching(/^\d+$/),
        creationTimestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    });
    const replaced = await server.put(`${CONFIG_MAPS}/life`, {
      ...created.body,
      data: { a: 'c' },
    });
    expect(replaced.code).toBe(200);
    expect(Number(replaced.body.metadata.resourceVersion)).toBeGreaterThan(
      Number(created.body.metadata.resourceVersion),
    );
    const read = await server.get(`${CONFIG_MAPS}/life`);
    expect(read.body).toEqual(replaced.body);
    const deleted = await server.delete(`${CONFIG_MAPS}/life`);
    expect(deleted.body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: {
        name: 'life',
        kind: 'configmaps',
        uid: created.body.metadata.uid,
      },
    });
    const gone = await server.get(`${CONFIG_MAPS}/life`);
    expect(gone.code).toBe(404);
    expect(gone.body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'configmaps "life" not found',
      reason: 'NotFound',
      details: { name: 'life', kind: 'configmaps' },
      code: 404,
    });
  });

  it('refuses a second object of the same name', async () => {
    await server.post(CONFIG_MAPS, configMap('twice'));
    const { code, body } = await server.post(CONFIG_MAPS, configMap('twice'));
    expect(code).toBe(409);
    expect(body).toMatchObject({
      reason: 'AlreadyExists',
      message: 'configmaps "twice" already exists',
    });
  });

  it('makes up names', async () => {
    const { body } = await server.post(CONFIG_MAPS, {
      ...configMap(''),
      metadata: { generateName: 'made-' },
    });
    expect(body.metadata.name).toMatch(/^made-[a-z0-9]{5}$/);
  });

  it.each([
    [
      'Upper',
      `ConfigMap "Upper" is invalid: metadata.name: Invalid value: "Upper": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`,
    ],
    [
      'a'.repeat(254),
      `ConfigMap "${'a'.repeat(
        254,
      )}" is invalid: metadata.name: Invalid value: "${'a'.repeat(
        254,
      )}": must be no more than 253 characters`,
    ],
    [
      '',
      'ConfigMap "" is invalid: metadata.name: Required value: name or generateName is required',
    ],
  ])('refuses the name %s', async (name, message) => {
    const { code, body } = await server.post(CONFIG_MAPS, configMap(name));
    expect(code).toBe(422);
    expect(body.message).toBe(message);
    expect(body.details.causes[0].field).toBe('metadata.name');
  });

  it('refuses a write over a newer state', async () => {
    const first = (await server.post(CONFIG_MAPS, configMap('race'))).body;
    await server.patch(`${CONFIG_MAPS}/race`, 'merge', { data: { x: '1' } });
    const { code, body } = await server.put(`${CONFIG_MAPS}/race`, first);
    expect(code).toBe(409);
    expect(body).toMatchObject({
      reason: 'Conflict',
      message:
        'Operation cannot be fulfilled on configmaps "race": the object has been modified; please apply your changes to the latest version and try again',
      details: { name: 'race', kind: 'configmaps' },
    });
  });

  it('does not write what is the same', async () => {
    const first = (await server.post(CONFIG_MAPS, configMap('same'))).body;
    const second = await server.put(`${CONFIG_MAPS}/same`, first);
    expect(second.body).toEqual(first);
  });

  it('tries every write without doing it', async () => {
    const created = await server.post(
      `${CONFIG_MAPS}?dryRun=All`,
      configMap('dry'),
    );
    expect(created.code).toBe(201);
    expect((await server.get(`${CONFIG_MAPS}/dry`)).code).toBe(404);
    await server.post(CONFIG_MAPS, configMap('dry'));
    const before = (await server.get(`${CONFIG_MAPS}/dry`)).body;
    const patched = await server.patch(
      `${CONFIG_MAPS}/dry?dryRun=All`,
      'merge',
      { data: { a: 'changed' } },
    );
    expect(patched.body.data).toEqual({ a: 'changed' });
    await server.put(`${CONFIG_MAPS}/dry?dryRun=All`, {
      ...before,
      data: {},
    });
    expect((await server.delete(`${CONFIG_MAPS}/dry?dryRun=All`)).code).toBe(
      200,
    );
    await server.delete(`${CONFIG_MAPS}/dry`, { dryRun: ['All'] });
    await server.delete(`${CONFIG_MAPS}?dryRun=All`);
    expect((await server.get(`${CONFIG_MAPS}/dry`)).body).toEqual(before);
    const wrong = await server.post(
      `${CONFIG_MAPS}?dryRun=Some`,
      configMap('dry2'),
    );
    expect(wrong.code).toBe(422);
    expect((await server.get(`${CONFIG_MAPS}/dry2`)).code).toBe(404);
  });

  it('names fields that a kind does not have', async () => {
    const body = { ...configMap('unknown'), dta: {} };
    const strict = await server.post(
      `${CONFIG_MAPS}?fieldValidation=Strict`,
      body,
    );
    expect(strict.code).toBe(400);
    expect(strict.body.message).toBe(
      'ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "dta"',
    );
    const warned = await server.post(CONFIG_MAPS, body);
    expect(warned.code).toBe(201);
    expect(warned.headers.warning).toBe('299 - "unknown field \\"dta\\""');
    expect(warned.body.dta).toBeUndefined();
    const odd = await server.post(CONFIG_MAPS, {
      ...configMap('odd'),
      'f\u00f6\n\u{1f600}': 1,
    });
    expect(odd.code).toBe(201);
    expect(odd.headers.warning).toMatch(/^299 - "unknown field /);
  });

  it('refuses values of the wrong type', async () => {
    const { code, body } = await server.post(
      '/apis/apps/v1/namespaces/default/deployments',
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'wrong' },
        spec: { replicas: 'two' },
      },
    );
    expect(code).toBe(400);
    expect(body.message).toBe(
      'Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
    );
  });

  it('says which required fields are missing', async () => {
    const { code, body } = await server.post(
      '/apis/apps/v1/namespaces/default/deployments',
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'empty' },
        spec: {
          selector: { matchLabels: { a: 'b' } },
          template: { metadata: { labels: { a: 'b' } }, spec: {} },
        },
      },
    );
    expect(code).toBe(422);
    expect(body.details.causes).toContainEqual({
      reason: 'FieldValueRequired',
      message: 'Required value',
      field: 'spec.template.spec.containers',
    });
  });

  it('counts generations of a deployment, not of its metadata', async () => {
    const deployments = '/apis/apps/v1/namespaces/default/deployments';
    const { body } = await server.post(deployments, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        selector: { matchLabels: { a: 'b' } },
        template: {
          metadata: { labels: { a: 'b' } },
          spec: { containers: [{ name: 'web', image: 'nginx' }] },
        },
      },
    });
    expect(body).toMatchObject({
      metadata: { generation: 1 },
      spec: { replicas: 1, strategy: { type: 'RollingUpdate' } },
    });
    const labelled = await server.patch(`${deployments}/web`, 'merge', {
      metadata: { labels: { x: 'y' } },
      status: { readyReplicas: 1 },
    });
    expect(labelled.body.metadata.generation).toBe(1);
    expect(labelled.body.status).toEqual({});
    const scaled = await server.patch(`${deployments}/web/scale`, 'merge', {
      spec: { replicas: 3 },
    });
    expect(scaled.body).toMatchObject({
      kind: 'Scale',
      spec: { replicas: 3 },
    });
    const status = await server.patch(`${deployments}/web/status`, 'merge', {
      spec: { replicas: 7 },
      status: { readyReplicas: 2 },
    });
    expect(status.body).toMatchObject({
      metadata: { generation: 2 },
      spec: { replicas: 3 },
      status: { readyReplicas: 2 },
    });
  });

  it.each([
    ['-5Gi', 422, 'must be greater than zero'],
    ['0', 422, 'must be greater than zero'],
    ['five', 400, 'quantities must match the regular expression'],
  ])('refuses a claim of %s', async (storage, code, text) => {
    const answer = await server.post(
      '/api/v1/namespaces/default/persistentvolumeclaims',
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'claim' },
        spec: {
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage } },
        },
      },
    );
    expect(answer.code).toBe(code);
    expect(answer.body.message).toContain(text);
  });

  it('shows events of both groups', async () => {
    await server.post('/api/v1/namespaces/default/events', {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'e1' },
      involvedObject: { kind: 'Pod', name: 'p' },
      message: 'hello',
      reason: 'Test',
      type: 'Normal',
    });
    const { body } = await server.get(
      '/apis/events.k8s.io/v1/namespaces/default/events/e1',
    );
    expect(body).toMatchObject({
      apiVersion: 'events.k8s.io/v1',
      note: 'hello',
      regarding: { kind: 'Pod', name: 'p' },
    });
    expect(body.message).toBeUndefined();
  });
});
