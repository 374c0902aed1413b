import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type {
  CatalogWriterReport,
  InstallationSync,
} from '@kubedc/backstage-plugin-kubedc-common';
import { parseTime } from '../../lib/time';
import { kubedcTranslationRef } from '../../translation';
import { RelativeTime } from '../RelativeTime';
import styles from './SyncPage.module.css';

/** A writer reports every few seconds; one that is silent for so long, in milliseconds, does not write any more. */
const SILENCE = 60_000;

function isSilent({ at }: CatalogWriterReport): boolean {
  const time = parseTime(at);
  return time !== undefined && Date.now() - time > SILENCE;
}

function WriterNotes({ report }: { report: CatalogWriterReport }) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  return (
    <>
      {isSilent(report) && (
        <Alert
          role="alert"
          status="warning"
          icon
          title={t('sync.silentTitle')}
          description={
            <>
              {t('sync.silentLast', { writer: report.writer })}{' '}
              <RelativeTime value={report.at} />. {t('sync.silentDescription')}
            </>
          }
        />
      )}
      {report.error && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('sync.errorTitle')}
          description={
            <>
              {report.error}
              <span className={styles.note}>{t('sync.errorAdvice')}</span>
            </>
          }
        />
      )}
      {report.refusals.length > 0 && (
        <Alert
          role="alert"
          status="warning"
          icon
          title={t('sync.refusalsTitle', { count: report.refusals.length })}
          description={
            <>
              <ul className={styles.list}>
                {report.refusals.map(refusal => (
                  <li key={refusal}>{refusal}</li>
                ))}
              </ul>
              {t('sync.refusalsAdvice')}{' '}
              <code>kubedc.catalog.rejectRemovalsAbovePercentage</code>{' '}
              {t('sync.refusalsThen')}
            </>
          }
        />
      )}
    </>
  );
}

/** What an operator has to do about an installation, and why. */
export function SyncNotes({
  installation,
}: {
  installation: InstallationSync;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const { catalog, state, message } = installation;
  const isDown = state === 'misconfigured' || state === 'unreachable';
  return (
    <>
      {isDown && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t(`sync.${state}`)}
          description={message}
        />
      )}
      {catalog && <WriterNotes report={catalog} />}
      {!catalog && state !== 'misconfigured' && (
        <Alert
          role="status"
          status="info"
          icon
          title={t('sync.noWriterTitle')}
          description={t('sync.noWriterDescription')}
        />
      )}
    </>
  );
}
