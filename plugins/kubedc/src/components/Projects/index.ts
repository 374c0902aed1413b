export { ProjectsPage } from './ProjectsPage';
export { ProjectsTable } from './ProjectsTable';
export { NoProjects } from './NoProjects';
