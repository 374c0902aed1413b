import { KdcDatabase, cnpgClusters, eips, mariaDbs } from '../kinds';
import { Context } from '../runtime/controller';
import { ownerOf, randomPassword, secretData } from '../runtime/objects';
import { secrets } from '../runtime/resources';
import { Condition } from '../runtime/types';
import { PLATFORM_DOMAIN } from './domain';
import { ServicePod } from './servicePods';

const VERSIONS: Record<string, Record<string, string>> = {
  postgresql: { '14': '14.13', '15': '15.8', '16': '16.4', '17': '17.0' },
  mariadb: { '10.11': '10.11.9', '11.4': '11.4.3' },
};

/** The version that runs for the one asked for; undefined if none does. */
export function runningVersion(database: KdcDatabase): string | undefined {
  const { engine = '', version = '' } = database.spec ?? {};
  return VERSIONS[engine]?.[version];
}

const isPostgres = (database: KdcDatabase): boolean =>
  database.spec?.engine === 'postgresql';

/** The labels that all pods of a database have. */
export function podLabels(database: KdcDatabase): Record<string, string> {
  const { name } = database.metadata;
  return isPostgres(database)
    ? { 'cnpg.io/cluster': name }
    : {
        'app.kubernetes.io/instance': name,
        'app.kubernetes.io/name': 'mariadb',
      };
}

/** The pods of a database's instances; the first one is the primary. */
export function instancePods(
  database: KdcDatabase,
  version: string,
): ServicePod[] {
  const { name } = database.metadata;
  const { cpu = '1', memory = '2Gi', storage = '20Gi' } = database.spec ?? {};
  const count = database.spec?.replicas ?? 2;
  return Array.from({ length: count }, (_, index) => {
    const role = index === 0 ? 'primary' : 'replica';
    const pod: Omit<ServicePod, 'cpu' | 'memory'> & { claim: string } =
      isPostgres(database)
        ? {
            name: `${name}-${index + 1}`,
            claim: `${name}-${index + 1}`,
            container: 'postgres',
            image: `ghcr.io/cloudnative-pg/postgresql:${version}`,
            labels: {
              'cnpg.io/instanceName': `${name}-${index + 1}`,
              'cnpg.io/instanceRole': role,
              role,
            },
          }
        : {
            name: `${name}-${index}`,
            claim: `storage-${name}-${index}`,
            container: 'mariadb',
            image: `docker.io/library/mariadb:${version}`,
            labels: { 'k8s.mariadb.com/role': role },
          };
    return {
      name: pod.name,
      labels: { ...podLabels(database), ...pod.labels },
      container: pod.container,
      image: pod.image,
      cpu,
      memory,
      volume: {
        claim: pod.claim,
        size: storage,
        storageClass: database.spec?.storageClassName,
      },
    };
  });
}

/** Where clients write, `host:port`. */
export function endpointOf(database: KdcDatabase): string {
  const { name, namespace } = database.metadata;
  if (isPostgres(database)) {
    return `${name}-rw.${namespace}.svc:5432`;
  }
  return (database.spec?.replicas ?? 2) > 1
    ? `${name}-primary.${namespace}.svc:3306`
    : `${name}.${namespace}.svc:3306`;
}

/** Databases whose Secret has been made, so that none is made in vain. */
const connected = new WeakMap<Context, Set<string>>();

