import {
  clusterCreate,
  type KubernetesObject,
} from '@kubedc/backstage-plugin-kubedc-common';
import { parse } from 'yaml';
import {
  bodiesOf,
  contextOf,
  object,
  platformObjects,
} from '../__testUtils__/context';
import { createKdcCluster } from '.';

const DOCUMENTED = `
apiVersion: k8s.kube-dc.com/v1alpha1
kind: KdcCluster
metadata:
  name: dev
  namespace: acme-production
  annotations:
    k8s.kube-dc.com/expose-route: "true"
spec:
  version: v1.36.1
  controlPlane:
    replicas: 2
  dataStore:
    dedicated: true
    eipName: default-gw
    port: 32380
  network:
    serviceCIDR: 10.96.0.0/16
    podCIDR: 10.244.0.0/16
  eip:
    create: true
    externalNetworkType: cloud
  enableClusterAPI: true
  backup:
    enabled: true
    schedule: "0 2 * * *"
    retentionDays: 7
  encryption:
    etcd:
      enabled: true
      resources: [secrets, configmaps]
      kekRotation:
        enabled: true
        interval: 90d
  workers:
    - name: workers
      replicas: 3
      cpuCores: 2
      memory: 8Gi
      diskSize: 30Gi
      image: docker.io/shalb/ubuntu-2404-container-disk:v1.36.1
      architecture: amd64
      infrastructureProvider: kubevirt
      storageType: datavolume
`;

const input = (extra: Record<string, unknown> = {}) =>
  clusterCreate.input.parse({
    project: 'acme/production',
    name: 'dev',
    version: 'v1.36.1',
    ...extra,
  });

const plan = (
  extra: Record<string, unknown> = {},
  more: KubernetesObject[] = [],
) =>
  createKdcCluster.plan(
    input(extra),
    contextOf([...platformObjects(), ...more]),
  );

const taken = (
  kind: string,
  name: string,
  spec: object,
  namespace = 'acme-production',
) =>
  ({
    ...object('k8s.kube-dc.com/v1alpha1', kind, namespace, name),
    spec,
  } as KubernetesObject);

interface Manifest {
  metadata: object;
  spec: { dataStore: { port: number }; backup: object };
}

describe('plan of cluster:create', () => {
  it('makes a cluster as the platform documents it', async () => {
    expect(bodiesOf(await plan({ encryption: true }))).toEqual([
      parse(DOCUMENTED),
    ]);
  });

  it('takes the first port that no datastore of the project uses', async () => {
    const [body] = bodiesOf(
      await plan({}, [
        taken('KdcCluster', 'a', { dataStore: { port: 32380 } }),
        taken('KdcClusterDatastore', 'b', { service: { port: 32381 } }),
        taken('KdcCluster', 'c', { dataStore: { port: 32382 } }, 'globex-shop'),
      ]),
    ) as Manifest[];
    expect(body.spec.dataStore.port).toBe(32382);
  });

  it('keeps the API, backups and encryption out when told to', async () => {
    const [body] = bodiesOf(
      await plan({ expose: false, backup: false }),
    ) as Manifest[];
    expect(body.metadata).not.toHaveProperty('annotations');
    expect(body.spec.backup).toEqual({ enabled: false });
    expect(body.spec).not.toHaveProperty('encryption');
  });

  it.each([
    ['version', { version: 'v1.20.0' }, /choose one of v1.36.1/],
    [
      'serviceCIDR',
      { serviceCIDR: '10.244.0.0/24' },
      /overlaps the network of the pods/,
    ],
    [
      'podCIDR',
      { podCIDR: '10.0.0.0/16' },
      /overlaps the network of the project, 10.0.0.0\/20/,
    ],
    ['project', { project: 'acme/nope' }, /no project/],
  ])('refuses a %s that does not fit', async (field, extra, message) => {
    await expect(plan(extra)).rejects.toMatchObject({
      field,
      message: expect.stringMatching(message),
    });
  });

  it('says so when no port is left', async () => {
    const all = Array.from({ length: 120 }, (_, index) =>
      taken('KdcClusterDatastore', `d${index}`, {
        service: { port: 32380 + index },
      }),
    );
    await expect(plan({}, all)).rejects.toThrow(/no free port/);
  });
});

describe('settlement of cluster:create', () => {
  const cluster = (status: object) =>
    ({
      ...object(
        'k8s.kube-dc.com/v1alpha1',
        'KdcCluster',
        'acme-production',
        'dev',
      ),
      spec: { workers: [{ name: 'workers', replicas: 3 }] },
      status,
    } as KubernetesObject);
  const settle = (status: object, extra = {}) =>
    createKdcCluster.settled(input(extra), contextOf([cluster(status)]), {
      startedAt: new Date(),
      created: [],
    });
  const ready = (readyReplicas: number, extra = {}) => ({
    phase: 'Ready',
    controlPlaneReady: true,
    endpoint: 'https://dev-cp-acme-production.kube-dc.example:443',
    workerPools: [{ name: 'workers', replicas: 3, readyReplicas }],
    ...extra,
  });

  it('waits for the control plane, then for the workers', async () => {
    await expect(settle({ phase: 'WaitingForService' })).resolves.toEqual({
      state: 'pending',
      message: 'Waiting for the address of its API server',
    });
    await expect(settle(ready(1))).resolves.toEqual({
      state: 'pending',
      message: '1 of 3 workers are ready in workers',
    });
  });

  it('ends with endpoint and the name of the Secret', async () => {
    const settlement = await settle(ready(3));
    expect(settlement).toMatchObject({
      state: 'done',
      output: {
        entityRef: 'resource:acme-production/cluster.dev',
        endpoint: 'https://dev-cp-acme-production.kube-dc.example:443',
        connectionSecret: 'dev-cp-admin-kubeconfig-external',
        phase: 'Ready',
      },
    });
    await expect(settle(ready(3), { expose: false })).resolves.toMatchObject({
      output: { connectionSecret: undefined },
    });
  });

  it('does not wait for backups', async () => {
    const conditions = [
      { type: 'BackupReady', status: 'False', reason: 'S3NotAvailable' },
    ];
    await expect(settle(ready(3, { conditions }))).resolves.toMatchObject({
      state: 'done',
    });
  });

  it('fails in the platform’s words', async () => {
    await expect(settle({ phase: 'ProvisioningFailed' })).resolves.toEqual({
      state: 'failed',
      message: 'The platform reports “ProvisioningFailed”',
    });
  });
});
