import { relatedTo } from '../../__testUtils__/related';
import {
  connectionSecretOf,
  externalEndpointOf,
  kdcDatabaseKind,
  type KdcDatabase,
} from '.';

function database(status?: unknown, spec: object = {}): KdcDatabase {
  return {
    apiVersion: 'db.kube-dc.com/v1alpha1',
    kind: 'KdcDatabase',
    metadata: {
      name: 'orders',
      namespace: 'acme-prod',
      creationTimestamp: '2026-11-01T00:00:00Z',
    },
    spec: {
      engine: 'postgresql',
      version: '16',
      replicas: 2,
      cpu: '1',
      memory: '2Gi',
      storage: '20Gi',
      ...spec,
    },
    status,
  } as KdcDatabase;
}

const ready = (extra: object = {}) => ({
  phase: 'Ready',
  instances: 2,
  readyInstances: 2,
  ...extra,
});

const nightly = { backup: { enabled: true, schedule: '0 2 * * *' } };
const health = (object: KdcDatabase) =>
  kdcDatabaseKind.health(object, relatedTo());

describe('health of a database', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: Date.parse('2026-11-21T12:00:00Z') });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it.each<[string, KdcDatabase, string, string, RegExp]>([
    ['made a moment ago', database(), 'progressing', 'Pending', /not started/],
    [
      'pending',
      database({ phase: 'Pending' }),
      'progressing',
      'Pending',
      /its turn/,
    ],
    [
      'being made',
      database({ phase: 'Provisioning' }),
      'progressing',
      'Provisioning',
      /being made/,
    ],
    [
      'half made',
      database({ phase: 'Provisioning', readyInstances: 1 }),
      'progressing',
      'Provisioning',
      /^1 of 2 instances/,
    ],
    [
      'being upgraded',
      database({ phase: 'Upgrading' }),
      'progressing',
      'Upgrading',
      /changed/,
    ],
    ['ready', database(ready()), 'ok', 'Ready', /All instances/],
    [
      'failed',
      database({
        phase: 'Failed',
        conditions: [
          {
            type: 'Ready',
            status: 'False',
            message: 'storage class fast not found',
          },
        ],
      }),
      'error',
      'Failed',
      /^storage class fast not found$/,
    ],
    [
      'failed without a word',
      database({ phase: 'Failed' }),
      'error',
      'Failed',
      /no reason/,
    ],
    [
      'with an instance missing',
      database(ready({ readyInstances: 1 })),
      'warning',
      'Degraded',
      /1 of 2/,
    ],
    [
      'with no instance',
      database(ready({ readyInstances: 0 })),
      'error',
      'Down',
      /None/,
    ],
    [
      'whose instances are not counted',
      database({ phase: 'Ready' }),
      'error',
      'Down',
      /None/,
    ],
    [
      'not reachable from outside',
      database(
        ready({
          conditions: [
            {
              type: 'ExposureReady',
              status: 'False',
              message: 'public IPv4 quota is used up',
            },
          ],
        }),
        { expose: { type: 'loadbalancer' } },
      ),
      'warning',
      'Not exposed',
      /public IPv4 quota/,
    ],
    [
      'internal with an old exposure condition',
      database(
        ready({ conditions: [{ type: 'ExposureReady', status: 'False' }] }),
      ),
      'ok',
      'Ready',
      /All/,
    ],
    [
      'restoring',
      database(ready({ restore: { phase: 'InProgress' } })),
      'progressing',
      'Restoring',
      /backup/,
    ],
    [
      'whose restore failed',
      database(ready({ restore: { phase: 'Failed', message: 'no WAL' } })),
      'error',
      'Restore failed',
      /no WAL/,
    ],
    [
      'backed up last night',
      database(ready({ latestBackup: '2026-11-21T02:10:00Z' }), nightly),
      'ok',
      'Ready',
      /All/,
    ],
    [
      '25 h without backup',
      database(ready({ latestBackup: '2026-11-20T11:00:00Z' }), nightly),
      'ok',
      'Ready',
      /All/,
    ],
    [
      '26 h without backup',
      database(ready({ latestBackup: '2026-11-20T10:00:00Z' }), nightly),
      'warning',
      'No backup',
      /^No backup for 26 h$/,
    ],
    [
      'never backed up',
      database(ready(), nightly),
      'warning',
      'No backup',
      /since it was made 20 days ago/,
    ],
    [
      'with a weekly backup',
      database(ready({ latestBackup: '2026-11-16T02:00:00Z' }), {
        backup: { schedule: '0 2 * * 1' },
      }),
      'ok',
      'Ready',
      /All/,
    ],
    [
      'with its weekly backup missed',
      database(ready({ latestBackup: '2026-11-09T02:00:00Z' }), {
        backup: { schedule: '0 2 * * 1' },
      }),
      'warning',
      'No backup',
      /12 days/,
    ],
    [
      'with backups off',
      database(ready(), { backup: { enabled: false } }),
      'ok',
      'Ready',
      /All/,
    ],
    [
      'in a phase nobody knows',
      database({ phase: 'Sleeping' }),
      'unknown',
      'Sleeping',
      /“Sleeping”/,
    ],
    [
      'whose phase is no text',
      database({ phase: 3 }),
      'unknown',
      'Unknown',
      /“3”/,
    ],
  ])('%s', (_, object, state, label, reason) => {
    const found = health(object);
    expect(found).toMatchObject({ state, label });
    expect(found.reason).toMatch(reason);
  });

  it('says that it is being deleted before anything else', () => {
    const object = database({ phase: 'Failed' });
    object.metadata.deletionTimestamp = '2026-11-21T11:00:00Z';
    expect(health(object)).toMatchObject({ label: 'Deleting' });
  });

  it.each<[string, KdcDatabase]>([
    ['null status', database(null)],
    ['text status', database('x')],
    ['numbers', database(ready({ readyInstances: '2', instances: null }))],
    ['times', database(ready({ latestBackup: 'yesterday' }), nightly)],
    ['a backup', database(ready(), { backup: { schedule: 5 } })],
    ['spec', { ...database(ready()), spec: null } as never],
  ])('survives odd %s', (_, object) => {
    expect(health(object).reason).not.toBe('');
    expect(kdcDatabaseKind.summarize(object, relatedTo())).toHaveProperty(
      'engine',
    );
  });
});

