import { TestServer } from './testing';

const AT = '/api/v1/namespaces/default';
const CLAIMS = `${AT}/persistentvolumeclaims`;

describe('claims that are deleted', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterAll(() => server.remove());

  beforeEach(async () => {
    await server.post(CLAIMS, {
      metadata: { name: 'data' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '1Gi' } },
      },
    });
  });

  it('go when no pod uses them', async () => {
    const { body } = await server.delete(`${CLAIMS}/data`);
    expect(body.metadata.deletionTimestamp).toBeTruthy();
    const gone = await server.until(
      `${CLAIMS}/data`,
      ({ code }) => code === 404,
    );
    expect(gone.code).toBe(404);
  });

  it('stay for as long as a pod on a node uses them', async () => {
    await server.post('/api/v1/nodes', { metadata: { name: 'one' } });
    const made = await server.post(`${AT}/pods`, {
      metadata: { name: 'user' },
      spec: {
        nodeName: 'one',
        terminationGracePeriodSeconds: 0,
        containers: [{ name: 'c', image: 'i' }],
        volumes: [
          { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
        ],
      },
    });
    expect(made.code).toBe(201);
    await server.delete(`${CLAIMS}/data`);
    // What the controller plans is done before another request is read.
    await server.get('/version');
    expect((await server.get(`${CLAIMS}/data`)).code).toBe(200);
    await server.delete(`${AT}/pods/user?gracePeriodSeconds=0`);
    const gone = await server.until(
      `${CLAIMS}/data`,
      ({ code }) => code === 404,
    );
    expect(gone.code).toBe(404);
  });
});
