import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  ButtonLink,
  Card,
  CardBody,
  CardHeader,
  Link,
  Text,
} from '@backstage/ui';
import {
  compareHealth,
  kindRegistry,
  type ResourceSummary,
} from '@kubedc/backstage-plugin-kubedc-common';
import { useState } from 'react';
import { useEntityHref } from '../../hooks/useEntityHref';
import { kubedcTranslationRef } from '../../translation';
import { HealthChip } from '../HealthChip';
import { HealthIcon } from '../HealthIcon';
import { RelativeTime } from '../RelativeTime';
import styles from './AttentionCard.module.css';

/** So many fit above the fold together with what follows. */
const SHOWN = 6;

function Item({ summary }: { summary: ResourceSummary }) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const href = useEntityHref()(summary.entityRef);
  const kind = kindRegistry.byId(summary.kind);
  const where = summary.project ?? summary.organization;
  const { health } = summary;
  return (
    <li className={styles.item}>
      <HealthChip health={health} tooltip={false} />
      <div className={styles.what}>
        <Link href={href} weight="bold" standalone>
          {summary.name}
        </Link>
        <span className={styles.where}>
          {kind?.title.singular} · {where}
        </span>
      </div>
      <div className={styles.reason}>
        {health.reason}
        {health.since && (
          <span className={styles.where}>
            {' · '}
            <RelativeTime value={health.since} />
          </span>
        )}
      </div>
      <ButtonLink
        href={href}
        variant="secondary"
        size="small"
        aria-label={t('overview.attention.openName', { name: summary.name })}
      >
        {t('overview.attention.open')}
      </ButtonLink>
    </li>
  );
}

/** What is not well, worst first. */
export function AttentionCard({
  attention,
}: {
  attention: readonly ResourceSummary[];
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const [all, setAll] = useState(false);
  const sorted = [...attention].sort((a, b) =>
    compareHealth(a.health.state, b.health.state),
  );
  const shown = all ? sorted : sorted.slice(0, SHOWN);
  return (
    <Card>
      <CardHeader>
        <Text as="h2" variant="title-x-small" weight="bold">
          {t('overview.attention.title')}
          {attention.length > 0 && ` (${attention.length})`}
        </Text>
      </CardHeader>
      <CardBody>
        {attention.length === 0 ? (
          <div className={styles.well}>
            <HealthIcon state="ok" />
            <Text weight="bold">{t('overview.attention.none')}</Text>
            <Text color="secondary">
              {t('overview.attention.noneDescription')}
            </Text>
          </div>
        ) : (
          <ul className={styles.list}>
            {shown.map(summary => (
              <Item
                key={`${summary.installation}/${summary.kind}/${summary.uid}`}
                summary={summary}
              />
            ))}
          </ul>
        )}
        {sorted.length > SHOWN && (
          <Button
            className={styles.more}
            variant="tertiary"
            size="small"
            onPress={() => setAll(!all)}
          >
            {all
              ? t('overview.attention.less')
              : t('overview.attention.more', { total: String(sorted.length) })}
          </Button>
        )}
      </CardBody>
    </Card>
  );
}
