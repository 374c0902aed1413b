import type { KindDefinition } from '../types';
import { projectType } from '../project/type';
import { roleBindingType } from '../supporting';
import { organizationGroupFacts, summarizeOrganizationGroup } from './facts';
import { organizationGroupHealth } from './health';
import { organizationGroupOperations } from './operations';
import { organizationGroupType, type OrganizationGroup } from './type';

export * from './type';
export * from './grants';

/**
 * Groups of an organization and their roles in its projects.
 *
 * @public
 */
export const organizationGroupKind: KindDefinition<OrganizationGroup> = {
  id: 'organizationGroup',
  type: organizationGroupType,
  scope: 'organization',
  title: { singular: 'Group', plural: 'Groups' },
  path: 'groups',
  entity: { kind: 'Group', type: 'organization-group' },
  listed: false,
  facts: organizationGroupFacts,
  supporting: [projectType, roleBindingType],
  health: organizationGroupHealth,
  summarize: summarizeOrganizationGroup,
  operations: organizationGroupOperations,
};
