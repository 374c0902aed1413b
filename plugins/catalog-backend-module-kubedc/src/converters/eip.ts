import { eipKind, type Eip } from '@kubedc/backstage-plugin-kubedc-common';
import { resourceEntity } from './resource';
import type { EntityConverter } from './types';

/**
 * An external address.
 */
export const eipConverter: EntityConverter<Eip> = {
  kind: eipKind.id,
  convert: (object, context) => resourceEntity(eipKind, object, context),
};
