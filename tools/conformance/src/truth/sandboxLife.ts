import { TestServer } from '@kubedc/embedded-apiserver/testing';

const KUBEVIRT = '/apis/subresources.kubevirt.io/v1/namespaces';
const SCENARIO = 'sandbox.kube-dc.com/scenario';

interface Draft {
  apiVersion: string;
  kind: string;
  plural: string;
  name: string;
  scenario?: string;
  spec: object;
}

const pool = (more: object) => ({
  name: 'workers',
  replicas: 1,
  cpuCores: 1,
  memory: '2Gi',
  ...more,
});
const cluster = (name: string, spec: object, scenario?: string): Draft => ({
  apiVersion: 'k8s.kube-dc.com/v1alpha1',
  kind: 'KdcCluster',
  plural: 'kdcclusters',
  name,
  scenario,
  spec: {
    version: 'v1.36.1',
    enableClusterAPI: true,
    eip: { create: true, externalNetworkType: 'cloud' },
    ...spec,
  },
});
const database = (name: string, spec: object, scenario?: string): Draft => ({
  apiVersion: 'db.kube-dc.com/v1alpha1',
  kind: 'KdcDatabase',
  plural: 'kdcdatabases',
  name,
  scenario,
  spec: { engine: 'postgresql', version: '17', replicas: 1, ...spec },
});
const disk = (name: string, source: object): Draft => ({
  apiVersion: 'cdi.kubevirt.io/v1beta1',
  kind: 'DataVolume',
  plural: 'datavolumes',
  name,
  spec: {
    source,
    storage: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
    },
  },
});
const machine = (
  name: string,
  { volumes = [], cores = 1, ...spec }: Record<string, unknown>,
  scenario?: string,
): Draft => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  plural: 'virtualmachines',
  name,
  scenario,
  spec: {
    ...spec,
    template: {
      spec: {
        domain: {
          cpu: { cores },
          memory: { guest: '512Mi' },
          devices: {
            disks: (volumes as { name: string }[]).map(volume => ({
              name: volume.name,
              disk: { bus: 'virtio' },
            })),
            interfaces: [{ name: 'vpc_net_0', bridge: {} }],
          },
        },
        networks: [{ name: 'vpc_net_0', pod: {} }],
        volumes,
      },
    },
  },
});
const root = {
  name: 'root',
  containerDisk: { image: 'quay.io/example/disk:1' },
};

/** What goes well and what fails in every way that the controllers know. */
const DRAFTS: Draft[] = [
  database('unsupported', { version: '9' }),
  database('broken', {}, 'failed'),
  database('unsaved', { backup: { enabled: true } }, 'missing-backup'),
  database('maria', { engine: 'mariadb', version: '11.4', replicas: 2 }),
  database('public', { expose: { type: 'loadbalancer' } }),
  database('huge', { cpu: '900', memory: '900Gi', storage: '900Ti' }),
  cluster('unoffered', { version: 'v1.2.3', workers: [pool({})] }),
  cluster('huge', { workers: [pool({ replicas: 90, cpuCores: 64 })] }),
  cluster('degraded', { workers: [pool({ replicas: 2 })] }, 'degraded-pool'),
  cluster('scaling', {
    dataStore: { dedicated: true, eipName: 'default-gw', port: 32390 },
    encryption: { etcd: { enabled: true } },
    workers: [
      pool({
        autoscaling: {
          enabled: true,
          minReplicas: 1,
          maxReplicas: 3,
          metrics: [{ type: 'cpu', targetAverageUtilization: 70 }],
        },
      }),
    ],
  }),
  disk('blank', { blank: {} }),
  disk('copy', { pvc: { name: 'web-root', namespace: 'acme-staging' } }),
  disk('registry', { registry: { url: 'docker://quay.io/example/disk:1' } }),
  disk('missing', { http: { url: 'https://images.example/missing.qcow2' } }),
  machine('diskless', {
    runStrategy: 'Always',
    volumes: [{ name: 'root', dataVolume: { name: 'nowhere' } }],
  }),
  machine('giant', { runStrategy: 'Always', cores: 200, volumes: [root] }),
  machine('running', { running: true, volumes: [root] }),
  machine('manual', { runStrategy: 'Manual', volumes: [root] }),
  machine('crashing', { runStrategy: 'Always', volumes: [root] }, 'crash-loop'),
  {
    apiVersion: 'objectbucket.io/v1alpha1',
    kind: 'ObjectBucketClaim',
    plural: 'objectbucketclaims',
    name: 'unclassed',
    spec: { bucketName: 'acme-staging-unclassed', storageClassName: 'nowhere' },
  },
];

