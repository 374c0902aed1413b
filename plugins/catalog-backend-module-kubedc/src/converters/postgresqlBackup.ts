import {
  kdcDatabaseKind,
  postgresqlBackupKind,
  type PostgresqlBackup,
} from '@kubedc/backstage-plugin-kubedc-common';
import { refIfThere } from './relations';
import { resourceEntity } from './resource';
import type { EntityConverter } from './types';

/**
 * A backup of a PostgreSQL database; it depends on that.
 */
export const postgresqlBackupConverter: EntityConverter<PostgresqlBackup> = {
  kind: postgresqlBackupKind.id,
  convert: (object, context) =>
    resourceEntity(postgresqlBackupKind, object, context, {
      dependsOn: refIfThere(
        kdcDatabaseKind,
        object.metadata.namespace,
        object.spec?.cluster?.name,
        context,
      ),
    }),
};
