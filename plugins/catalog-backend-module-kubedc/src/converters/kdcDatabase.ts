import {
  kdcDatabaseKind,
  kmsKeyKind,
  objectBucketClaimKind,
  type KdcDatabase,
} from '@kubedc/backstage-plugin-kubedc-common';
import { refIfThere } from './relations';
import { resourceEntity } from './resource';
import type { EntityConverter } from './types';

/** Claim of the bucket that the platform keeps databases' backups in. */
const BACKUP_BUCKET = 'db-backups';

/**
 * A managed database; it depends on the bucket with its backups, and on the key these are encrypted with, where it has
 * any.
 */
export const kdcDatabaseConverter: EntityConverter<KdcDatabase> = {
  kind: kdcDatabaseKind.id,
  convert(database, context) {
    const { name, namespace } = database.metadata;
    const backup = database.spec?.backup;
    const hasBackups = backup && backup.enabled !== false;
    return resourceEntity(kdcDatabaseKind, database, context, {
      labelSelector:
        database.spec?.engine === 'mariadb'
          ? `app.kubernetes.io/instance=${name}`
          : `cnpg.io/cluster=${name}`,
      dependsOn: hasBackups
        ? [
            ...refIfThere(
              objectBucketClaimKind,
              namespace,
              BACKUP_BUCKET,
              context,
            ),
            ...refIfThere(
              kmsKeyKind,
              namespace,
              backup.encryption?.kmsKeyName,
              context,
            ),
          ]
        : [],
    });
  },
};
