import { kdcClusterConverter } from './kdcCluster';
import { kdcDatabaseConverter } from './kdcDatabase';
import { objectBucketClaimConverter } from './objectBucketClaim';
import { organizationConverter } from './organization';
import { organizationGroupConverter } from './organizationGroup';
import { projectConverter } from './project';
import type { EntityConverter } from './types';
import { virtualMachineConverter } from './virtualMachine';

export type { ConverterContext, EntityConverter, Ownership } from './types';

/**
 * The converters of all kinds.
 */
export const entityConverters: readonly EntityConverter[] = [
  organizationConverter,
  organizationGroupConverter,
  projectConverter,
  virtualMachineConverter,
  kdcClusterConverter,
  kdcDatabaseConverter,
  objectBucketClaimConverter,
];
