import {
  gvkOf,
  kindRegistry,
  type KubernetesObject,
} from '@kubedc/backstage-plugin-kubedc-common';
import Ajv from 'ajv';
import {
  hasField,
  readCrdSchemas,
  strictResource,
} from './__testUtils__/crdSchemas';
import { contextOf, platformObjects } from './__testUtils__/context';
import { operationRunners } from './runners';

/** Folder with the platform's own custom resource definitions; they are not part of this repository. */
const folder = process.env.KUBEDC_REAL_CRDS;
const describeWithCrds = folder ? describe : describe.skip;

const place = { project: 'acme/production', name: 'web-01' };
const hints = {
  owner: 'group:acme/backend-team',
  component: 'component:acme/shop',
};

const INPUTS: Array<[operation: string, input: Record<string, unknown>]> = [
  [
    'project:create',
    { organization: 'acme', name: 'staging', owner: 'group:acme/a' },
  ],
  [
    'vm:create',
    {
      ...place,
      ...hints,
      image: 'ubuntu-24.04-lts',
      storageClass: 'local-path',
    },
  ],
  ['vm:create', { ...place, image: 'cirros-test', start: false }],
  [
    'vm:create',
    {
      ...place,
      image: 'windows-11-enterprise-golden-image',
      memory: '8Gi',
      diskSize: '75Gi',
    },
  ],
  [
    'cluster:create',
    { ...place, ...hints, version: 'v1.36.1', encryption: true },
  ],
  [
    'cluster:create',
    { ...place, version: 'v1.36.1', expose: false, backup: false },
  ],
  [
    'database:create',
    { ...place, ...hints, version: '16', cpu: '500m', storageClass: 'fast' },
  ],
  [
    'database:create',
    {
      ...place,
      version: '11.4',
      engine: 'mariadb',
      backup: false,
      expose: 'loadbalancer',
    },
  ],
  ['bucket:create', { ...place, ...hints }],
];

