import { EIP_FINALIZER } from '../controllers/eip';
import { BUCKET_FINALIZER } from '../controllers/objectBucketClaim';
import {
  eips,
  fips,
  kdcClusters,
  kdcDatabases,
  objectBucketClaims,
} from '../kinds';
import { Draft } from '../runtime/client';
import { Resource } from '../runtime/types';
import { annotationsOf } from './annotations';
import { SeedCluster, SeedDatabase, SeedProject } from './types';
import { virtualMachineObjects } from './virtualMachine';

type Entry = [Resource, Draft];

function database(seed: SeedDatabase): object {
  return {
    engine: seed.engine,
    version: seed.version,
    replicas: seed.replicas,
    cpu: seed.cpu,
    memory: seed.memory,
    storage: seed.storage,
    databaseName: seed.name,
    username: 'app',
    ...(seed.backup
      ? { backup: { enabled: true, schedule: '0 2 * * *', retentionDays: 7 } }
      : {}),
    expose: { type: seed.expose ?? 'internal' },
  };
}

function cluster(seed: SeedCluster): object {
  return {
    version: seed.version,
    controlPlane: { replicas: 2 },
    dataStore: seed.dedicated
      ? { dedicated: true, eipName: 'default-gw', port: seed.port }
      : { dedicated: false },
    network: { serviceCIDR: '10.96.0.0/16', podCIDR: '10.244.0.0/16' },
    eip: { create: true, externalNetworkType: 'cloud' },
    enableClusterAPI: true,
    workers: [
      {
        name: 'workers',
        replicas: seed.workers,
        cpuCores: seed.cores,
        memory: seed.memory,
        diskSize: '20Gi',
        image: `docker.io/shalb/ubuntu-2404-container-disk:${seed.version}`,
        architecture: 'amd64',
        infrastructureProvider: 'kubevirt',
        storageType: 'datavolume',
      },
    ],
  };
}

/** The objects of a project, those that shall be seen on their way apart. */
export function resourcesOf(
  organization: string,
  project: string,
  seed: SeedProject,
): { steady: Entry[]; moving: Entry[] } {
  const namespace = `${organization}-${project}`;
  const steady: Entry[] = [];
  const moving: Entry[] = [];
  const add = (
    entry: {
      name: string;
      moving?: boolean;
      scenario?: string;
      owner?: string;
    },
    resource: Resource,
    draft: {
      spec: object;
      labels?: Record<string, string>;
      finalizers?: string[];
    },
    annotations: Record<string, string> = {},
  ) =>
    (entry.moving ? moving : steady).push([
      resource,
      {
        metadata: {
          name: entry.name,
          namespace,
          labels: draft.labels,
          finalizers: draft.finalizers,
          annotations: {
            ...annotationsOf(organization, entry),
            ...annotations,
          },
        },
        spec: draft.spec,
      },
    ]);
  for (const machine of seed.virtualMachines ?? []) {
    (machine.moving ? moving : steady).push(
      ...virtualMachineObjects(namespace, organization, machine),
    );
  }
  for (const entry of seed.databases ?? []) {
    add(entry, kdcDatabases, { spec: database(entry) });
  }
  for (const entry of seed.clusters ?? []) {
    add(
      entry,
      kdcClusters,
      { spec: cluster(entry) },
      entry.exposed ? { 'k8s.kube-dc.com/expose-route': 'true' } : {},
    );
  }
  for (const entry of seed.buckets ?? []) {
    add(entry, objectBucketClaims, {
      labels: { 'kube-dc.com/organization': organization },
      finalizers: [BUCKET_FINALIZER],
      spec: {
        bucketName: `${namespace}-${entry.name}`,
        storageClassName: 'ceph-bucket',
      },
    });
  }
  for (const entry of seed.externalIps ?? []) {
    add(entry, eips, {
      finalizers: [EIP_FINALIZER],
      spec: { externalNetworkType: entry.network },
    });
  }
  for (const entry of seed.floatingIps ?? []) {
    add(entry, fips, {
      spec: {
        eip: entry.eip,
        vmTarget: { vmName: entry.virtualMachine, interfaceName: 'vpc_net_0' },
      },
    });
  }
  return { steady, moving };
}
