import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton, Text } from '@backstage/ui';
import type { ResourceDetail } from '@kubedc/backstage-plugin-kubedc-common';
import { CountTiles } from '../../components/Overview/CountTiles';
import { QuotaBar } from '../../components/QuotaBar';
import { Section } from '../../components/ResourceContent/Section';
import { QueryView } from '../../components/StateScreen';
import { useOverview } from '../../hooks/queries';
import { kubedcTranslationRef } from '../../translation';
import styles from './ProjectDetails.module.css';

/** Default export for `React.lazy`. What runs in a project, and how much room is left. */
export default function ProjectDetails({ detail }: { detail: ResourceDetail }) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  return (
    <QueryView
      query={useOverview()}
      skeleton={<Skeleton width="100%" height={160} />}
    >
      {overview => {
        const project = overview.projects.find(
          item =>
            item.installation === detail.installation &&
            item.organization === detail.organization &&
            item.name === detail.name,
        );
        if (!project) {
          return null;
        }
        return (
          <div className={styles.content}>
            <CountTiles
              counts={project.counts}
              project={`${project.organization}/${project.name}`}
            />
            {project.quota.length > 0 && (
              <Section title={t('quota.title')}>
                <div className={styles.quota}>
                  {project.quota.map(quota => (
                    <QuotaBar key={quota.dimension} quota={quota} showTitle />
                  ))}
                </div>
                {!project.ownQuota && (
                  <Text
                    as="p"
                    variant="body-small"
                    color="secondary"
                    className={styles.note}
                  >
                    {t('quota.shared')}
                  </Text>
                )}
              </Section>
            )}
          </div>
        );
      }}
    </QueryView>
  );
}
