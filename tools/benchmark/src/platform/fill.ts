import {
  organizationType,
  projectType,
} from '@kubedc/backstage-plugin-kubedc-common';
import { resourcePath } from '@kubedc/backstage-plugin-kubedc-node';
import type { BenchClient, BenchRequest } from '../client';
import { createRequest, createThing, machinesAmong } from './objects';
import { createBindings, createRoles, peopleOf, type Person } from './people';

/** Projects of an organization. */
const PROJECTS = 50;

/** Things of a project. */
const THINGS = 45;

/** A project that is looked at, and who is there. */
export interface Landmarks {
  organization: string;
  project: string;
  namespace: string;
  /** Virtual machines whose changes are timed. */
  machines: string[];
  projects: number;
  people: Person[];
  /** All objects that become entities, organizations and projects included. */
  objects: number;
}

interface PlannedProject {
  organization: string;
  project: string;
  namespace: string;
  index: number;
  things: number;
}

function plan(wanted: number): PlannedProject[] {
  const projects: PlannedProject[] = [];
  let left = wanted;
  for (let o = 0; left > 2; o += 1) {
    left -= 1;
    for (let index = 0; index < PROJECTS && left > 1; index += 1) {
      const things = Math.min(THINGS, left - 1);
      const organization = `org-${o}`;
      const project = `p-${index}`;
      const namespace = `${organization}-${project}`;
      projects.push({ organization, project, namespace, index, things });
      left -= 1 + things;
    }
  }
  return projects;
}

const createNamespace = (metadata: object): BenchRequest => [
  'POST',
  '/api/v1/namespaces',
  { metadata },
];

/** Fills the platform with tenants until there are so many objects. */
export async function fill(
  client: BenchClient,
  wanted: number,
): Promise<Landmarks> {
  const projects = plan(wanted);
  const organizations = [
    ...new Set(projects.map(({ organization }) => organization)),
  ];
  await client.all([
    ...createRoles(),
    ...organizations.map(name => createNamespace({ name })),
    ...projects.map(({ organization, project, namespace }) =>
      createNamespace({
        name: namespace,
        labels: { 'kube-dc.com/project': '' },
        annotations: { 'kube-dc.com/project': `${organization}/${project}` },
      }),
    ),
  ]);
  await client.all([
    ...organizations.map(name =>
      createRequest(organizationType, name, name, { email: 'a@example.com' }),
    ),
    ...projects.map(({ organization, project }) =>
      createRequest(projectType, organization, project, {
        cidrBlock: '10.0.0.0/20',
        egressNetworkType: 'cloud',
      }),
    ),
  ]);
  await client.all(contentsOf(projects));
  const last =
    projects.filter(({ things }) => things === THINGS).pop() ?? projects[0];
  return {
    organization: last.organization,
    project: last.project,
    namespace: last.namespace,
    machines: machinesAmong(last.things),
    projects: projects.length,
    people: peopleOf(organizations),
    objects:
      organizations.length +
      projects.reduce((sum, { things }) => sum + 1 + things, 0),
  };
}

function* contentsOf(
  projects: readonly PlannedProject[],
): Generator<BenchRequest> {
  for (const { organization, project, namespace, index, things } of projects) {
    yield [
      'PATCH',
      `${resourcePath(projectType, {
        namespace: organization,
        name: project,
      })}/status`,
      { status: { ready: true, namespace } },
    ];
    yield* createBindings(organization, namespace, index);
    for (let thing = 0; thing < things; thing += 1) {
      yield createThing(namespace, thing);
    }
  }
}
