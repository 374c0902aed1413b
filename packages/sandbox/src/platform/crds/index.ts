import { KubeObject } from '../../runtime/types';
import { cnpgBackupCrd } from './cnpgBackup';
import { cnpgClusterCrd, mariaDbCrd } from './databaseEngines';
import { dataVolumeCrd } from './dataVolume';
import { eipCrd } from './eip';
import { fipCrd } from './fip';
import { hierarchicalResourceQuotaCrd } from './hierarchicalResourceQuota';
import { kdcClusterCrd } from './kdcCluster';
import { kdcClusterDatastoreCrd } from './kdcClusterDatastore';
import { kdcDatabaseCrd } from './kdcDatabase';
import { networkAttachmentDefinitionCrd } from './networkAttachmentDefinition';
import { objectBucketClaimCrd, objectBucketCrd } from './objectBucket';
import { organizationCrd } from './organization';
import { organizationGroupCrd } from './organizationGroup';
import { projectCrd } from './project';
import { virtualMachineCrd } from './virtualMachine';
import { virtualMachineInstanceCrd } from './virtualMachineInstance';
import { virtualMachineInstanceMigrationCrd } from './virtualMachineInstanceMigration';

/** The custom resource definitions of the platform. */
export const customResourceDefinitions: KubeObject[] = [
  organizationCrd,
  organizationGroupCrd,
  projectCrd,
  eipCrd,
  fipCrd,
  kdcClusterCrd,
  kdcClusterDatastoreCrd,
  kdcDatabaseCrd,
  virtualMachineCrd,
  virtualMachineInstanceCrd,
  virtualMachineInstanceMigrationCrd,
  dataVolumeCrd,
  objectBucketClaimCrd,
  objectBucketCrd,
  hierarchicalResourceQuotaCrd,
  networkAttachmentDefinitionCrd,
  cnpgClusterCrd,
  cnpgBackupCrd,
  mariaDbCrd,
];
