import { databaseCredentialPolicyConverter } from './databaseCredentialPolicy';
import { dataVolumeConverter } from './dataVolume';
import { deploymentConverter } from './deployment';
import { eipConverter } from './eip';
import { fabricSegmentConverter } from './fabricSegment';
import { fipConverter } from './fip';
import { httpRouteConverter } from './httpRoute';
import { kdcClusterConverter } from './kdcCluster';
import { kdcClusterDatastoreConverter } from './kdcClusterDatastore';
import { kdcDatabaseConverter } from './kdcDatabase';
import { kmsKeyConverter } from './kmsKey';
import { managedCertificateConverter } from './managedCertificate';
import { managedSecretConverter } from './managedSecret';
import { mariadbBackupConverter } from './mariadbBackup';
import { mgmtWorkerPoolConverter } from './mgmtWorkerPool';
import { networkAttachmentDefinitionConverter } from './networkAttachmentDefinition';
import { objectBucketClaimConverter } from './objectBucketClaim';
import { organizationConverter } from './organization';
import { organizationGroupConverter } from './organizationGroup';
import { osImageConverter } from './osImage';
import { persistentVolumeClaimConverter } from './persistentVolumeClaim';
import { postgresqlBackupConverter } from './postgresqlBackup';
import { projectConverter } from './project';
import { projectNetworkConverter } from './projectNetwork';
import { resourceClaimConverter } from './resourceClaim';
import { resourceClaimTemplateConverter } from './resourceClaimTemplate';
import { serviceConverter } from './service';
import { statefulSetConverter } from './statefulSet';
import { subnetConverter } from './subnet';
import { tlsRouteConverter } from './tlsRoute';
import { virtualMachineConverter } from './virtualMachine';
import { volumeSnapshotConverter } from './volumeSnapshot';
import { vpcConverter } from './vpc';
import type { EntityConverter } from './types';

export type { ConverterContext, EntityConverter, Ownership } from './types';

/**
 * The converters of all kinds.
 */
export const entityConverters: readonly EntityConverter[] = [
  organizationConverter,
  organizationGroupConverter,
  projectConverter,
  virtualMachineConverter,
  dataVolumeConverter,
  persistentVolumeClaimConverter,
  volumeSnapshotConverter,
  kdcClusterConverter,
  kdcClusterDatastoreConverter,
  kdcDatabaseConverter,
  postgresqlBackupConverter,
  mariadbBackupConverter,
  databaseCredentialPolicyConverter,
  objectBucketClaimConverter,
  eipConverter,
  fipConverter,
  serviceConverter,
  httpRouteConverter,
  tlsRouteConverter,
  networkAttachmentDefinitionConverter,
  managedSecretConverter,
  managedCertificateConverter,
  kmsKeyConverter,
  resourceClaimTemplateConverter,
  resourceClaimConverter,
  deploymentConverter,
  statefulSetConverter,
  projectNetworkConverter,
  vpcConverter,
  subnetConverter,
  mgmtWorkerPoolConverter,
  fabricSegmentConverter,
  osImageConverter,
];
