import type { KindDefinition } from '../types';
import { organizationFacts, summarizeOrganization } from './facts';
import { organizationHealth } from './health';
import { organizationOperations } from './operations';
import { organizationType, type Organization } from './type';

export * from './type';

/**
 * Tenants of the platform.
 *
 * @public
 */
export const organizationKind: KindDefinition<Organization> = {
  id: 'organization',
  type: organizationType,
  scope: 'organization',
  title: { singular: 'Organization', plural: 'Organizations' },
  path: 'organizations',
  entity: { kind: 'Domain', type: 'kubedc-organization' },
  listed: false,
  facts: organizationFacts,
  supporting: [],
  health: organizationHealth,
  summarize: summarizeOrganization,
  operations: organizationOperations,
};
