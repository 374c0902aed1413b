import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { KubernetesObject } from '@kubedc/backstage-plugin-kubedc-common';
import { convert, expectValid, object } from '../__testUtils__/convert';

const NAMESPACE = 'acme-prod';

/** All that belongs to one shop, each thing once. */
const things: Record<string, KubernetesObject> = {
  vm: object('virtualMachine', NAMESPACE, 'web', {
    metadata: {
      annotations: { 'portal.kube-dc.com/os-image': 'Ubuntu 24.04 LTS' },
    },
    spec: {
      template: {
        spec: {
          volumes: [
            { name: 'root', dataVolume: { name: 'web-root' } },
            { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
          ],
          networks: [
            { name: 'own', multus: { networkName: `${NAMESPACE}/default` } },
            { name: 'other', multus: { networkName: 'globex-shop/default' } },
          ],
        },
      },
    },
  }),
  disk: object('dataVolume', NAMESPACE, 'web-root'),
  diskClaim: object('persistentVolumeClaim', NAMESPACE, 'web-root', {
    metadata: {
      ownerReferences: [
        {
          apiVersion: 'cdi.kubevirt.io/v1beta1',
          kind: 'DataVolume',
          name: 'web-root',
          uid: 'uid-of-web-root',
        },
      ],
    },
  }),
  claim: object('persistentVolumeClaim', NAMESPACE, 'data'),
  snapshot: object('volumeSnapshot', NAMESPACE, 'before-upgrade', {
    spec: { source: { persistentVolumeClaimName: 'data' } },
  }),
  network: object('networkAttachmentDefinition', NAMESPACE, 'default'),
  eip: object('eip', NAMESPACE, 'web-eip', {
    status: { ipAddress: '203.0.113.7', ready: true },
  }),
  fip: object('fip', NAMESPACE, 'web-fip', {
    spec: { vmTarget: { vmName: 'web' } },
    status: { eip: 'web-eip', externalIP: '203.0.113.7' },
  }),
  loadBalancer: object('service', NAMESPACE, 'shop', {
    metadata: {
      annotations: {
        'service.nlb.kube-dc.com/bind-on-eip': 'web-eip',
        'service.nlb.kube-dc.com/route-hostname-status': 'shop.example.com',
      },
    },
    spec: {
      type: 'LoadBalancer',
      selector: { 'vm.kubevirt.io/name': 'web' },
    },
  }),
  route: object('httpRoute', NAMESPACE, 'shop-route', {
    spec: {
      hostnames: ['shop.example.com'],
      rules: [{ backendRefs: [{ kind: 'Backend', name: 'shop-backend' }] }],
    },
  }),
  datastore: object('kdcClusterDatastore', NAMESPACE, 'etcd'),
  key: object('kmsKey', NAMESPACE, 'dev-etcd'),
  cluster: object('kdcCluster', NAMESPACE, 'dev', {
    spec: { version: 'v1.35.1', workers: [{ name: 'small' }, { name: 'big' }] },
    status: {
      dataStoreName: 'etcd',
      encryption: { resolvedKeyRef: 'dev-etcd' },
    },
  }),
  database: object('kdcDatabase', NAMESPACE, 'orders', {
    spec: { engine: 'postgresql', version: '16' },
  }),
  backup: object('postgresqlBackup', NAMESPACE, 'orders-1', {
    spec: { cluster: { name: 'orders' } },
  }),
  credentials: object('databaseCredentialPolicy', NAMESPACE, 'orders-app', {
    spec: { databaseRef: { name: 'orders' } },
  }),
  mariadbBackup: object('mariadbBackup', NAMESPACE, 'orders-2', {
    spec: { mariaDbRef: { name: 'orders' } },
  }),
  tlsRoute: object('tlsRoute', NAMESPACE, 'shop-tls', {
    spec: { rules: [{ backendRefs: [{ kind: 'Service', name: 'shop' }] }] },
  }),
  gateway: object('eip', NAMESPACE, 'default-gw'),
  shared: object('service', NAMESPACE, 'shared', {
    metadata: {
      annotations: {
        'service.nlb.kube-dc.com/bind-on-default-gw-eip': 'true',
      },
    },
    spec: { type: 'LoadBalancer' },
  }),
  certificate: object('managedCertificate', NAMESPACE, 'shop'),
  secret: object('managedSecret', NAMESPACE, 'shop'),
  bucket: object('objectBucketClaim', NAMESPACE, 'shop'),
  claimTemplate: object('resourceClaimTemplate', NAMESPACE, 'half-a-gpu'),
  gpuClaim: object('resourceClaim', NAMESPACE, 'whole-gpu'),
  segment: object('fabricSegment', undefined, 'pn-ext-4014'),
  vlan: object('projectNetwork', undefined, 'pn-ext-4014-prod', {
    spec: { org: 'acme', project: 'prod', segmentRef: 'pn-ext-4014' },
  }),
  vpc: object('vpc', undefined, NAMESPACE, {
    spec: { namespaces: [NAMESPACE] },
  }),
  subnet: object('subnet', undefined, `${NAMESPACE}-default`, {
    spec: { vpc: NAMESPACE, namespaces: [NAMESPACE] },
  }),
  pool: object('mgmtWorkerPool', 'kube-dc', 'workers'),
  deployment: object('deployment', NAMESPACE, 'shop', {
    spec: {
      selector: { matchLabels: { app: 'shop', tier: 'web' } },
      template: {
        spec: {
          resourceClaims: [
            { name: 'shared', resourceClaimTemplateName: 'half-a-gpu' },
            { name: 'own', resourceClaimName: 'whole-gpu' },
            { name: 'other', resourceClaimName: 'not-there' },
          ],
        },
      },
    },
  }),
  statefulSet: object('statefulSet', NAMESPACE, 'store', {
    spec: {
      selector: { matchLabels: { app: 'store' } },
      template: {
        spec: {
          volumes: [{ persistentVolumeClaim: { claimName: 'data' } }, {}],
        },
      },
    },
  }),
};

const entitiesOf = (name: string, options = {}): Entity[] =>
  convert(things[name], Object.values(things), options);

/** Dependencies by the ref of who has them. */
function dependencies(name: string) {
  return Object.fromEntries(
    entitiesOf(name).map(entity => [
      stringifyEntityRef(entity),
      {
        on: entity.spec?.dependsOn ?? [],
        of: entity.spec?.dependencyOf ?? [],
      },
    ]),
  );
}

const ref = (name: string) => `resource:${NAMESPACE}/${name}`;

describe('relations between the entities of a project', () => {
  it.each(Object.keys(things))('are valid for the catalog: %s', async name => {
    await expect(expectValid(entitiesOf(name))).resolves.toBeUndefined();
  });

  it.each([
    ['vm', 'vm.web', ['net.default', 'volume.data', 'volume.web-root'], []],
    ['snapshot', 'snapshot.before-upgrade', ['volume.data'], []],
    ['fip', 'fip.web-fip', ['eip.web-eip'], ['vm.web']],
    ['loadBalancer', 'lb.shop', ['eip.web-eip', 'vm.web'], []],
    ['route', 'route.shop-route', ['lb.shop'], []],
    ['backup', 'backup.orders-1', ['db.orders'], []],
    ['credentials', 'cred.orders-app', ['db.orders'], []],
    ['mariadbBackup', 'backup.orders-2', ['db.orders'], []],
    ['tlsRoute', 'route.shop-tls', ['lb.shop'], []],
    ['shared', 'lb.shared', ['eip.default-gw'], []],
  ])('lead from %s to what it needs', (name, own, on, of) => {
    expect(dependencies(name)).toEqual({
      [ref(own)]: { on: on.map(ref), of: of.map(ref) },
    });
  });

  it('give a cluster its worker pools', () => {
    expect(dependencies('cluster')).toEqual({
      [ref('cluster.dev')]: {
        on: [ref('datastore.etcd'), ref('key.dev-etcd')],
        of: [],
      },
      [ref('pool.dev-big')]: { on: [], of: [ref('cluster.dev')] },
      [ref('pool.dev-small')]: { on: [], of: [ref('cluster.dev')] },
    });
  });

  it('leave out what is part of something else, also once that is somebody else’s', () => {
    expect(entitiesOf('diskClaim')).toEqual([]);
    // The disk was deleted and another one of its name made: the claim is nobody's part any more.
    const orphan = convert(things.diskClaim, [
      object('dataVolume', NAMESPACE, 'web-root', {
        metadata: { uid: 'another' },
      }),
    ]);
    expect(orphan.map(entity => stringifyEntityRef(entity))).toEqual([
      ref('volume.web-root'),
    ]);
  });

  it('leave out what the engine of a database made, but for its backups', () => {
    const madeByEngine = {
      metadata: {
        ownerReferences: [
          {
            apiVersion: 'postgresql.cnpg.io/v1',
            kind: 'Cluster',
            name: 'orders',
            uid: 'uid-of-the-engine',
          },
        ],
      },
    };
    const refs = (kind: string, others: KubernetesObject[]) =>
      convert(object(kind, NAMESPACE, 'orders-1', madeByEngine), others).map(
        entity => stringifyEntityRef(entity),
      );
    expect(refs('persistentVolumeClaim', [things.database])).toEqual([]);
    expect(refs('postgresqlBackup', [things.database])).toEqual([
      ref('backup.orders-1'),
    ]);
    // An engine that somebody runs without the platform.
    expect(refs('persistentVolumeClaim', [])).toEqual([ref('volume.orders-1')]);
  });

  it('lead nowhere when the other thing is not there', () => {
    for (const name of ['vm', 'fip', 'loadBalancer', 'route', 'cluster']) {
      const [alone] = convert(things[name]);
      expect(alone.spec).not.toHaveProperty('dependsOn');
      expect(alone.spec).not.toHaveProperty('dependencyOf');
    }
  });

  it.each([
    ['vlan', 'vlan.pn-ext-4014-prod', ['fabric.pn-ext-4014']],
    ['vpc', `vpc.${NAMESPACE}`, []],
    ['subnet', `subnet.${NAMESPACE}-default`, [`vpc.${NAMESPACE}`]],
  ])('put %s, which serves a project, with the platform', (name, own, on) => {
    const [entity] = entitiesOf(name);
    expect(stringifyEntityRef(entity)).toBe(`resource:kube-dc/${own}`);
    expect(entity.spec).toMatchObject({
      owner: 'group:kube-dc/platform-admin',
      system: 'system:acme/prod',
    });
    expect(entity.spec?.dependsOn ?? []).toEqual(
      on.map(other => `resource:kube-dc/${other}`),
    );
  });

  it.each([
    ['pool', 'pool.workers'],
    ['segment', 'fabric.pn-ext-4014'],
  ])('put %s with the platform, in no project', (name, own) => {
    const [entity] = entitiesOf(name);
    expect(stringifyEntityRef(entity)).toBe(`resource:kube-dc/${own}`);
    expect(entity.spec).not.toHaveProperty('system');
  });
});

describe('components', () => {
  it('come from workloads, with their pods', () => {
    const [entity] = entitiesOf('deployment');
    expect(stringifyEntityRef(entity)).toBe(
      `component:${NAMESPACE}/deployment.shop`,
    );
    expect(entity.spec).toMatchObject({
      type: 'service',
      system: 'system:acme/prod',
    });
    expect(entity.metadata.annotations).toMatchObject({
      'backstage.io/kubernetes-label-selector': 'app=shop,tier=web',
    });
  });

  it.each([
    ['deployment', 'deployment.shop', ['gpu.half-a-gpu', 'gpu.whole-gpu']],
    ['statefulSet', 'statefulset.store', ['volume.data']],
  ])('depend, as %s, on what their pods name', (name, own, on) => {
    expect(dependencies(name)).toEqual({
      [`component:${NAMESPACE}/${own}`]: { on: on.map(ref), of: [] },
    });
  });

  it('come from services only where somebody asked', async () => {
    const entities = entitiesOf('loadBalancer', { components: ['service'] });
    await expectValid(entities);
    expect(entities.map(entity => stringifyEntityRef(entity))).toEqual([
      ref('lb.shop'),
      `component:${NAMESPACE}/service.shop`,
    ]);
    expect(entitiesOf('loadBalancer')).toHaveLength(1);
  });
});

describe('what people search for', () => {
  it.each([
    ['eip', 'External address in acme/prod, 203.0.113.7'],
    ['vm', 'Virtual machine in acme/prod, Ubuntu 24.04 LTS, 203.0.113.7'],
    ['loadBalancer', 'Load balancer in acme/prod, shop.example.com'],
    ['cluster', 'Cluster in acme/prod, v1.35.1'],
    ['database', 'Database in acme/prod, postgresql 16'],
  ])('is in the description of %s', (name, description) => {
    expect(entitiesOf(name)[0].metadata.description).toBe(description);
  });

  it('is in annotations of its own, for programs', () => {
    expect(entitiesOf('vm')[0].metadata.annotations).toMatchObject({
      'kube-dc.com/addresses': '203.0.113.7',
      'kube-dc.com/image': 'Ubuntu 24.04 LTS',
    });
  });
});
