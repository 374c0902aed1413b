import {
  kindRegistry,
  operationRegistry,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { DryRunResult } from '@kubedc/backstage-plugin-kubedc-common';
import type { Question, World } from '../portal/World';
import { outcomes, type Ask, type Expected, type Outcomes } from './types';

const project = 'acme/prod';
const machine = { namespace: 'acme-prod', name: 'web-1' };

/** Refused for the person's rights, or as if it were not there. */
const REFUSED: Expected = [403, 404];

/** Whoever develops in the project. */
const DEVELOPERS = outcomes({
  operator: 200,
  orgAdmin: 200,
  developer: 200,
  projectManager: REFUSED,
  user: REFUSED,
  otherTenant: REFUSED,
});

/** Whoever administers the organization. */
const ADMINISTRATORS: Outcomes = { ...DEVELOPERS, developer: REFUSED };

interface Row {
  input: Record<string, unknown>;
  outcomes: Outcomes;
}

/** What each operation is asked to do to the tenant, and who may; an operation without a row fails. */
const ROWS: Record<string, Row> = {
  'bucket:create': {
    input: { project, name: 'not-yours' },
    outcomes: DEVELOPERS,
  },
  'bucket:delete': {
    input: { namespace: 'acme-prod', name: 'media' },
    outcomes: DEVELOPERS,
  },
  'cluster:create': {
    input: { project, name: 'not-yours', version: 'v1.35.0' },
    outcomes: DEVELOPERS,
  },
  'cluster:delete': {
    input: { namespace: 'acme-prod', name: 'platform' },
    outcomes: DEVELOPERS,
  },
  'database:create': {
    input: { project, name: 'not-yours', version: '17' },
    outcomes: DEVELOPERS,
  },
  'database:delete': {
    input: { namespace: 'acme-prod', name: 'orders' },
    outcomes: DEVELOPERS,
  },
  'project:create': {
    input: { organization: 'acme', name: 'not-yours' },
    outcomes: ADMINISTRATORS,
  },
  'project:delete': {
    input: { namespace: 'acme', name: 'staging' },
    outcomes: ADMINISTRATORS,
  },
  'vm:create': {
    input: { project, name: 'not-yours', image: 'ubuntu-24.04-lts' },
    outcomes: DEVELOPERS,
  },
  'vm:delete': { input: machine, outcomes: DEVELOPERS },
  'vm:restart': { input: machine, outcomes: DEVELOPERS },
  'vm:start': {
    input: { namespace: 'acme-prod', name: 'legacy-erp' },
    outcomes: DEVELOPERS,
  },
  'vm:stop': { input: machine, outcomes: DEVELOPERS },
};

/** Operations that no row speaks of. */
export function operationsWithoutRow(): string[] {
  return operationRegistry
    .all()
    .map(({ id }) => id)
    .filter(id => !(id in ROWS));
}

function question(id: string, row: Row, dryRun: boolean): Question {
  return {
    method: 'POST',
    path: `/api/kubedc/operations/${encodeURIComponent(id)}`,
    body: { input: row.input, ...(dryRun && { dryRun }) },
  };
}

/** All objects of the kind, to see that none came, went or changed. */
async function stateOf(world: World, id: string): Promise<string[]> {
  const operation = operationRegistry.byId(id);
  const kind = operation && kindRegistry.byId(operation.kind);
  if (!kind) throw new Error(`there is no operation '${id}'`);
  const objects = await world.admin.list(kind.type);
  return objects
    .map(({ metadata }) => `${metadata.uid} ${metadata.generation}`)
    .sort();
}

/** Every operation, against the tenant's own things. */
export function operationAsks(): Ask[] {
  return Object.entries(ROWS).map(([id, row]) => ({
    title: `POST /api/kubedc/operations/${id}`,
    question: () => question(id, row, true),
    outcomes: row.outcomes,
    async inspect({ world, caller, answer }) {
      if (answer.status === 200) {
        const { requests } = answer.body as DryRunResult;
        expect(requests.length).toBeGreaterThan(0);
        return;
      }
      const before = await stateOf(world, id);
      const tried = await world.ask(caller, question(id, row, false));
      expect(tried.status).toBe(answer.status);
      expect(await stateOf(world, id)).toEqual(before);
    },
  }));
}
