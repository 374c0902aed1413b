import { stringify } from 'yaml';
import { KdcCluster, eips, kdcClusterDatastores } from '../kinds';
import { Context } from '../runtime/controller';
import {
  ownerOf,
  randomPassword,
  secretData,
  shortHash,
} from '../runtime/objects';
import { secrets } from '../runtime/resources';
import { PLATFORM_DOMAIN } from './domain';
import { ServicePod } from './servicePods';

/** Where clusters keep their state that have no datastore of their own. */
const SHARED_DATASTORE = 'default';

/** Whether the platform has control planes of that version. */
export function isOffered(version: string): boolean {
  return /^v1\.(34|35|36)\.\d+$/.test(version);
}

/** The datastore of a cluster; a dedicated one is made with it. */
export async function ensureDatastore(
  cluster: KdcCluster,
  { client, cache }: Context,
): Promise<string> {
  const { name, namespace } = cluster.metadata;
  const wish = cluster.spec?.dataStore;
  if (!wish?.dedicated) {
    const [found] = cache.list(kdcClusterDatastores, namespace);
    return wish?.name || found?.metadata.name || SHARED_DATASTORE;
  }
  const key = { namespace, name: `${name}-etcd` };
  const known = cache.get(kdcClusterDatastores, key);
  // Somebody may have made it beforehand, as the platform's console does.
  if (!known) {
    await client.createOnce(kdcClusterDatastores, {
      metadata: { ...key, ownerReferences: [ownerOf(cluster)] },
      spec: {
        etcd: { replicas: 3 },
        service: {
          port: wish.port ?? 2379,
          eip: { create: false, name: wish.eipName ?? 'default-gw' },
        },
      },
    });
  }
  return key.name;
}

/** The external address of a cluster's API. */
export async function ensureAddress(
  cluster: KdcCluster,
  { client, cache }: Context,
): Promise<{ eipName: string; address?: string }> {
  const { name, namespace } = cluster.metadata;
  const wish = cluster.spec?.eip;
  const creates = wish?.create ?? true;
  const eipName = creates
    ? wish?.name || `${name}-cp`
    : wish?.name || 'default-gw';
  const key = { namespace, name: eipName };
  const known = cache.get(eips, key);
  if (creates && !known) {
    await client.createOnce(eips, {
      metadata: { ...key, ownerReferences: [ownerOf(cluster)] },
      spec: { externalNetworkType: wish?.externalNetworkType ?? 'public' },
    });
  }
  return { eipName, address: known?.status?.ipAddress };
}

const isExposed = (cluster: KdcCluster): boolean =>
  cluster.metadata.annotations?.['k8s.kube-dc.com/expose-route'] === 'true';

/** Where the cluster's API answers. */
export function endpointOf(cluster: KdcCluster, address: string): string {
  const { name, namespace } = cluster.metadata;
  return isExposed(cluster)
    ? `https://${name}-cp-${namespace}.${PLATFORM_DOMAIN}:443`
    : `https://${address}:6443`;
}

/** The pods of the hosted control plane. */
export function controlPlanePods(cluster: KdcCluster): ServicePod[] {
  const { name, uid } = cluster.metadata;
  return Array.from(
    { length: cluster.spec?.controlPlane?.replicas ?? 2 },
    (_, index) => ({
      name: `${name}-cp-${shortHash(`${uid}/${index}`)}`,
      labels: {
        'kamaji.clastix.io/name': `${name}-cp`,
        'kamaji.clastix.io/component': 'deployment',
      },
      container: 'kube-apiserver',
      image: `registry.k8s.io/kube-apiserver:${cluster.spec?.version}`,
      cpu: '250m',
      memory: '512Mi',
    }),
  );
}

/** Clusters whose Secret has been made, so that none is made in vain. */
const connected = new WeakMap<Context, Set<string>>();

/** The kubeconfig for use from outside; a private API has none. */
export async function ensureKubeconfig(
  cluster: KdcCluster,
  endpoint: string,
  context: Context,
): Promise<void> {
  const known = connected.get(context) ?? new Set();
  connected.set(context, known);
  const { name, namespace, uid } = cluster.metadata;
  const id = `${uid}/${endpoint}`;
  if (!isExposed(cluster) || known.has(id)) {
    return;
  }
  const user = `${name}-admin`;
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server: endpoint } }],
    users: [{ name: user, user: { token: randomPassword(40) } }],
    contexts: [{ name: `${user}@${name}`, context: { cluster: name, user } }],
    'current-context': `${user}@${name}`,
  };
  await context.client.createOnce(secrets, {
    metadata: {
      name: `${name}-cp-admin-kubeconfig-external`,
      namespace,
      ownerReferences: [ownerOf(cluster)],
    },
    type: 'Opaque',
    data: secretData({ 'admin.conf': stringify(config) }),
  });
  known.add(id);
}

/** What the status says of encryption at rest. */
export function encryptionStatus(cluster: KdcCluster): object {
  const etcd = cluster.spec?.encryption?.etcd;
  return etcd?.enabled
    ? {
        encryption: {
          resolvedKeyRef: etcd.keyRef || `${cluster.metadata.name}-etcd`,
          kmsPluginReady: true,
          currentKeyVersion: 1,
        },
      }
    : {};
}
