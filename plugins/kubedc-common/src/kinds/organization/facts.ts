import { annotationOf, textOf } from '../../kubernetes';
import type { FactDeclaration, FactValue } from '../types';
import { BILLING_ANNOTATIONS, type Organization } from './type';

export const organizationFacts: readonly FactDeclaration[] = [
  { id: 'plan', title: 'Plan', type: 'text', group: 'what', column: true },
  {
    id: 'subscription',
    title: 'Subscription',
    type: 'text',
    group: 'what',
    column: true,
  },
  { id: 'description', title: 'Description', type: 'text', group: 'what' },
  {
    id: 'email',
    title: 'Contact',
    type: 'address',
    group: 'reach',
    column: true,
  },
];

export function summarizeOrganization(
  organization: Organization,
): Record<string, FactValue> {
  return {
    plan:
      annotationOf(organization, BILLING_ANNOTATIONS.planName) ??
      annotationOf(organization, BILLING_ANNOTATIONS.planId) ??
      textOf(organization.status?.quotaPlanId) ??
      null,
    subscription: subscriptionOf(organization),
    description: textOf(organization.spec?.description) ?? null,
    email: textOf(organization.spec?.email) ?? null,
  };
}

function subscriptionOf(organization: Organization): string | null {
  const state = annotationOf(organization, BILLING_ANNOTATIONS.subscription);
  if (!state) {
    return null;
  }
  const words = state.replace(/[_-]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
