import {
  kdcDatabaseKind,
  mariadbBackupKind,
  type MariadbBackup,
} from '@kubedc/backstage-plugin-kubedc-common';
import { refIfThere } from './relations';
import { resourceEntity } from './resource';
import type { EntityConverter } from './types';

/**
 * A backup of a MariaDB database, or its schedule; it depends on that.
 */
export const mariadbBackupConverter: EntityConverter<MariadbBackup> = {
  kind: mariadbBackupKind.id,
  convert: (object, context) =>
    resourceEntity(mariadbBackupKind, object, context, {
      dependsOn: refIfThere(
        kdcDatabaseKind,
        object.metadata.namespace,
        object.spec?.mariaDbRef?.name,
        context,
      ),
    }),
};
