import { Guests } from '../guest/guests';
import { Controller } from '../runtime/controller';
import { dataVolumeController } from './dataVolume';
import { eipController } from './eip';
import { fipController } from './fip';
import { guestController } from './guest';
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
import { virtualMachineInstanceMigrationController } from './virtualMachineInstanceMigration';

/** One controller for each kind of the platform. */
export function platformControllers(guests: Guests): Controller[] {
  return [
    organizationController,
    organizationGroupController,
    projectController,
    eipController(),
    fipController,
    dataVolumeController,
    persistentVolumeClaimController,
    virtualMachineController,
    virtualMachineInstanceController(guests),
    virtualMachineInstanceMigrationController,
    guestController(guests),
    kdcClusterController,
    kdcClusterDatastoreController,
    kdcDatabaseController,
    objectBucketClaimController,
  ];
}
