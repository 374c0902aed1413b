import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import type { SkippedObjects } from '@kubedc/backstage-plugin-kubedc-common';
import { kubedcTranslationRef } from '../../translation';
import { titleOf } from './watches';
import styles from './SyncPage.module.css';

/** An object as people name it, from `{resource}|{namespace}|{name}`. */
function nameOf(example: string): string {
  const [resource, namespace, ...name] = example.split('|');
  if (name.length === 0) {
    return example;
  }
  const path = [namespace, name.join('|')].filter(Boolean).join('/');
  return `${path} (${titleOf(resource) ?? resource})`;
}

/** What did not become an entity, or not as asked, the most frequent reason first. */
export function SkippedList({
  skipped,
}: {
  skipped: readonly SkippedObjects[];
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const total = skipped.reduce((sum, { count }) => sum + count, 0);
  return (
    <Accordion>
      <AccordionTrigger
        title={t('sync.skipped', {
          count: total,
          objects: total.toLocaleString(),
        })}
      />
      <AccordionPanel>
        <ul className={styles.list}>
          {skipped.map(({ reason, count, examples }) => (
            <li key={reason}>
              {t('sync.skippedReason', {
                reason,
                count,
                objects: count.toLocaleString(),
              })}
              <span className={styles.note}>
                {examples.map(nameOf).join(', ')}
                {count > examples.length && ', …'}
              </span>
            </li>
          ))}
        </ul>
      </AccordionPanel>
    </Accordion>
  );
}
