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
import { ProblemNotes, ProblemScreen, QueryView } from '../StateScreen';
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
  const query = useOverview();
  return (
    <QueryView query={query} skeleton={<OverviewSkeleton />}>
      {overview =>
        overview.projects.length === 0 && overview.problems.length > 0 ? (
          <ProblemScreen
            problems={overview.problems}
            onRetry={() => query.refetch()}
          />
        ) : (
          <>
            <ProblemNotes problems={overview.problems} />
            <AttentionCard attention={overview.attention} />
            <CountTiles counts={overview.counts} />
            <ProjectsCard projects={overview.projects} />
          </>
        )
      }
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
