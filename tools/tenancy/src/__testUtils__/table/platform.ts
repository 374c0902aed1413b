import type {
  AuditList,
  Overview,
  ProjectView,
  RightsAnswers,
} from '@kubedc/backstage-plugin-kubedc-common';
import { kindRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import { TENANT, OTHER_TENANT, type SignedIn } from '../people';
import type { World } from '../portal/World';
import { mayList } from './oracle';
import { allOf } from './resources';
import { everybody, operatorsOnly, outcomes, type Ask } from './types';

const organizationOf = (caller: SignedIn) =>
  caller === 'otherTenant' ? OTHER_TENANT : TENANT;

/** Projects the person may list, by `organization/project`. */
async function projectsOf(world: World, caller: SignedIn): Promise<string[]> {
  const kind = kindRegistry.byId('project');
  if (!kind) throw new Error('there are no projects');
  const all = await allOf(world, kind);
  const may = await Promise.all(
    all.map(({ namespace }) => mayList(world, caller, kind.type, namespace)),
  );
  return all
    .filter((_, index) => may[index])
    .map(({ namespace, name }) => `${namespace}/${name}`)
    .sort();
}

function projectNames(projects: readonly ProjectView[]): string[] {
  return projects.map(({ namespace, name }) => `${namespace}/${name}`).sort();
}

/** Routes that tell about the platform as a whole. */
export function platformAsks(): Ask[] {
  return [
    {
      title: 'GET /api/kubedc/installations',
      question: () => ({ path: '/api/kubedc/installations' }),
      outcomes: everybody(200),
    },
    {
      title: 'GET /api/kubedc/overview',
      question: () => ({ path: '/api/kubedc/overview' }),
      outcomes: everybody(200),
      async inspect({ world, caller, answer }) {
        const { projects, counts } = answer.body as Overview;
        expect(projectNames(projects)).toEqual(await projectsOf(world, caller));
        for (const { kind: id, total } of counts) {
          const kind = kindRegistry.byId(id);
          if (!kind) throw new Error(`the overview counts '${id}'`);
          const all = await allOf(world, kind);
          const may = await Promise.all(
            all.map(({ namespace }) =>
              mayList(world, caller, kind.type, namespace),
            ),
          );
          expect({ id, total }).toEqual({
            id,
            total: may.filter(Boolean).length,
          });
        }
      },
    },
    {
      title: 'GET /api/kubedc/projects',
      question: () => ({ path: '/api/kubedc/projects' }),
      outcomes: everybody(200),
      async inspect({ world, caller, answer }) {
        const { items } = answer.body as { items: ProjectView[] };
        expect(projectNames(items)).toEqual(await projectsOf(world, caller));
      },
    },
    {
      title: 'GET /api/kubedc/images',
      question: () => ({ path: '/api/kubedc/images' }),
      outcomes: everybody(200),
    },
    {
      title: 'GET /api/kubedc/offers',
      question: () => ({ path: '/api/kubedc/offers' }),
      outcomes: everybody(200),
    },
    {
      title: 'GET /api/kubedc/admin/overview',
      question: () => ({ path: '/api/kubedc/admin/overview' }),
      outcomes: operatorsOnly(),
    },
    {
      title: 'GET /api/kubedc/sync',
      question: () => ({ path: '/api/kubedc/sync' }),
      outcomes: operatorsOnly(),
    },
    {
      title: 'GET /api/kubedc/operations',
      question: () => ({ path: '/api/kubedc/operations' }),
      outcomes: everybody(200, { service: 200 }),
      documentation: true,
    },
    {
      title: 'GET /api/kubedc/operations/runs/:runId',
      question: world => ({
        path: `/api/kubedc/operations/runs/${world.runOfOrgAdmin}`,
      }),
      outcomes: outcomes(
        {
          operator: 200,
          orgAdmin: 200,
          developer: 404,
          projectManager: 404,
          user: 404,
          otherTenant: 404,
        },
        // The scaffolder follows the runs of its tasks.
        { service: 200 },
      ),
    },
    {
      title: 'GET /api/kubedc/audit',
      question: () => ({ path: '/api/kubedc/audit' }),
      outcomes: outcomes({
        operator: 200,
        orgAdmin: 200,
        developer: 403,
        projectManager: 403,
        user: 403,
        otherTenant: 200,
      }),
      inspect({ caller, answer }) {
        if (answer.status !== 200 || caller === 'operator') return;
        const { items } = answer.body as AuditList;
        const organizations = new Set(
          items.map(({ organization }) => organization),
        );
        organizations.delete(organizationOf(caller));
        expect([...organizations]).toEqual([]);
      },
    },
    {
      title: 'GET /api/kubedc/audit as CSV',
      question: () => ({ path: '/api/kubedc/audit?format=csv' }),
      outcomes: outcomes({
        operator: 200,
        orgAdmin: 200,
        developer: 403,
        projectManager: 403,
        user: 403,
        otherTenant: 200,
      }),
    },
    {
      title: 'GET /api/kubedc/audit/scope',
      question: () => ({ path: '/api/kubedc/audit/scope' }),
      outcomes: everybody([200, 403]),
    },
    {
      title: 'POST /api/kubedc/grants',
      question: () => ({
        method: 'POST',
        path: '/api/kubedc/grants',
        body: { operations: ['vm:stop'] },
      }),
      outcomes: everybody(200),
    },
    {
      title: 'POST /api/kubedc/grants/renew',
      question: () => ({
        method: 'POST',
        path: '/api/kubedc/grants/renew',
        body: {},
      }),
      outcomes: everybody(200),
    },
    {
      title: 'POST /api/kubedc/rights',
      question: () => ({
        method: 'POST',
        path: '/api/kubedc/rights',
        body: {
          questions: [
            {
              operation: 'vm:stop',
              installation: 'sandbox',
              namespace: 'acme-prod',
              name: 'web-1',
            },
          ],
        },
      }),
      outcomes: everybody(200),
      inspect({ caller, answer }) {
        const developers = ['operator', 'orgAdmin', 'developer'];
        const [{ allowed }] = (answer.body as RightsAnswers).answers;
        expect(allowed).toBe(developers.includes(caller));
      },
    },
  ];
}

/** The row of each route of the `kubedc` plugin, by method and path; a route without a row fails. */
export const ROUTE_ROWS: Record<string, string> = {
  'get /operations': 'GET /api/kubedc/operations',
  'get /operations/runs/:runId': 'GET /api/kubedc/operations/runs/:runId',
  'post /operations/:id': 'POST /api/kubedc/operations/vm:stop',
  'get /resources/:path': 'GET /api/kubedc/resources/virtual-machines',
  'get /resources/:path/:installation/:namespace/:name':
    'GET /api/kubedc/resources/virtual-machines/sandbox/:namespace/:name',
  'get /resources/:path/:installation/:name':
    'GET /api/kubedc/resources/vpcs/sandbox/:name',
  'get /installations': 'GET /api/kubedc/installations',
  'get /overview': 'GET /api/kubedc/overview',
  'get /projects': 'GET /api/kubedc/projects',
  'get /images': 'GET /api/kubedc/images',
  'get /offers': 'GET /api/kubedc/offers',
  'get /admin/overview': 'GET /api/kubedc/admin/overview',
  'get /sync': 'GET /api/kubedc/sync',
  'get /audit': 'GET /api/kubedc/audit',
  'get /audit/scope': 'GET /api/kubedc/audit/scope',
  'post /rights': 'POST /api/kubedc/rights',
  'post /grants': 'POST /api/kubedc/grants',
  'post /grants/renew': 'POST /api/kubedc/grants/renew',
};
