import {
  acceptedHealth,
  deletingHealth,
  unknownHealth,
  type Health,
} from '../../health';
import type { ObjectBucketClaim } from './type';

const PHASES: Record<string, Omit<Health, 'source'>> = {
  Bound: { state: 'ok', label: 'Ready', reason: 'The bucket can be used' },
  Pending: {
    state: 'progressing',
    label: 'Pending',
    reason: 'The bucket is being made',
  },
  Released: {
    state: 'warning',
    label: 'Released',
    reason: 'The bucket behind it is gone',
  },
  Failed: {
    state: 'error',
    label: 'Failed',
    reason: 'The bucket could not be made; events may tell why',
  },
};

/**
 * Health of a bucket, from the phase of its claim.
 */
export function objectBucketClaimHealth(claim: ObjectBucketClaim): Health {
  const deleting = deletingHealth(claim);
  if (deleting) {
    return deleting;
  }
  const phase: unknown = claim.status?.phase;
  if (phase === undefined || phase === null || phase === '') {
    return acceptedHealth(claim);
  }
  return typeof phase === 'string' && Object.hasOwn(PHASES, phase)
    ? { ...PHASES[phase], source: 'phase' }
    : unknownHealth(phase, 'phase');
}
