import {
  kdcClusterDatastoreKind,
  type ClusterDatastore,
} from '@kubedc/backstage-plugin-kubedc-common';
import { resourceEntity } from './resource';
import type { EntityConverter } from './types';

/**
 * The etcd of clusters.
 */
export const kdcClusterDatastoreConverter: EntityConverter<ClusterDatastore> = {
  kind: kdcClusterDatastoreKind.id,
  convert: (object, context) =>
    resourceEntity(kdcClusterDatastoreKind, object, context),
};
