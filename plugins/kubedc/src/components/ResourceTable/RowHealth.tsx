import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ResourceSummary } from '@kubedc/backstage-plugin-kubedc-common';
import { useOperation } from '../../hooks/useOperation';
import { kubedcTranslationRef } from '../../translation';
import { HealthChip } from '../HealthChip';

/** Health of a row; an operation under way shows at once, the truth follows from the platform. */
export function RowHealth({ summary }: { summary: ResourceSummary }) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const { active, pending } = useOperation(summary);
  return (
    <HealthChip
      health={
        active && pending
          ? {
              state: 'progressing',
              label: t('operations.pending', { operation: active.title }),
              reason:
                active.run?.progress.at(-1)?.message ?? t('operations.sending'),
            }
          : summary.health
      }
    />
  );
}
