import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Card,
  CardBody,
  CardHeader,
  Flex,
  Link,
  Skeleton,
  Text,
} from '@backstage/ui';
import { kindRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import { useOverview } from '../../hooks/queries';
import { rootRouteRef } from '../../routes';
import { kubedcTranslationRef } from '../../translation';
import { PageFrame } from '../PageFrame';
import { NoProjects, ProjectsTable } from '../Projects';
import { ProblemNotes, QueryView } from '../StateScreen';
import { AttentionCard } from './AttentionCard';
import { CountTiles } from './CountTiles';

function OverviewSkeleton() {
  return (
    <Flex direction="column" gap="4" data-testid="overview-skeleton">
      <Skeleton width="100%" height={160} />
      <Skeleton width="100%" height={116} />
      <Skeleton width="100%" height={240} />
    </Flex>
  );
}

function ProjectsCard({
  projects,
}: {
  projects: React.ComponentProps<typeof ProjectsTable>['projects'];
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const root = useRouteRef(rootRouteRef)();
  const path = kindRegistry.byId('project')?.path ?? 'projects';
  return (
    <Card>
      <CardHeader>
        <Flex justify="between" align="center">
          <Text as="h2" variant="title-x-small" weight="bold">
            {t('overview.projects.title')}
          </Text>
          <Link href={`${root}/${path}`}>{t('overview.projects.all')}</Link>
        </Flex>
      </CardHeader>
      <CardBody>
        <ProjectsTable projects={projects} emptyState={<NoProjects />} />
      </CardBody>
    </Card>
  );
}

function OverviewContent() {
  return (
    <QueryView query={useOverview()} skeleton={<OverviewSkeleton />}>
      {overview => (
        <>
          <ProblemNotes problems={overview.problems} />
          <AttentionCard attention={overview.attention} />
          <CountTiles counts={overview.counts} />
          <ProjectsCard projects={overview.projects} />
        </>
      )}
    </QueryView>
  );
}

/** Is what is mine all right? */
export function OverviewPage() {
  return (
    <PageFrame>
      <OverviewContent />
    </PageFrame>
  );
}
