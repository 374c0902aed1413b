import { RiBox3Line } from '@remixicon/react';
import { kdcClusterPresentation } from './kdcCluster';
import { kdcDatabasePresentation } from './kdcDatabase';
import { objectBucketClaimPresentation } from './objectBucketClaim';
import { organizationPresentation } from './organization';
import { organizationGroupPresentation } from './organizationGroup';
import { projectPresentation } from './project';
import type { KindPresentation } from './types';
import { virtualMachinePresentation } from './virtualMachine';

export type { KindPresentation } from './types';

const presentations: Record<string, KindPresentation> = {
  kdcCluster: kdcClusterPresentation,
  kdcDatabase: kdcDatabasePresentation,
  objectBucketClaim: objectBucketClaimPresentation,
  organization: organizationPresentation,
  organizationGroup: organizationGroupPresentation,
  project: projectPresentation,
  virtualMachine: virtualMachinePresentation,
};

const general: KindPresentation = { icon: <RiBox3Line size={20} /> };

/** How a kind is shown; a kind without a presentation of its own gets the general one. */
export function presentationOf(kind: string): KindPresentation {
  return Object.hasOwn(presentations, kind) ? presentations[kind] : general;
}
