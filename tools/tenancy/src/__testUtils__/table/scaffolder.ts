import { operationRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import type { Caller } from '../people';
import type { Question, World } from '../portal/World';
import { untilTrue } from '../testing/untilTrue';
import type { TaskAnswer } from './answers';
import { everybody, operatorsOnly, outcomes, type Ask } from './types';

const TASKS = '/api/scaffolder/v2/tasks';

/** An order of a bucket for the tenant's project. */
function orderOf(name: string): Question {
  return {
    method: 'POST',
    path: TASKS,
    body: {
      templateRef: 'template:default/create-bucket',
      values: { project: 'acme/prod', name, storageClass: 'ceph-bucket' },
    },
  };
}

/** Waits for the end of somebody's task; gives how it ended. */
async function endOf(world: World, caller: Caller, id: string) {
  let status = '';
  await untilTrue(`the task of ${caller} ends`, async () => {
    const { body } = await world.ask<TaskAnswer>(caller, {
      path: `${TASKS}/${id}`,
    });
    ({ status } = body);
    return ['completed', 'failed', 'cancelled'].includes(status);
  });
  return status;
}

/** Orders a bucket of the tenant and waits for it; gives the task's id. */
export async function order(world: World, caller: Caller): Promise<string> {
  const { body } = await world.ask<TaskAnswer>(caller, orderOf('before-all'));
  await endOf(world, caller, body.id);
  return body.id;
}

/** Who may make a bucket in the tenant's project; what the others order fails. */
const MAKERS: readonly Caller[] = ['operator', 'orgAdmin', 'developer'];

/** For who ordered it; nobody else learns of the order. */
const CREATOR_ONLY = outcomes(
  {
    operator: [403, 404],
    orgAdmin: 200,
    developer: [403, 404],
    projectManager: [403, 404],
    user: [403, 404],
    otherTenant: [403, 404],
  },
  { service: 200 },
);

/** Templates and tasks. */
export function scaffolderAsks(): Ask[] {
  const path = '/api/scaffolder/v2';
  return [
    {
      title: 'GET /api/scaffolder/v2/actions',
      question: () => ({ path: `${path}/actions` }),
      outcomes: everybody(200, { service: 200 }),
      documentation: true,
      inspect({ answer }) {
        const others = (answer.body as Array<{ id: string }>)
          .map(({ id }) => id)
          .filter(id => id.startsWith('kubedc:'))
          .filter(id => !operationRegistry.byId(id.slice('kubedc:'.length)));
        // Every operation has a row; there is nothing else.
        expect(others).toEqual([]);
      },
    },
    {
      title: 'POST /api/scaffolder/v2/autocomplete',
      question: () => ({
        method: 'POST',
        path: `${path}/autocomplete/kubedc/projects`,
        body: { token: 'x', context: {} },
      }),
      // Pickers of this portal read by the plugin's own routes.
      outcomes: everybody([400, 404], { service: [400, 404] }),
    },
    {
      title: 'GET /api/scaffolder/v2/templates/…/parameter-schema',
      question: () => ({
        path: `${path}/templates/default/template/create-vm/parameter-schema`,
      }),
      outcomes: everybody(200, { service: 200 }),
    },
    {
      title: 'POST /api/scaffolder/v2/dry-run',
      question: () => ({
        method: 'POST',
        path: `${path}/dry-run`,
        body: {
          template: {
            apiVersion: 'scaffolder.backstage.io/v1beta3',
            kind: 'Template',
            metadata: { name: 'mine' },
            spec: { owner: 'user:acme/bob', type: 'x', steps: [] },
          },
          values: {},
          directoryContents: [],
        },
      }),
      // It runs any template text with the backend's reach.
      outcomes: operatorsOnly({ service: 200 }),
    },
    {
      title: 'GET /api/scaffolder/v2/tasks',
      question: () => ({ path: `${path}/tasks` }),
      outcomes: everybody(200, { service: 200 }),
      inspect({ world, caller, answer }) {
        const { tasks } = answer.body as { tasks: TaskAnswer[] };
        const ids = tasks.map(({ id }) => id);
        expect(ids.includes(world.taskOfOrgAdmin)).toBe(caller === 'orgAdmin');
      },
    },
    {
      title: 'GET /api/scaffolder/v2/tasks/:id',
      question: world => ({ path: `${path}/tasks/${world.taskOfOrgAdmin}` }),
      outcomes: CREATOR_ONLY,
    },
    {
      title: 'GET /api/scaffolder/v2/tasks/:id/events',
      question: world => ({
        path: `${path}/tasks/${world.taskOfOrgAdmin}/events`,
      }),
      outcomes: CREATOR_ONLY,
    },
    {
      title: 'GET /api/scaffolder/v2/tasks/:id/eventstream',
      question: world => ({
        path: `${path}/tasks/${world.taskOfOrgAdmin}/eventstream`,
        headers: { accept: 'text/event-stream' },
      }),
      outcomes: CREATOR_ONLY,
    },
    {
      title: 'POST /api/scaffolder/v2/tasks/:id/cancel',
      question: world => ({
        method: 'POST',
        path: `${path}/tasks/${world.taskOfOrgAdmin}/cancel`,
        body: {},
      }),
      outcomes: CREATOR_ONLY,
    },
    {
      title: 'POST /api/scaffolder/v2/tasks/:id/retry',
      // Whose task it is, and who is trusted, would have it run once more.
      question: (world, caller) =>
        ['orgAdmin', 'service'].includes(caller)
          ? undefined
          : {
              method: 'POST',
              path: `${path}/tasks/${world.taskOfOrgAdmin}/retry`,
              body: {},
            },
      outcomes: CREATOR_ONLY,
    },
    {
      title: 'GET /api/scaffolder/v2/templating-extensions',
      question: () => ({ path: `${path}/templating-extensions` }),
      outcomes: everybody(200, { service: 200 }),
      documentation: true,
    },
    {
      title: 'POST /api/scaffolder/v2/tasks to make a bucket of the tenant',
      // A service has no person for whom a task could act.
      question: (_, caller) =>
        caller === 'service'
          ? undefined
          : orderOf(`by-${caller.toLocaleLowerCase('en-US')}`),
      outcomes: everybody(201),
      async inspect({ world, caller, question, answer }) {
        const { id } = answer.body as TaskAnswer;
        const status = await endOf(world, caller, id);
        const log = await world.ask(caller, {
          path: `${TASKS}/${id}/events`,
        });
        const wanted = MAKERS.includes(caller) ? 'completed' : 'failed';
        if (status !== wanted) throw new Error(log.raw);
        expect(world.leaksIn({ caller, question, answer: log })).toEqual([]);
      },
    },
  ];
}
