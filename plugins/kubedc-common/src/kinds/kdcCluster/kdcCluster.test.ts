import { relatedTo } from '../../__testUtils__/related';
import { kdcClusterKind, type KdcCluster } from '.';

function cluster(
  status?: unknown,
  workers: unknown = [{ name: 'workers', replicas: 3 }],
  annotations?: Record<string, string>,
): KdcCluster {
  return {
    apiVersion: 'k8s.kube-dc.com/v1alpha1',
    kind: 'KdcCluster',
    metadata: { name: 'dev', namespace: 'acme-prod', annotations },
    spec: {
      version: 'v1.36.1',
      controlPlane: { replicas: 2 },
      dataStore: { dedicated: true },
      network: { podCIDR: '10.244.0.0/16', serviceCIDR: '10.96.0.0/16' },
      workers,
    },
    status,
  } as KdcCluster;
}

const ready = (extra: object = {}, pool: object = {}) => ({
  phase: 'Ready',
  controlPlaneReady: true,
  workerPools: [
    { name: 'workers', phase: 'Ready', replicas: 3, readyReplicas: 3, ...pool },
  ],
  ...extra,
});

const condition = (
  type: string,
  status: string,
  reason?: string,
  message?: string,
) => ({
  conditions: [{ type, status, reason, message }],
});

const health = (object: KdcCluster) =>
  kdcClusterKind.health(object, relatedTo());

describe('health of a cluster', () => {
  it.each<[string, KdcCluster, string, string, RegExp]>([
    ['made a moment ago', cluster(), 'progressing', 'Pending', /not started/],
    [
      'pending',
      cluster({ phase: 'Pending' }),
      'progressing',
      'Pending',
      /its turn/,
    ],
    [
      'waiting for its address',
      cluster({ phase: 'WaitingForService' }),
      'progressing',
      'Waiting for address',
      /address/,
    ],
    [
      'being made',
      cluster({ phase: 'Provisioning' }),
      'progressing',
      'Provisioning',
      /control plane and workers/,
    ],
    [
      'being changed',
      cluster({ phase: 'Provisioning', controlPlaneReady: true }),
      'progressing',
      'Updating',
      /API server runs/,
    ],
    ['ready', cluster(ready()), 'ok', 'Ready', /all workers/],
    [
      'ready without workers',
      cluster({ phase: 'Ready', controlPlaneReady: true }, []),
      'ok',
      'Ready',
      /ready/,
    ],
    [
      'with workers joining',
      cluster(ready({}, { readyReplicas: 1 })),
      'progressing',
      'Workers joining',
      /^1 of 3 workers are ready in workers$/,
    ],
    [
      'with workers going',
      cluster(ready({}, { readyReplicas: 3, deletingReplicas: 1 })),
      'progressing',
      'Workers joining',
      /2 of 3/,
    ],
    [
      'with a pool the platform has not seen',
      cluster({ phase: 'Ready', controlPlaneReady: true }),
      'progressing',
      'Workers joining',
      /0 of 3/,
    ],
    [
      'with a failed pool',
      cluster(ready({}, { phase: 'Failed', readyReplicas: 1 })),
      'error',
      'Workers failed',
      /pool workers failed, 1 of 3/,
    ],
    [
      'held back by quota',
      cluster(
        ready({}, { readyReplicas: 2, autoscaling: { limitedBy: 'Quota' } }),
      ),
      'warning',
      'Workers missing',
      /quota is used up/,
    ],
    [
      'held back by hosts',
      cluster(
        ready(
          {},
          { readyReplicas: 2, autoscaling: { limitedBy: 'Placement' } },
        ),
      ),
      'warning',
      'Workers missing',
      /no host has room/,
    ],
    [
      'whose API is down',
      cluster(ready({ controlPlaneReady: false })),
      'error',
      'API down',
      /does not answer/,
    ],
    [
      'without backup',
      cluster(ready(condition('BackupReady', 'False', 'S3NotAvailable'))),
      'warning',
      'No backup',
      /^Backups do not work: S3 not available$/,
    ],
    [
      'without encryption',
      cluster(
        ready(
          condition(
            'EncryptionConfigError',
            'True',
            'X',
            'interval is too short',
          ),
        ),
      ),
      'warning',
      'Not encrypted',
      /interval is too short/,
    ],
    [
      'whose encryption broke',
      cluster(ready(condition('EncryptionAvailable', 'False', 'PluginDown'))),
      'warning',
      'Encryption down',
      /Plugin down/,
    ],
    [
      'whose restore failed',
      cluster(
        ready(
          condition(
            'RestoreReady',
            'False',
            'Failed',
            'Restore from "dev/1.db" failed (ForeignKey): no',
          ),
        ),
      ),
      'error',
      'Restore failed',
      /ForeignKey/,
    ],
    [
      'being restored',
      cluster(ready(), undefined, {
        'kube-dc.com/restore-state': 'DrainingControlPlane',
      }),
      'progressing',
      'Restoring',
      /draining control plane/,
    ],
    [
      'with a failure text as its phase',
      cluster({ phase: 'DataStoreCreateFailed' }),
      'error',
      'Failed',
      /“DataStoreCreateFailed”/,
    ],
    [
      'in a phase nobody knows',
      cluster({ phase: 'Hibernating' }),
      'unknown',
      'Hibernating',
      /“Hibernating”/,
    ],
    [
      'whose phase is no text',
      cluster({ phase: ['Ready'] }),
      'unknown',
      'Unknown',
      /Ready/,
    ],
  ])('%s', (_, object, state, label, reason) => {
    const found = health(object);
    expect(found).toMatchObject({ state, label });
    expect(found.reason).toMatch(reason);
  });

  it('says that it is being deleted before anything else', () => {
    const object = cluster(ready());
    object.metadata.deletionTimestamp = '2026-11-21T11:00:00Z';
    expect(health(object)).toMatchObject({
      state: 'progressing',
      label: 'Deleting',
    });
  });

  it.each<[string, KdcCluster]>([
    ['null status', cluster(null)],
    ['text status', cluster('x')],
    ['pools', cluster(ready({ workerPools: 'x' }), { a: 1 })],
    [
      'pool entries',
      cluster(ready({ workerPools: [null, {}, 3] }), [
        null,
        {},
        { name: 5, replicas: 'x' },
      ]),
    ],
    ['conditions', cluster(ready({ conditions: [null, 'x', { type: null }] }))],
    ['spec', { ...cluster(ready()), spec: null } as never],
  ])('survives odd %s', (_, object) => {
    expect(health(object).reason).not.toBe('');
    expect(kdcClusterKind.summarize(object, relatedTo())).toHaveProperty(
      'workers',
    );
  });
});

describe('facts of a cluster', () => {
  it('prefer what runs over what is desired', () => {
    const object = cluster(
      ready(
        {
          controlPlane: { version: 'v1.35.0' },
          endpoint: 'https://dev-cp-acme-prod.kube-dc.example:443',
          latestBackupTime: '2026-11-21T02:00:00Z',
        },
        { readyReplicas: 2 },
      ),
    );
    expect(kdcClusterKind.summarize(object, relatedTo())).toEqual({
      version: 'v1.35.0',
      workers: '2 of 3 ready',
      controlPlanes: 2,
      datastore: 'Dedicated',
      lastBackup: '2026-11-21T02:00:00Z',
      endpoint: 'https://dev-cp-acme-prod.kube-dc.example:443',
      podNetwork: '10.244.0.0/16',
      serviceNetwork: '10.96.0.0/16',
    });
  });
});
