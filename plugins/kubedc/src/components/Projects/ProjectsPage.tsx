import { Card, CardBody } from '@backstage/ui';
import { useOverview } from '../../hooks/queries';
import { PageFrame } from '../PageFrame';
import { ProblemNotes, ProblemScreen, QueryView } from '../StateScreen';
import { NoProjects } from './NoProjects';
import { ProjectsTable } from './ProjectsTable';

function Projects() {
  const query = useOverview();
  return (
    <QueryView
      query={query}
      skeleton={<ProjectsTable projects={undefined} emptyState={<></>} />}
    >
      {overview =>
        overview.projects.length === 0 && overview.problems.length > 0 ? (
          <ProblemScreen
            problems={overview.problems}
            onRetry={() => query.refetch()}
          />
        ) : (
          <>
            <ProblemNotes problems={overview.problems} />
            <Card>
              <CardBody>
                <ProjectsTable
                  projects={overview.projects}
                  emptyState={<NoProjects />}
                />
              </CardBody>
            </Card>
          </>
        )
      }
    </QueryView>
  );
}

/** All projects one can see: what runs there, and how much room is left? */
export function ProjectsPage() {
  return (
    <PageFrame>
      <Projects />
    </PageFrame>
  );
}