/** Fields that health, facts and settlements read. */
const FIELDS_READ: Record<string, string[]> = {
  'kube-dc.com/v1/Organization': [
    'spec.description',
    'spec.email',
    'status.ready',
    'status.quotaPlanId',
    'status.quotaUsage.cpu.used',
    'status.quotaUsage.memory.hard',
    'status.quotaUsage.storage.hard',
    'status.quotaUsage.objectStorage.used',
    'status.quotaUsage.pods.used',
    'status.quotaUsage.publicIPv4.used',
    'status.quotaUsage.lastUpdated',
    'status.conditions[].type',
  ],
  'kube-dc.com/v1/OrganizationGroup': [
    'spec.permissions[].project',
    'spec.permissions[].roles',
  ],
  'kube-dc.com/v1/Project': [
    'spec.cidrBlock',
    'spec.egressNetworkType',
    'spec.gwLanIp',
    'status.ready',
    'status.namespace',
    'status.quotaUsage.cpu.used',
    'status.quotaUsage.storage.hard',
    'status.quotaUsage.perProjectQuotaSet',
    'status.conditions[].message',
  ],
  'kube-dc.com/v1/FIp': [
    'spec.vmTarget.vmName',
    'status.externalIP',
    'status.ready',
    'status.resolvedTargetIP',
  ],
  'kubevirt.io/v1/VirtualMachine': [
    'spec.runStrategy',
    'spec.running',
    'spec.template.spec.domain.cpu.cores',
    'spec.template.spec.domain.cpu.sockets',
    'spec.template.spec.domain.cpu.threads',
    'spec.template.spec.domain.memory.guest',
    'spec.template.spec.domain.resources.requests',
    'spec.template.spec.volumes[].dataVolume.name',
    'spec.template.spec.networks[].multus.networkName',
    'status.printableStatus',
    'status.ready',
    'status.created',
    'status.conditions[].lastTransitionTime',
  ],
  'kubevirt.io/v1/VirtualMachineInstance': [
    'status.phase',
    'status.nodeName',
    'status.interfaces[].ipAddress',
    'status.guestOSInfo.prettyName',
    'status.phaseTransitionTimestamps[].phaseTransitionTimestamp',
    'status.migrationState.failureReason',
  ],
  'cdi.kubevirt.io/v1beta1/DataVolume': [
    'spec.source.http.url',
    'spec.source.registry.url',
    'spec.pvc.resources.requests',
    'status.phase',
    'status.progress',
    'status.restartCount',
    'status.conditions[].message',
  ],
  'k8s.kube-dc.com/v1alpha1/KdcCluster': [
    'spec.version',
    'spec.controlPlane.replicas',
    'spec.dataStore.dedicated',
    'spec.dataStore.port',
    'spec.network.podCIDR',
    'spec.workers[].replicas',
    'status.phase',
    'status.controlPlaneReady',
    'status.controlPlane.version',
    'status.endpoint',
    'status.dataStoreName',
    'status.latestBackupTime',
    'status.workerPools[].readyReplicas',
    'status.workerPools[].deletingReplicas',
    'status.workerPools[].autoscaling.limitedBy',
    'status.conditions[].reason',
  ],
  'k8s.kube-dc.com/v1alpha1/KdcClusterDatastore': [
    'spec.service.port',
    'status.phase',
  ],
  'db.kube-dc.com/v1alpha1/KdcDatabase': [
    'spec.engine',
    'spec.version',
    'spec.replicas',
    'spec.cpu',
    'spec.memory',
    'spec.storage',
    'spec.databaseName',
    'spec.username',
    'spec.backup.schedule',
    'spec.expose.type',
    'status.phase',
    'status.instances',
    'status.readyInstances',
    'status.version',
    'status.endpoint',
    'status.externalEndpoint',
    'status.latestBackup',
    'status.restore.message',
    'status.conditions[].type',
  ],
  'objectbucket.io/v1alpha1/ObjectBucketClaim': [
    'spec.bucketName',
    'spec.storageClassName',
    'status.phase',
  ],
};

describeWithCrds('with the platform’s own definitions', () => {
  const schemas = readCrdSchemas(folder ?? '.');
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    validateFormats: false,
  });

  it.each(INPUTS)(
    '%s plans manifests that they accept: %p',
    async (id, raw) => {
      const runner = operationRunners.find(
        ({ declaration }) => declaration.id === id,
      )!;
      const input = runner.declaration.input.parse(raw);
      const requests = await runner.plan(input, contextOf(platformObjects()));
      expect(requests.length).toBeGreaterThan(0);
      for (const { body } of requests) {
        const object = body as KubernetesObject;
        const schema = schemas.get(`${object.apiVersion}/${object.kind}`);
        expect(schema).toBeDefined();
        const validate = ajv.compile(strictResource(schema!));
        validate(object);
        expect(validate.errors ?? []).toEqual([]);
      }
    },
  );

  it('would notice a misspelt field', () => {
    const validate = ajv.compile(
      strictResource(schemas.get('db.kube-dc.com/v1alpha1/KdcDatabase')!),
    );
    expect(validate({ spec: { engine: 'postgresql', replica: 2 } })).toBe(
      false,
    );
  });

  it.each(Object.entries(FIELDS_READ))(
    '%s has the fields that are read',
    (gvk, fields) => {
      const schema = schemas.get(gvk);
      expect(schema).toBeDefined();
      expect(fields.filter(field => !hasField(schema!, field))).toEqual([]);
    },
  );

  it('have every kind of the registry that is no part of Kubernetes itself', () => {
    const custom = kindRegistry
      .all()
      .map(({ type }) => type)
      .filter(
        ({ group }) =>
          !['', 'apps', 'batch', 'resource.k8s.io', 'storage.k8s.io'].includes(
            group,
          ),
      );
    expect(custom.map(gvkOf).filter(gvk => !schemas.has(gvk))).toEqual([]);
  });
});
