import { parseQuantity } from '@kubedc/backstage-plugin-kubedc-common';
import type {
  QuotaPair,
  QuotaUsage,
} from '@kubedc/backstage-plugin-kubedc-common';

const DIMENSIONS: readonly QuotaUsage['dimension'][] = [
  'cpu',
  'memory',
  'storage',
  'objectStorage',
  'pods',
  'publicIPv4',
];

/** Reads the quota that a project's or an organization's status tells. Unknown amounts are null, never zero. */
export function quotaOf(
  usage:
    | Partial<Record<QuotaUsage['dimension'], QuotaPair | undefined>>
    | undefined,
): QuotaUsage[] {
  return DIMENSIONS.flatMap(dimension => {
    const pair = usage?.[dimension];
    return pair
      ? [
          {
            dimension,
            used: parseQuantity(pair.used) ?? null,
            hard: parseQuantity(pair.hard) ?? null,
          },
        ]
      : [];
  });
}
