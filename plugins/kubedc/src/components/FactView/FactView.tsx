import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  formatBytes,
  type FactDeclaration,
  type FactValue,
} from '@kubedc/backstage-plugin-kubedc-common';
import { kubedcTranslationRef } from '../../translation';
import { CopyButton } from '../CopyButton';
import { RelativeTime } from '../RelativeTime';
import styles from './FactView.module.css';

/** Facts whose values are compared by their digits and stand at the right edge of their column. */
export function isNumeric(fact: Pick<FactDeclaration, 'type'>): boolean {
  return (
    fact.type === 'number' || fact.type === 'bytes' || fact.type === 'cores'
  );
}

/** One value of a fact, formatted by its type; what is not known yet is a dash, never a zero. */
export function FactView({
  fact,
  value,
  copyable = false,
  short = false,
}: {
  fact: Pick<FactDeclaration, 'title' | 'type'>;
  value: FactValue | undefined;
  copyable?: boolean;
  /** Abbreviates units, where room is scarce. */
  short?: boolean;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  if (value === null || value === undefined || value === '') {
    return (
      <span className={styles.none} aria-label={t('facts.noneLabel')}>
        {t('facts.none')}
      </span>
    );
  }
  switch (fact.type) {
    case 'bytes':
      return <span className={styles.value}>{formatBytes(Number(value))}</span>;
    case 'cores':
      return (
        <span className={styles.value}>
          {Number(value).toLocaleString(undefined, {
            maximumFractionDigits: 1,
          })}
        </span>
      );
    case 'number':
      return (
        <span className={styles.value}>{Number(value).toLocaleString()}</span>
      );
    case 'boolean':
      return <span>{value ? t('facts.yes') : t('facts.no')}</span>;
    case 'time':
      return <RelativeTime value={String(value)} short={short} />;
    case 'address':
      return (
        <span className={styles.value}>
          <span className={styles.address}>{String(value)}</span>
          {copyable && <CopyButton value={String(value)} name={fact.title} />}
        </span>
      );
    default:
      return <span className={styles.value}>{String(value)}</span>;
  }
}
