import {
  kmsKeyKind,
  type KmsKey,
} from '@kubedc/backstage-plugin-kubedc-common';
import { resourceEntity } from './resource';
import type { EntityConverter } from './types';

/**
 * An encryption key.
 */
export const kmsKeyConverter: EntityConverter<KmsKey> = {
  kind: kmsKeyKind.id,
  convert: (object, context) => resourceEntity(kmsKeyKind, object, context),
};
