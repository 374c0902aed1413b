import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CatalogWriterReport } from '@kubedc/backstage-plugin-kubedc-common';
import { kubedcTranslationRef } from '../../translation';
import { RelativeTime } from '../RelativeTime';
import styles from './SyncPage.module.css';

/** Who writes an installation's entities, and how far it is. */
export function WriterFacts({ report }: { report: CatalogWriterReport }) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const timeOf = (value: string | undefined) =>
    value ? <RelativeTime value={value} /> : t('sync.notYet');
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t('sync.writer')}</dt>
        <dd>
          {report.writer}
          <span className={styles.note}>
            {t('sync.since')} <RelativeTime value={report.since} />
          </span>
        </dd>
      </div>
      <div>
        <dt>{t('sync.entities')}</dt>
        <dd>{report.entities.toLocaleString()}</dd>
      </div>
      <div>
        <dt>{t('sync.waiting')}</dt>
        <dd>{report.waiting.toLocaleString()}</dd>
      </div>
      <div>
        <dt>{t('sync.lastWrite')}</dt>
        <dd>{timeOf(report.lastWriteAt)}</dd>
      </div>
      <div>
        <dt>{t('sync.lastComparison')}</dt>
        <dd>{timeOf(report.lastComparedAt)}</dd>
      </div>
    </dl>
  );
}