/** Calls of KubeVirt on machines that run or can. */
const CALLS: [resource: string, name: string, call: string, body?: object][] = [
  ['virtualmachines', 'manual', 'start'],
  ['virtualmachines', 'web', 'stop'],
  ['virtualmachines', 'web', 'start'],
  ['virtualmachines', 'web', 'restart', { gracePeriodSeconds: 0 }],
  ['virtualmachineinstances', 'running', 'pause'],
  ['virtualmachineinstances', 'running', 'unpause'],
  [
    'virtualmachines',
    'running',
    'addvolume',
    {
      name: 'more',
      disk: { disk: { bus: 'scsi' } },
      volumeSource: { dataVolume: { name: 'blank' } },
    },
  ],
];

/** Objects that are removed in the end, with what belongs to them. */
const REMOVED: [group: string, plural: string, name: string][] = [
  ['kubevirt.io/v1', 'virtualmachines', 'web'],
  ['db.kube-dc.com/v1alpha1', 'kdcdatabases', 'maria'],
  ['k8s.kube-dc.com/v1alpha1', 'kdcclusters', 'scaling'],
];

const place = 'acme-staging';

async function settled(server: TestServer): Promise<void> {
  const collection = (group: string, plural: string) =>
    `/apis/${group}/namespaces/${place}/${plural}`;
  const phases = async (group: string, plural: string, wanted: RegExp) =>
    server.until(collection(group, plural), ({ body }) =>
      body.items.every(({ status }: { status?: Record<string, string> }) =>
        wanted.test(status?.phase ?? status?.printableStatus ?? ''),
      ),
    );
  await phases(
    'db.kube-dc.com/v1alpha1',
    'kdcdatabases',
    /^(Ready|Failed|Upgrading|Provisioning)$/,
  );
  await phases(
    'k8s.kube-dc.com/v1alpha1',
    'kdcclusters',
    /^(Ready|Provisioning)$/,
  );
  await phases(
    'kubevirt.io/v1',
    'virtualmachines',
    /^(Running|Stopped|Error.*|CrashLoopBackOff|Starting|Provisioning)$/,
  );
}

/** Makes, uses and removes objects of all kinds in a project of the demo tenants. */
export async function liveThrough(server: TestServer): Promise<void> {
  for (const { apiVersion, kind, plural, name, scenario, spec } of DRAFTS) {
    const answer = await server.post(
      `/apis/${apiVersion}/namespaces/${place}/${plural}`,
      {
        apiVersion,
        kind,
        metadata: {
          name,
          ...(scenario ? { annotations: { [SCENARIO]: scenario } } : {}),
        },
        spec,
      },
    );
    if (answer.code !== 201) {
      throw new Error(`${kind} ${name}: ${answer.text}`);
    }
  }
  await settled(server);
  for (const [resource, name, call, body] of CALLS) {
    const path = `${KUBEVIRT}/${place}/${resource}/${name}/${call}`;
    // It may still be on its way from the call before.
    let answer = await server.put(path, body ?? {});
    const deadline = Date.now() + 120_000;
    while (answer.code === 409 || answer.code === 404) {
      if (Date.now() > deadline) {
        throw new Error(`${path}: ${answer.text}`);
      }
      answer = await server.put(path, body ?? {});
    }
    if (answer.code > 202) {
      throw new Error(`${path}: ${answer.code} ${answer.text}`);
    }
  }
  await settled(server);
  for (const [group, plural, name] of REMOVED) {
    const path = `/apis/${group}/namespaces/${place}/${plural}/${name}`;
    await server.delete(path);
    await server.until(path, ({ code }) => code === 404);
  }
}
