import { readinessHealth, type Health } from '../../health';
import { conditionOf, timeOf } from '../../kubernetes';
import type { ManagedCertificate } from './type';

const DAY_MS = 86_400_000;

/** How long before its end an unrenewed certificate is a worry. */
const WARN_BEFORE_MS = 7 * DAY_MS;

/**
 * Health of a certificate, from its conditions and its end.
 *
 * @param now - milliseconds since the epoch.
 */
export function managedCertificateHealth(
  certificate: ManagedCertificate,
  now = Date.now(),
): Health {
  const { status } = certificate;
  const health = readinessHealth(certificate, {
    ready: status && conditionOf(status, 'Ready')?.status === 'True',
    conditions: status?.conditions,
    order: ['Ready', 'DomainValidated', 'Issued', 'PKIReady'],
    ok: 'Valid and renewed by the platform',
    waiting: 'Being issued',
  });
  const end = timeOf(status?.notAfter);
  if (!end || health.label === 'Deleting') {
    return health;
  }
  const left = Date.parse(end) - now;
  if (left <= 0) {
    return {
      state: 'error',
      label: 'Expired',
      reason: 'It is not valid any more',
      since: end,
      source: 'notAfter',
    };
  }
  return left < WARN_BEFORE_MS
    ? {
        state: 'warning',
        label: 'Expiring',
        reason: `Expires in ${days(left)}`,
        source: 'notAfter',
      }
    : health;
}

function days(milliseconds: number): string {
  const count = Math.floor(milliseconds / DAY_MS);
  if (count === 0) {
    return 'less than a day';
  }
  return count === 1 ? '1 day' : `${count} days`;
}
