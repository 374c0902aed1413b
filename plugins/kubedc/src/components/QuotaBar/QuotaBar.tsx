import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  formatBytes,
  type QuotaUsage,
} from '@kubedc/backstage-plugin-kubedc-common';
import { fillColor } from '../../theme/health';
import { kubedcTranslationRef } from '../../translation';
import styles from './QuotaBar.module.css';

const BYTES: ReadonlySet<QuotaUsage['dimension']> = new Set([
  'memory',
  'storage',
  'objectStorage',
]);

/** An amount of a quota dimension, as people read it. */
export function formatAmount(
  dimension: QuotaUsage['dimension'],
  amount: number,
): string {
  return BYTES.has(dimension)
    ? formatBytes(amount)
    : amount.toLocaleString(undefined, { maximumFractionDigits: 1 });
}

/** `12 GiB` before `48 GiB` needs its unit no more than `7` before `20` does. */
function withoutSharedUnit(used: string, hard: string | undefined): string {
  const [amount, unit] = used.split(' ');
  return unit && hard?.endsWith(` ${unit}`) ? amount : used;
}

/** How much of one quota dimension is used: bar and numbers. */
export function QuotaBar({
  quota,
  showTitle = false,
}: {
  quota: QuotaUsage | undefined;
  showTitle?: boolean;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  if (!quota || (quota.used === null && quota.hard === null)) {
    return (
      <span className={styles.none} aria-label={t('quota.unknown')}>
        {t('facts.none')}
      </span>
    );
  }
  const { dimension, used, hard } = quota;
  const title = t(`quota.${dimension}`);
  const usedText =
    used === null ? t('facts.none') : formatAmount(dimension, used);
  const hardText = hard === null ? undefined : formatAmount(dimension, hard);
  const usageOf = (text: string) =>
    hardText
      ? t('quota.usage', { used: text, hard: hardText })
      : t('quota.unlimited', { used: text });
  const share = used !== null && hard ? Math.min(used / hard, 1) : 0;
  return (
    <div className={styles.quota}>
      <div className={styles.text}>
        {showTitle && <span>{title}</span>}
        <span>{usageOf(withoutSharedUnit(usedText, hardText))}</span>
      </div>
      {hard !== null && (
        <div
          className={styles.track}
          role="meter"
          aria-label={title}
          aria-valuemin={0}
          aria-valuemax={hard}
          aria-valuenow={used ?? 0}
          aria-valuetext={usageOf(usedText)}
        >
          <div
            className={styles.fill}
            style={{
              width: `${Math.round(share * 100)}%`,
              background: fillColor(share),
            }}
          />
        </div>
      )}
    </div>
  );
}
