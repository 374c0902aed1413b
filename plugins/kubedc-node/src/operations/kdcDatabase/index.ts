import {
  databaseDelete,
  kdcDatabaseKind,
} from '@kubedc/backstage-plugin-kubedc-common';
import { deletionRunner } from '../common';

export * from './create';

/** Deletes a managed database with its data. */
export const deleteKdcDatabase = deletionRunner(
  databaseDelete,
  kdcDatabaseKind,
);
