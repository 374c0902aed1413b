import {
  clusterDelete,
  kdcClusterKind,
} from '@kubedc/backstage-plugin-kubedc-common';
import { deletionRunner } from '../common';

export * from './create';

/** Deletes a managed cluster with everything in it. */
export const deleteKdcCluster = deletionRunner(clusterDelete, kdcClusterKind);
