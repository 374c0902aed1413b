import { apiVersionOf, type KubernetesObject } from '../kubernetes';
import { managedCertificateHealth } from './managedCertificate/health';
import { kindRegistry } from './registry';
import type { RelatedObjects } from './types';

const nothing: RelatedObjects = { get: () => undefined, list: () => [] };

const no = (type: string, message: string) => ({
  conditions: [{ type, status: 'False', message }],
});
const yes = (type: string) => ({ conditions: [{ type, status: 'True' }] });

function objectOf(
  kindId: string,
  content: Record<string, unknown>,
): KubernetesObject {
  const { type } = kindRegistry.byId(kindId)!;
  return {
    apiVersion: apiVersionOf(type),
    kind: type.kind,
    metadata: { name: 'it', namespace: 'acme-prod' },
    ...content,
  };
}

describe('health of the kinds', () => {
  it.each<[string, Record<string, unknown>, string, string, string | RegExp]>([
    [
      'dataVolume',
      { status: { phase: 'ImportInProgress', progress: '40.12%' } },
      'progressing',
      'Preparing',
      'Being imported, 40 %',
    ],
    [
      'dataVolume',
      { status: { phase: 'Succeeded', progress: '100.0%' } },
      'ok',
      'Ready',
      /used/,
    ],
    [
      'dataVolume',
      { status: { phase: 'Failed', ...no('Running', 'no route to host') } },
      'error',
      'Failed',
      'no route to host',
    ],
    [
      'dataVolume',
      { status: { phase: 'Sideways' } },
      'unknown',
      'Sideways',
      /Sideways/,
    ],
    [
      'persistentVolumeClaim',
      { status: { phase: 'Bound' } },
      'ok',
      'Ready',
      /used/,
    ],
    [
      'persistentVolumeClaim',
      { status: { phase: 'Lost' } },
      'error',
      'Lost',
      /gone/,
    ],
    [
      'volumeSnapshot',
      { status: { readyToUse: true } },
      'ok',
      'Ready',
      /made from it/,
    ],
    [
      'volumeSnapshot',
      { status: { readyToUse: false, error: { message: 'no class' } } },
      'error',
      'Failed',
      'no class',
    ],
    [
      'volumeSnapshot',
      { status: { readyToUse: false } },
      'progressing',
      'Pending',
      'Being taken',
    ],
    [
      'kdcClusterDatastore',
      {
        status: { phase: 'Degraded', etcd: { readyReplicas: 2, replicas: 3 } },
      },
      'warning',
      'Degraded',
      'Members: 2 of 3 ready',
    ],
    [
      'kdcClusterDatastore',
      { status: { phase: 'Blocked', ...no('Ready', 'port is taken') } },
      'error',
      'Blocked',
      'port is taken',
    ],
    [
      'postgresqlBackup',
      { status: { phase: 'completed' } },
      'ok',
      'Completed',
      /restored/,
    ],
    [
      'postgresqlBackup',
      { status: { phase: 'failed', error: 'bucket is full' } },
      'error',
      'Failed',
      'bucket is full',
    ],
    [
      'postgresqlBackup',
      { status: { phase: 'running' } },
      'progressing',
      'Running',
      /taken/,
    ],
    ['mariadbBackup', { status: yes('Complete') }, 'ok', 'Ready', /restored/],
    [
      'mariadbBackup',
      {
        status: {
          conditions: [
            { type: 'Complete', status: 'False', reason: 'JobRunning' },
          ],
        },
      },
      'progressing',
      'Pending',
      /taken/,
    ],
    [
      'mariadbBackup',
      {
        status: {
          conditions: [
            {
              type: 'Complete',
              status: 'False',
              reason: 'JobFailed',
              message: 'exit 1',
            },
          ],
        },
      },
      'warning',
      'Not ready',
      'exit 1',
    ],
    [
      'eip',
      {
        status: {
          ready: true,
          ipAddress: '203.0.113.7',
          ownershipType: 'Released',
        },
      },
      'ok',
      'Ready',
      'Nothing uses it',
    ],
    ['eip', { status: { ready: false } }, 'progressing', 'Pending', /quota/],
    [
      'fip',
      { spec: { vmTarget: { vmName: 'web' } }, status: { ready: false } },
      'progressing',
      'Pending',
      /virtual machine/,
    ],
    [
      'service',
      {
        spec: { type: 'LoadBalancer' },
        status: { loadBalancer: { ingress: [{ ip: '203.0.113.7' }] } },
      },
      'ok',
      'Ready',
      /address/,
    ],
    [
      'service',
      { spec: { type: 'LoadBalancer' }, status: { loadBalancer: {} } },
      'progressing',
      'Pending',
      /Waiting/,
    ],
    ['service', { spec: { type: 'ClusterIP' } }, 'ok', 'Ready', /within/],
    [
      'httpRoute',
      { status: { parents: [yes('Accepted')] } },
      'ok',
      'Ready',
      /serves/,
    ],
    [
      'httpRoute',
      {
        status: {
          parents: [
            {
              conditions: [
                { type: 'Accepted', status: 'True' },
                {
                  type: 'ResolvedRefs',
                  status: 'False',
                  message: 'no such service',
                },
              ],
            },
          ],
        },
      },
      'warning',
      'Not ready',
      'no such service',
    ],
    [
      'tlsRoute',
      { status: { parents: [] } },
      'progressing',
      'Pending',
      /platform/,
    ],
    ['networkAttachmentDefinition', {}, 'ok', 'Ready', /attach/],
    [
      'projectNetwork',
      { status: { phase: 'Denying' } },
      'progressing',
      'Releasing',
      /attached/,
    ],
    ['vpc', { status: { standby: true } }, 'ok', 'Ready', /set up/],
    [
      'subnet',
      { status: no('Ready', 'conflicts with another one') },
      'warning',
      'Not ready',
      'conflicts with another one',
    ],
    ['managedSecret', { status: yes('Ready') }, 'ok', 'Ready', /read/],
    [
      'managedSecret',
      { status: no('Ready', 'the vault is sealed') },
      'warning',
      'Not ready',
      'the vault is sealed',
    ],
    [
      'kmsKey',
      {
        status: { ...yes('Ready'), scheduledDeletion: '2026-12-01T00:00:00Z' },
      },
      'warning',
      'To be deleted',
      /cancelled/,
    ],
    [
      'databaseCredentialPolicy',
      {
        status: {
          conditions: [
            { type: 'Ready', status: 'False', reason: 'DynamicModeDeferred' },
          ],
        },
      },
      'warning',
      'Not ready',
      'Dynamic mode deferred',
    ],
    [
      'resourceClaim',
      { status: { allocation: {} } },
      'ok',
      'Ready',
      /reserved/,
    ],
    ['resourceClaim', { status: {} }, 'progressing', 'Pending', /free device/],
    [
      'deployment',
      { spec: { replicas: 2 }, status: { readyReplicas: 2 } },
      'ok',
      'Running',
      /All/,
    ],
    [
      'deployment',
      { spec: { replicas: 0 }, status: {} },
      'stopped',
      'Stopped',
      /none/,
    ],
    [
      'deployment',
      {
        spec: { replicas: 2 },
        status: { ...no('Progressing', 'exceeded its deadline') },
      },
      'error',
      'Down',
      'exceeded its deadline',
    ],
    [
      'statefulSet',
      { spec: { replicas: 3 }, status: { readyReplicas: 2 } },
      'warning',
      'Degraded',
      '2 of 3 instances are ready',
    ],
    [
      'mgmtWorkerPool',
      { status: { nodes: 3, joining: 1 } },
      'progressing',
      'Growing',
      '1 node is joining',
    ],
    [
      'mgmtWorkerPool',
      { status: { nodes: 3, ...yes('ProvisioningStuck') } },
      'error',
      'Needs attention',
      'ProvisioningStuck',
    ],
    [
      'fabricSegment',
      { status: { ready: true, boundTo: 'x' } },
      'ok',
      'Ready',
      'In use',
    ],
  ])('%s as %j is %s', (kindId, content, state, label, reason) => {
    const kind = kindRegistry.byId(kindId)!;
    const health = kind.health(objectOf(kindId, content), nothing);
    expect(health).toMatchObject({ state, label });
    expect(health.reason).toMatch(
      typeof reason === 'string' ? new RegExp(`^${reason}$`) : reason,
    );
  });

  it.each(kindRegistry.all().map(({ id }) => id))(
    '%s says when it is being deleted, and never breaks',
    kindId => {
      const kind = kindRegistry.byId(kindId)!;
      const deleted = objectOf(kindId, {
        metadata: { name: 'it', deletionTimestamp: '2026-11-21T10:00:00Z' },
        status: { phase: 'Ready', ready: true },
      });
      expect(kind.health(deleted, nothing).label).toBe('Deleting');
      for (const odd of [{}, { spec: null, status: null }, { status: 'x' }]) {
        const object = objectOf(kindId, odd);
        expect(kind.health(object, nothing).reason).not.toBe('');
        expect(Object.keys(kind.summarize(object, nothing))).toEqual(
          expect.arrayContaining(kind.facts.map(({ id }) => id)),
        );
        expect(() => kind.keywords?.(object, nothing)).not.toThrow();
      }
    },
  );

  it.each([
    ['2026-11-20T00:00:00Z', 'error', 'Expired'],
    ['2026-11-24T12:00:00Z', 'warning', 'Expiring'],
    ['2027-01-24T00:00:00Z', 'ok', 'Ready'],
  ])('a certificate until %s is %s', (notAfter, state, label) => {
    const certificate = objectOf('managedCertificate', {
      status: { notAfter, ...yes('Ready') },
    });
    expect(
      managedCertificateHealth(certificate, Date.parse('2026-11-21T12:00:00Z')),
    ).toMatchObject({ state, label });
  });
});
