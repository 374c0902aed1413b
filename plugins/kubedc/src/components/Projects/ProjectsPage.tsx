import { useOverview } from '../../hooks/queries';
import { PageFrame } from '../PageFrame';
import { ProblemNotes, QueryView } from '../StateScreen';
import { NoProjects } from './NoProjects';
import { ProjectsTable } from './ProjectsTable';

function Projects() {
  return (
    <QueryView
      query={useOverview()}
      skeleton={<ProjectsTable projects={undefined} emptyState={<></>} />}
    >
      {overview => (
        <>
          <ProblemNotes problems={overview.problems} />
          <ProjectsTable
            projects={overview.projects}
            emptyState={<NoProjects />}
          />
        </>
      )}
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
