import type { Entity } from '@backstage/catalog-model';
import {
  kdcClusterDatastoreKind,
  kdcClusterKind,
  kmsKeyKind,
  listOf,
  mgmtWorkerPoolKind,
  objectBucketClaimKind,
  textOf,
  toEntityName,
  type KdcCluster,
} from '@kubedc/backstage-plugin-kubedc-common';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { metadataOf } from './entity';
import { refIfThere } from './relations';
import { resourceEntity } from './resource';
import type { ConverterContext, EntityConverter } from './types';

/** Claim of the bucket that the platform keeps clusters' backups in. */
const BACKUP_BUCKET = 'managed-k8s-backups';

/**
 * A managed cluster and its worker pools; it depends on these, on its datastore, its key and the bucket with its backups.
 */
export const kdcClusterConverter: EntityConverter<KdcCluster> = {
  kind: kdcClusterKind.id,
  convert(cluster, context) {
    const { name, namespace } = cluster.metadata;
    const { spec, status } = cluster;
    const key =
      textOf(status?.encryption?.resolvedKeyRef) ??
      textOf(spec?.encryption?.etcd?.keyRef);
    const [entity] = resourceEntity(kdcClusterKind, cluster, context, {
      labelSelector: `kamaji.clastix.io/name=${name}-cp`,
      dependsOn: [
        ...refIfThere(objectBucketClaimKind, namespace, BACKUP_BUCKET, context),
        ...refIfThere(
          kdcClusterDatastoreKind,
          textOf(spec?.dataStore?.namespace) ?? namespace,
          textOf(status?.dataStoreName) ?? textOf(spec?.dataStore?.name),
          context,
        ),
        ...refIfThere(kmsKeyKind, namespace, key, context),
      ],
    });
    return entity ? [entity, ...workerPools(cluster, entity, context)] : [];
  },
};

/** The pools of a cluster are written in the cluster itself. */
function workerPools(
  cluster: KdcCluster,
  entity: Entity,
  context: ConverterContext,
): Entity[] {
  const { type, prefix } = mgmtWorkerPoolKind.entity;
  const names = listOf(cluster.spec?.workers).flatMap(
    pool => textOf(pool.name) ?? [],
  );
  return [...new Set(names)].sort().map(pool => ({
    apiVersion: entity.apiVersion,
    kind: entity.kind,
    metadata: metadataOf(
      {
        namespace: entity.metadata.namespace!,
        name: toEntityName(`${prefix}.${cluster.metadata.name}-${pool}`),
      },
      context.annotationsOf(cluster),
      {
        title: pool,
        description: `Worker pool of cluster ${cluster.metadata.name}`,
      },
    ),
    spec: {
      type,
      owner: entity.spec!.owner,
      system: entity.spec!.system,
      dependencyOf: [stringifyEntityRef(entity)],
    },
  }));
}
