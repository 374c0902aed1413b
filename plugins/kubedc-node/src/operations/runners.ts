import { createKdcCluster, deleteKdcCluster } from './kdcCluster';
import { createKdcDatabase, deleteKdcDatabase } from './kdcDatabase';
import {
  createObjectBucketClaim,
  deleteObjectBucketClaim,
} from './objectBucketClaim';
import { createProject, deleteProject } from './project';
import type { OperationRunner } from './types';
import {
  createVirtualMachine,
  deleteVirtualMachine,
  restartVirtualMachine,
  startVirtualMachine,
  stopVirtualMachine,
} from './virtualMachine';

/**
 * How every declared operation runs.
 *
 * @public
 */
export const operationRunners: OperationRunner[] = [
  createProject,
  deleteProject,
  createVirtualMachine,
  startVirtualMachine,
  stopVirtualMachine,
  restartVirtualMachine,
  deleteVirtualMachine,
  createKdcCluster,
  deleteKdcCluster,
  createKdcDatabase,
  deleteKdcDatabase,
  createObjectBucketClaim,
  deleteObjectBucketClaim,
];

export {
  IMAGES_KEY,
  parseOsImageEntries,
  parseOsImages,
  type OsImageEntry,
} from './virtualMachine/images';
