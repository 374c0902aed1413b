import {
  databaseCreate,
  type KubernetesObject,
} from '@kubedc/backstage-plugin-kubedc-common';
import { parse } from 'yaml';
import {
  bodiesOf,
  contextOf,
  object,
  platformObjects,
} from '../__testUtils__/context';
import { createKdcDatabase } from '.';

const DOCUMENTED = `
apiVersion: db.kube-dc.com/v1alpha1
kind: KdcDatabase
metadata:
  name: orders
  namespace: acme-production
spec:
  engine: postgresql
  version: "16"
  replicas: 2
  cpu: "1"
  memory: 2Gi
  storage: 20Gi
  databaseName: orders
  username: app
  backup:
    enabled: true
    schedule: "0 2 * * *"
    retentionDays: 7
  expose:
    type: internal
`;

const input = (extra: Record<string, unknown> = {}) =>
  databaseCreate.input.parse({
    project: 'acme/production',
    name: 'orders',
    version: '16',
    databaseName: 'orders',
    ...extra,
  });

const plan = (extra: Record<string, unknown> = {}) =>
  createKdcDatabase.plan(input(extra), contextOf(platformObjects()));

describe('plan of database:create', () => {
  it('makes a database as the platform documents it', async () => {
    expect(bodiesOf(await plan())).toEqual([parse(DOCUMENTED)]);
  });

  it('leaves the backup out when told to, as a block alone turns it on', async () => {
    const [body] = bodiesOf(
      await plan({ backup: false, storageClass: 'fast' }),
    ) as Array<{ spec: object }>;
    expect(body.spec).not.toHaveProperty('backup');
    expect(body.spec).toHaveProperty('storageClassName', 'fast');
  });

  it.each([
    ['version', { version: '9.6' }, /choose one of 17, 16/],
    ['version', { engine: 'mariadb', version: '16' }, /choose one of 11.4/],
    ['expose', { expose: 'gateway' }, /only PostgreSQL 17/],
    [
      'expose',
      { engine: 'mariadb', version: '11.4', expose: 'gateway' },
      /only PostgreSQL 17/,
    ],
    [
      'name',
      { name: 'o'.repeat(50), version: '17', expose: 'gateway' },
      /over 63/,
    ],
  ])('refuses a %s that does not fit', async (field, extra, message) => {
    await expect(plan(extra)).rejects.toMatchObject({
      field,
      message: expect.stringMatching(message),
    });
  });

  it('lets the gateway carry PostgreSQL 17', async () => {
    await expect(
      plan({ version: '17', expose: 'gateway' }),
    ).resolves.toHaveLength(1);
  });
});

describe('settlement of database:create', () => {
  const settle = (status: object, extra: Record<string, unknown> = {}) => {
    const spec = input(extra);
    const database = {
      ...object(
        'db.kube-dc.com/v1alpha1',
        'KdcDatabase',
        'acme-production',
        'orders',
      ),
      spec: { engine: spec.engine, replicas: 2, expose: { type: spec.expose } },
      status,
    } as KubernetesObject;
    return createKdcDatabase.settled(spec, contextOf([database]), {
      startedAt: new Date(),
      created: [],
    });
  };
  const ready = (readyInstances: number, extra = {}) => ({
    phase: 'Ready',
    instances: 2,
    readyInstances,
    endpoint: 'orders-rw.acme-production.svc:5432',
    ...extra,
  });

  it('waits for all instances', async () => {
    await expect(
      settle({ phase: 'Provisioning', readyInstances: 1 }),
    ).resolves.toEqual({
      state: 'pending',
      message: '1 of 2 instances are ready',
    });
    await expect(settle(ready(1))).resolves.toMatchObject({ state: 'pending' });
  });

  it('ends with endpoint and the name of the engine’s Secret', async () => {
    await expect(settle(ready(2))).resolves.toMatchObject({
      state: 'done',
      output: {
        entityRef: 'resource:acme-production/db.orders',
        endpoint: 'orders-rw.acme-production.svc:5432',
        connectionSecret: 'orders-app',
      },
    });
    await expect(
      settle(ready(2), { engine: 'mariadb', version: '11.4' }),
    ).resolves.toMatchObject({
      output: { connectionSecret: 'orders-password' },
    });
  });

  it('hands out the outside endpoint where there is one', async () => {
    const externalEndpoint = 'orders-db-acme-production.kube-dc.example:5432';
    await expect(
      settle(ready(2, { externalEndpoint }), {
        version: '17',
        expose: 'gateway',
      }),
    ).resolves.toMatchObject({
      output: { endpoint: 'orders-db-acme-production.kube-dc.example:443' },
    });
  });

  it('fails in the platform’s words', async () => {
    const conditions = [
      { type: 'Ready', status: 'False', message: 'exceeded quota' },
    ];
    await expect(settle({ phase: 'Failed', conditions })).resolves.toEqual({
      state: 'failed',
      message: 'exceeded quota',
    });
  });
});
