import type { FactDeclaration, FactValue } from '../types';
import { grantsOf } from './grants';
import type { OrganizationGroup } from './type';

export const organizationGroupFacts: readonly FactDeclaration[] = [
  {
    id: 'projects',
    title: 'Projects',
    type: 'text',
    group: 'what',
    column: true,
  },
  { id: 'roles', title: 'Roles', type: 'text', group: 'what', column: true },
];

export function summarizeOrganizationGroup(
  group: OrganizationGroup,
): Record<string, FactValue> {
  const grants = grantsOf(group);
  return {
    projects: unique(grants.map(grant => grant.project)),
    roles: unique(grants.map(grant => grant.role)),
  };
}

function unique(names: string[]): string | null {
  return [...new Set(names)].sort().join(', ') || null;
}
