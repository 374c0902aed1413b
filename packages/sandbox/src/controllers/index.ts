import { Controller } from '../runtime/controller';
import { dataVolumeController } from './dataVolume';
import { eipController } from './eip';
import { fipController } from './fip';
import { kdcClusterController } from './kdcCluster';
import { kdcClusterDatastoreController } from './kdcClusterDatastore';
import { kdcDatabaseController } from './kdcDatabase';
import { objectBucketClaimController } from './objectBucketClaim';
import { organizationController } from './organization';
import { organizationGroupController } from './organizationGroup';
import { persistentVolumeClaimController } from './persistentVolumeClaim';
import { projectController } from './project';
import { virtualMachineController } from './virtualMachine';
import { virtualMachineInstanceController } from './virtualMachineInstance';

/** One controller for each kind of the platform. */
export function platformControllers(): Controller[] {
  return [
    organizationController,
    organizationGroupController,
    projectController,
    eipController(),
    fipController,
    dataVolumeController,
    persistentVolumeClaimController,
    virtualMachineController,
    virtualMachineInstanceController(),
    kdcClusterController,
    kdcClusterDatastoreController,
    kdcDatabaseController,
    objectBucketClaimController,
  ];
}
