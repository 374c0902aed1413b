import {
  kdcClusterKind,
  objectBucketClaimKind,
  type KdcCluster,
} from '@kubedc/backstage-plugin-kubedc-common';
import { refIfThere, resourceEntity } from './entity';
import type { EntityConverter } from './types';

/** Claim of the bucket that the platform keeps clusters' backups in. */
const BACKUP_BUCKET = 'managed-k8s-backups';

/**
 * A managed cluster; it depends on the bucket with its backups.
 */
export const kdcClusterConverter: EntityConverter<KdcCluster> = {
  kind: kdcClusterKind.id,
  convert(cluster, context) {
    const { name, namespace } = cluster.metadata;
    return resourceEntity(kdcClusterKind, cluster, context, {
      labelSelector: `kamaji.clastix.io/name=${name}-cp`,
      dependsOn: refIfThere(
        objectBucketClaimKind,
        namespace,
        BACKUP_BUCKET,
        context,
      ),
    });
  },
};
