import {
  kdcDatabaseKind,
  databaseCredentialPolicyKind,
  type DatabaseCredentialPolicy,
} from '@kubedc/backstage-plugin-kubedc-common';
import { refIfThere } from './relations';
import { resourceEntity } from './resource';
import type { EntityConverter } from './types';

/**
 * A credential policy; it depends on its database.
 */
export const databaseCredentialPolicyConverter: EntityConverter<DatabaseCredentialPolicy> =
  {
    kind: databaseCredentialPolicyKind.id,
    convert: (object, context) =>
      resourceEntity(databaseCredentialPolicyKind, object, context, {
        dependsOn: refIfThere(
          kdcDatabaseKind,
          object.metadata.namespace,
          object.spec?.databaseRef?.name,
          context,
        ),
      }),
  };