describe('facts of a database', () => {
  it('prefer what runs over what is desired', () => {
    const object = database(
      ready({
        version: '16.4',
        endpoint: 'orders-rw.acme-prod.svc:5432',
        externalEndpoint: '203.0.113.9:5432',
        latestBackup: '2026-11-21T02:10:00Z',
      }),
      {
        databaseName: 'orders',
        username: 'app',
        expose: { type: 'loadbalancer' },
      },
    );
    expect(kdcDatabaseKind.summarize(object, relatedTo())).toEqual({
      engine: 'PostgreSQL',
      version: '16.4',
      instances: '2 of 2 ready',
      cpu: 1,
      memory: 2 * 2 ** 30,
      storage: 20 * 2 ** 30,
      lastBackup: '2026-11-21T02:10:00Z',
      endpoint: 'orders-rw.acme-prod.svc:5432',
      externalEndpoint: '203.0.113.9:5432',
      database: 'orders',
      user: 'app',
    });
  });

  it('name the port that works behind the gateway, not the one the platform shows', () => {
    const object = database(
      ready({ externalEndpoint: 'orders-db-acme-prod.kube-dc.example:5432' }),
      { expose: { type: 'gateway' } },
    );
    expect(externalEndpointOf(object)).toBe(
      'orders-db-acme-prod.kube-dc.example:443',
    );
  });

  it('name the Secret of the engine', () => {
    expect(connectionSecretOf(database())).toBe('orders-app');
    expect(connectionSecretOf(database(undefined, { engine: 'mariadb' }))).toBe(
      'orders-password',
    );
  });
});