/** The Secret of the application user; an existing password stays. */
export async function ensureConnection(
  database: KdcDatabase,
  context: Context,
): Promise<void> {
  const known = connected.get(context) ?? new Set();
  connected.set(context, known);
  const { name, namespace, uid = '' } = database.metadata;
  if (known.has(uid)) {
    return;
  }
  const password = randomPassword();
  const { databaseName: dbname = 'app', username = 'app' } =
    database.spec ?? {};
  const [host, port] = endpointOf(database).split(':');
  const postgres = {
    username,
    user: username,
    password,
    dbname,
    host,
    port,
    uri: `postgresql://${username}:${password}@${host}:${port}/${dbname}`,
    'jdbc-uri': `jdbc:postgresql://${host}:${port}/${dbname}?password=${password}&user=${username}`,
    pgpass: `${host}:${port}:${dbname}:${username}:${password}\n`,
  };
  await context.client.createOnce(secrets, {
    metadata: {
      name: isPostgres(database) ? `${name}-app` : `${name}-password`,
      namespace,
      labels: podLabels(database),
      ownerReferences: [ownerOf(database)],
    },
    type: isPostgres(database) ? 'kubernetes.io/basic-auth' : 'Opaque',
    data: secretData(isPostgres(database) ? postgres : { password }),
  });
  known.add(uid);
}

/** The object of the operator that runs the engine. */
export async function ensureEngineObject(
  database: KdcDatabase,
  version: string,
  status: { instances: number; readyInstances: number },
  { client, cache }: Context,
): Promise<void> {
  const { name, namespace } = database.metadata;
  const key = { name, namespace };
  const metadata = { ...key, ownerReferences: [ownerOf(database)] };
  const isReady = status.readyInstances === status.instances;
  if (isPostgres(database)) {
    const cluster = await client.ensure(
      cnpgClusters,
      {
        metadata,
        spec: {
          instances: status.instances,
          imageName: `ghcr.io/cloudnative-pg/postgresql:${version}`,
          storage: { size: String(database.spec?.storage) },
        },
      },
      cache.get(cnpgClusters, key),
    );
    await client.patchStatus(cnpgClusters, cluster, {
      instances: status.instances,
      readyInstances: status.readyInstances,
      phase: isReady ? 'Cluster in healthy state' : 'Setting up primary',
      currentPrimary: `${name}-1`,
      writeService: `${name}-rw`,
      readService: `${name}-r`,
    });
    return;
  }
  const server = await client.ensure(
    mariaDbs,
    {
      metadata,
      spec: {
        replicas: status.instances,
        image: `docker.io/library/mariadb:${version}`,
        database: database.spec?.databaseName,
        username: database.spec?.username,
        storage: { size: String(database.spec?.storage) },
      },
    },
    cache.get(mariaDbs, key),
  );
  await client.patchStatus(mariaDbs, server, {
    replicas: status.readyInstances,
    currentPrimary: `${name}-0`,
    currentPrimaryPodIndex: 0,
  });
}

/** How a database is reached from outside, if it is. */
export async function ensureExposure(
  database: KdcDatabase,
  { client, cache }: Context,
): Promise<{ endpoint?: string; condition?: Condition }> {
  const { name, namespace } = database.metadata;
  const key = { namespace, name: `${name}-external` };
  const type = database.spec?.expose?.type ?? 'internal';
  const port = isPostgres(database) ? 5432 : 3306;
  const eip = cache.get(eips, key);
  if (type !== 'loadbalancer') {
    if (eip) {
      await client.delete(eips, key);
    }
    return type === 'gateway'
      ? {
          // The platform shows the engine's port although clients use 443.
          endpoint: `${name}-db-${namespace}.${PLATFORM_DOMAIN}:${port}`,
          condition: {
            type: 'ExposureReady',
            status: 'True',
            reason: 'Exposed',
            message: 'reachable through the gateway on port 443',
          },
        }
      : {};
  }
  await client.ensure(
    eips,
    {
      metadata: { ...key, ownerReferences: [ownerOf(database)] },
      spec: { externalNetworkType: 'public' },
    },
    eip,
  );
  const address = eip?.status?.ipAddress;
  return {
    endpoint: address ? `${address}:${port}` : undefined,
    condition: {
      type: 'ExposureReady',
      status: address ? 'True' : 'False',
      reason: address ? 'Exposed' : 'WaitingForAddress',
      message:
        eip?.status?.conditions?.find(entry => entry.status === 'False')
          ?.message ??
        (address
          ? `reachable at ${address}:${port}`
          : 'waiting for an address'),
    },
  };
}
