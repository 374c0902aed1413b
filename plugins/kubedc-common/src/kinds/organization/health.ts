import {
  acceptedHealth,
  deletingHealth,
  firstFalse,
  wordsOf,
  type Health,
} from '../../health';
import { annotationOf, timeOf } from '../../kubernetes';
import { BILLING_ANNOTATIONS, type Organization } from './type';

/** Subscriptions that keep an organization from working, in words. */
const BLOCKED: Record<string, string> = {
  suspended:
    'The subscription is suspended: what runs goes on for 7 days, nothing new can be made',
  canceled: 'The subscription has ended: what ran is scaled down',
};

/**
 * Health of an organization: whether the platform has it ready and its subscription lets it work.
 */
export function organizationHealth(organization: Organization): Health {
  const deleting = deletingHealth(organization);
  if (deleting) {
    return deleting;
  }
  const { status } = organization;
  const subscription = annotationOf(
    organization,
    BILLING_ANNOTATIONS.subscription,
  );
  if (subscription && Object.hasOwn(BLOCKED, subscription)) {
    return {
      state: subscription === 'canceled' ? 'stopped' : 'error',
      label: subscription === 'canceled' ? 'Ended' : 'Suspended',
      reason: BLOCKED[subscription],
      source: BILLING_ANNOTATIONS.subscription,
    };
  }
  const no = firstFalse(status?.conditions);
  if (status?.ready !== true && no) {
    return {
      state: 'error',
      label: 'Not ready',
      reason: wordsOf(no, 'The platform could not set it up'),
      since: timeOf(no.lastTransitionTime),
      source: no.type,
    };
  }
  if (status?.ready !== true) {
    return status?.ready === false
      ? {
          state: 'progressing',
          label: 'Setting up',
          reason: 'The platform is setting up sign-in, roles and quota',
          source: 'ready',
        }
      : acceptedHealth(organization);
  }
  if (subscription === 'past_due') {
    return {
      state: 'warning',
      label: 'Payment due',
      reason: 'A payment for the subscription is overdue',
      source: BILLING_ANNOTATIONS.subscription,
    };
  }
  return { state: 'ok', label: 'Ready', reason: 'Ready', source: 'ready' };
}
