import {
  managedSecretKind,
  type ManagedSecret,
} from '@kubedc/backstage-plugin-kubedc-common';
import { resourceEntity } from './resource';
import type { EntityConverter } from './types';

/**
 * A managed secret; nothing of its values is known here.
 */
export const managedSecretConverter: EntityConverter<ManagedSecret> = {
  kind: managedSecretKind.id,
  convert: (object, context) =>
    resourceEntity(managedSecretKind, object, context),
};
