import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { ResourceSummary } from '@kubedc/backstage-plugin-kubedc-common';
import { useEntityHref } from '../../hooks/useEntityHref';
import { kubedcTranslationRef } from '../../translation';
import { HealthChip } from '../HealthChip';
import { KindTitle } from '../KindTitle';
import styles from './RelatedList.module.css';

/** Objects that belong to the one shown. */
export function RelatedList({
  related,
}: {
  related: readonly ResourceSummary[];
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const hrefOf = useEntityHref();
  if (related.length === 0) {
    return (
      <Text as="p" color="secondary">
        {t('resource.noRelated')}
      </Text>
    );
  }
  return (
    <ul className={styles.list}>
      {related.map(item => (
        <li
          key={`${item.kind}/${item.namespace}/${item.name}`}
          className={styles.item}
        >
          <HealthChip health={item.health} />
          <Link href={hrefOf(item.entityRef)} weight="bold" standalone>
            {item.name}
          </Link>
          <span className={styles.kind}>
            <KindTitle kind={item.kind} />
          </span>
        </li>
      ))}
    </ul>
  );
}
