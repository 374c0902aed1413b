import {
  cnpgClusters,
  kdcClusterDatastores,
  kdcClusters,
  kdcDatabases,
  objectBucketClaims,
  objectBuckets,
} from '../kinds';
import { conditionOf } from '../runtime/objects';
import { configMaps, pods, secrets } from '../runtime/resources';
import { eventually } from '../__testUtils__/eventually';
import {
  TestSandbox,
  createAcme,
  startTestSandbox,
} from '../__testUtils__/testSandbox';

const namespace = 'acme-prod';

const decode = (data: string | undefined) =>
  Buffer.from(data ?? '', 'base64').toString('utf8');

describe('managed services', () => {
  let bed: TestSandbox;

  beforeAll(async () => {
    bed = await startTestSandbox();
    await createAcme(bed);
  });

  afterAll(() => bed?.stop());

  const podsOf = async (labelSelector: string) =>
    (await bed.client.page(pods, { labelSelector })).items;

  it('bring up a cluster with a datastore, workers and a kubeconfig', async () => {
    const key = { namespace, name: 'dev' };
    await bed.client.create(kdcClusters, {
      metadata: {
        ...key,
        annotations: { 'k8s.kube-dc.com/expose-route': 'true' },
      },
      spec: {
        version: 'v1.35.0',
        controlPlane: { replicas: 1 },
        dataStore: { dedicated: true, eipName: 'default-gw', port: 32381 },
        eip: { create: true, externalNetworkType: 'cloud' },
        enableClusterAPI: true,
        backup: { enabled: true, schedule: '0 2 * * *', retentionDays: 7 },
        workers: [{ name: 'workers', replicas: 2, cpuCores: 1, memory: '1Gi' }],
      },
    });
    const cluster = await bed.until(
      kdcClusters,
      key,
      ({ status }) => status?.workerPools?.[0]?.phase === 'Ready',
    );
    expect(cluster.status).toMatchObject({
      phase: 'Ready',
      controlPlaneReady: true,
      dataStoreName: 'dev-etcd',
      endpoint: 'https://dev-cp-acme-prod.kube-dc.example:443',
      workerPools: [
        { name: 'workers', replicas: 2, readyReplicas: 2, version: 'v1.35.0' },
      ],
    });
    const backedUp = await bed.until(
      kdcClusters,
      key,
      ({ status }) =>
        conditionOf(status?.conditions, 'BackupReady')?.status === 'True',
    );
    expect(
      conditionOf(backedUp.status?.conditions, 'BackupReady')?.reason,
    ).toBe('Scheduled');
    const store = await bed.client.get(kdcClusterDatastores, {
      namespace,
      name: 'dev-etcd',
    });
    expect(store?.status).toMatchObject({
      phase: 'Ready',
      etcd: { ready: true },
    });
    const secret = await bed.client.get(secrets, {
      namespace,
      name: 'dev-cp-admin-kubeconfig-external',
    });
    expect(decode(secret?.data?.['admin.conf'])).toContain(
      'server: https://dev-cp-acme-prod.kube-dc.example:443',
    );
    expect(await podsOf('kamaji.clastix.io/name=dev-cp')).toHaveLength(1);
  });

  it('scale and upgrade a cluster', async () => {
    const key = { namespace, name: 'dev' };
    const workers = [
      { name: 'workers', replicas: 1, cpuCores: 1, memory: '1Gi' },
    ];
    await bed.client.patch(kdcClusters, key, {
      spec: { version: 'v1.36.1', workers },
    });
    const cluster = await bed.until(
      kdcClusters,
      key,
      ({ status }) =>
        status?.controlPlane?.version === 'v1.36.1' &&
        status.workerPools?.[0]?.phase === 'Ready' &&
        status.workerPools[0].observedVersion === 'v1.36.1',
    );
    expect(cluster.status?.workerPools?.[0]).toMatchObject({
      replicas: 1,
      readyReplicas: 1,
      updatedReplicas: 1,
    });
    expect(
      await podsOf('cluster.x-k8s.io/cluster-name=dev,role=worker'),
    ).toHaveLength(1);
  });

  it('remove a cluster with what belongs to it', async () => {
    await bed.client.delete(kdcClusters, { namespace, name: 'dev' });
    await bed.untilGone(kdcClusters, { namespace, name: 'dev' });
    await bed.untilGone(kdcClusterDatastores, { namespace, name: 'dev-etcd' });
    await bed.untilGone(secrets, {
      namespace,
      name: 'dev-cp-admin-kubeconfig-external',
    });
    const left = await eventually('pods gone', async () => {
      const found = await podsOf('kamaji.clastix.io/name=dev-cp');
      return found.length ? undefined : { found };
    });
    expect(left.found).toEqual([]);
  });

  it('keep a cluster of an unknown version waiting, and say why', async () => {
    await bed.client.create(kdcClusters, {
      metadata: { namespace, name: 'old' },
      spec: { version: 'v1.20.0', eip: { externalNetworkType: 'cloud' } },
    });
    const cluster = await bed.until(
      kdcClusters,
      { namespace, name: 'old' },
      ({ status }) => conditionOf(status?.conditions, 'ControlPlaneReady'),
    );
    expect(cluster.status).toMatchObject({
      phase: 'Provisioning',
      conditions: [expect.objectContaining({ reason: 'ImagePullFailed' })],
    });
  });

  it('bring up PostgreSQL with endpoint, Secret and instances', async () => {
    const key = { namespace, name: 'orders' };
    await bed.client.create(kdcDatabases, {
      metadata: key,
      spec: {
        engine: 'postgresql',
        version: '16',
        replicas: 2,
        cpu: '500m',
        memory: '512Mi',
        storage: '5Gi',
        databaseName: 'orders',
        backup: { enabled: true },
      },
    });
    const database = await bed.until(
      kdcDatabases,
      key,
      ({ status }) => status?.phase === 'Ready',
    );
    expect(database.status).toMatchObject({
      version: '16.4',
      instances: 2,
      readyInstances: 2,
      endpoint: 'orders-rw.acme-prod.svc:5432',
    });
    expect(Date.parse(database.status?.latestBackup ?? '')).not.toBeNaN();
    const secret = await bed.client.get(secrets, {
      namespace,
      name: 'orders-app',
    });
    const password = decode(secret?.data?.password);
    expect(password).toMatch(/^[a-zA-Z0-9]{24}$/);
    expect(decode(secret?.data?.uri)).toBe(
      `postgresql://app:${password}@orders-rw.acme-prod.svc:5432/orders`,
    );
    expect(await podsOf('cnpg.io/cluster=orders')).toHaveLength(2);
    const engine = await bed.client.get(cnpgClusters, key);
    expect(engine?.status).toMatchObject({ readyInstances: 2 });
  });

  it('scale and upgrade a database without changing its password', async () => {
    const key = { namespace, name: 'orders' };
    const secret = { namespace, name: 'orders-app' };
    const before = await bed.client.get(secrets, secret);
    await bed.client.patch(kdcDatabases, key, {
      spec: { replicas: 1, version: '17' },
    });
    const database = await bed.until(
      kdcDatabases,
      key,
      ({ status }) => status?.phase === 'Ready' && status.version === '17.0',
    );
    expect(database.status?.instances).toBe(1);
    expect(await podsOf('cnpg.io/cluster=orders')).toHaveLength(1);
    const after = await bed.client.get(secrets, secret);
    expect(after?.data?.password).toBe(before?.data?.password);
  });

  it('name the endpoints of MariaDB by the number of its instances', async () => {
    const key = { namespace, name: 'shop' };
    await bed.client.create(kdcDatabases, {
      metadata: key,
      spec: {
        engine: 'mariadb',
        version: '11.4',
        replicas: 1,
        cpu: '250m',
        memory: '256Mi',
        storage: '5Gi',
      },
    });
    const single = await bed.until(
      kdcDatabases,
      key,
      ({ status }) => status?.phase === 'Ready',
    );
    expect(single.status?.endpoint).toBe('shop.acme-prod.svc:3306');
    await bed.client.patch(kdcDatabases, key, { spec: { replicas: 2 } });
    const pair = await bed.until(
      kdcDatabases,
      key,
      ({ status }) => status?.phase === 'Ready' && status.readyInstances === 2,
    );
    expect(pair.status?.endpoint).toBe('shop-primary.acme-prod.svc:3306');
  });

  it('fail a database of a version that is not offered', async () => {
    await bed.client.create(kdcDatabases, {
      metadata: { namespace, name: 'ancient' },
      spec: { engine: 'postgresql', version: '9', replicas: 1 },
    });
    const database = await bed.until(
      kdcDatabases,
      { namespace, name: 'ancient' },
      ({ status }) => status?.phase === 'Failed',
    );
    expect(
      conditionOf(database.status?.conditions, 'Ready')?.message,
    ).toContain('"9"');
  });

  it('make a bucket with its credentials, and destroy it', async () => {
    const key = { namespace, name: 'media' };
    await bed.client.create(objectBucketClaims, {
      metadata: { ...key, labels: { 'kube-dc.com/organization': 'acme' } },
      spec: {
        bucketName: 'acme-prod-media',
        storageClassName: 'ceph-bucket',
      },
    });
    await bed.until(
      objectBucketClaims,
      key,
      ({ status }) => status?.phase === 'Bound',
    );
    const config = await bed.client.get(configMaps, key);
    expect(config?.data).toMatchObject({
      BUCKET_NAME: 'acme-prod-media',
      BUCKET_REGION: 'us-east-1',
    });
    const secret = await bed.client.get(secrets, key);
    expect(Object.keys(secret?.data ?? {}).sort()).toEqual([
      'AWS_ACCESS_KEY_ID',
      'AWS_SECRET_ACCESS_KEY',
    ]);
    await bed.client.delete(objectBucketClaims, key);
    await bed.untilGone(objectBucketClaims, key);
    await bed.untilGone(secrets, key);
    await bed.untilGone(configMaps, key);
    await bed.untilGone(objectBuckets, { name: 'obc-acme-prod-media' });
  });
});
