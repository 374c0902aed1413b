import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton } from '@backstage/ui';
import type { ResourceDetail } from '@kubedc/backstage-plugin-kubedc-common';
import { NoProjects, ProjectsTable } from '../../components/Projects';
import { Section } from '../../components/ResourceContent/Section';
import { QueryView } from '../../components/StateScreen';
import { useOverview } from '../../hooks/queries';
import { kubedcTranslationRef } from '../../translation';

/** Default export for `React.lazy`. The projects of an organization. */
export default function OrganizationDetails({
  detail,
}: {
  detail: ResourceDetail;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  return (
    <QueryView
      query={useOverview()}
      skeleton={<Skeleton width="100%" height={160} />}
    >
      {overview => (
        <Section title={t('overview.projects.title')}>
          <ProjectsTable
            projects={overview.projects.filter(
              project =>
                project.installation === detail.installation &&
                project.organization === detail.name,
            )}
            emptyState={<NoProjects />}
          />
        </Section>
      )}
    </QueryView>
  );
}
