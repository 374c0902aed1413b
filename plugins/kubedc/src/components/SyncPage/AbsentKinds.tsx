import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import type { WatchView } from '@kubedc/backstage-plugin-kubedc-common';
import { kubedcTranslationRef } from '../../translation';
import { watchRows } from './watches';
import styles from './SyncPage.module.css';

/** Kinds that the platform does not have: nothing is wrong with them, so they are folded away. */
export function AbsentKinds({ watches }: { watches: readonly WatchView[] }) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  return (
    <Accordion>
      <AccordionTrigger title={t('sync.absent', { count: watches.length })} />
      <AccordionPanel>
        <ul className={styles.list}>
          {watchRows(watches).map(row => (
            <li key={row.id}>
              {row.title}
              {row.title !== row.resource && (
                <span className={styles.note}>{row.resource}</span>
              )}
            </li>
          ))}
        </ul>
        {t('sync.absentDescription')}
      </AccordionPanel>
    </Accordion>
  );
}
