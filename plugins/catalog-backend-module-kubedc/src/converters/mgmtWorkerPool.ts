import {
  mgmtWorkerPoolKind,
  type MgmtWorkerPool,
} from '@kubedc/backstage-plugin-kubedc-common';
import { platformEntity } from './resource';
import type { EntityConverter } from './types';

/**
 * A pool of nodes of the platform itself.
 */
export const mgmtWorkerPoolConverter: EntityConverter<MgmtWorkerPool> = {
  kind: mgmtWorkerPoolKind.id,
  convert: (object, context) =>
    platformEntity(mgmtWorkerPoolKind, object, context),
};
