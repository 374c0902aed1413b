import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import {
  gvkOf,
  kindRegistry,
  KUBEDC_ANNOTATIONS,
} from '@kubedc/backstage-plugin-kubedc-common';
import { OTHER_TENANT, TENANT, type SignedIn } from '../people';
import type { World } from '../portal/World';
import type { EntitiesAnswer, ErrorAnswer, FacetsAnswer } from './answers';
import { mayList } from './oracle';
import { everybody, operatorsOnly, outcomes, type Ask } from './types';

/** An object of the tenant in the catalog. */
export const MACHINE = 'resource:acme-prod/vm.web-1';

const OWN_ONLY = outcomes(
  {
    operator: 200,
    orgAdmin: 200,
    developer: 200,
    projectManager: 200,
    user: 200,
    otherTenant: 404,
  },
  // Another backend that the portal trusts reads the whole catalog.
  { service: 200 },
);

let everything: { world: World; entities: Promise<Entity[]> } | undefined;

function entitiesOf(world: World): Promise<Entity[]> {
  if (everything?.world !== world) {
    const entities = world
      .ask<Entity[]>('operator', { path: '/api/catalog/entities' })
      .then(({ body }) => body);
    everything = { world, entities };
  }
  return everything.entities;
}

async function maySee(
  world: World,
  caller: SignedIn,
  entity: Entity,
): Promise<boolean> {
  const annotations = entity.metadata.annotations ?? {};
  if (!annotations[KUBEDC_ANNOTATIONS.installation]) {
    return true;
  }
  const own = caller === 'otherTenant' ? OTHER_TENANT : TENANT;
  const organization = annotations[KUBEDC_ANNOTATIONS.organization];
  const gvk = annotations[KUBEDC_ANNOTATIONS.gvk];
  const kind = kindRegistry.all().find(({ type }) => gvkOf(type) === gvk);
  if (caller === 'operator') {
    return true;
  }
  // Who is in the organization and what it is called, its own people may know.
  if (!kind || ['Domain', 'Group', 'User'].includes(entity.kind)) {
    return organization === own;
  }
  return mayList(
    world,
    caller,
    kind.type,
    annotations[KUBEDC_ANNOTATIONS.namespace],
  );
}

/** Refs of the entities that a person is to see. */
export async function visibleTo(
  world: World,
  caller: SignedIn,
): Promise<string[]> {
  const entities = await entitiesOf(world);
  const may = await Promise.all(
    entities.map(entity => maySee(world, caller, entity)),
  );
  return refsOf(entities.filter((_, index) => may[index]));
}

function refsOf(entities: readonly Entity[]): string[] {
  return entities.map(entity => stringifyEntityRef(entity)).sort();
}

/** The catalog's own routes. */
export function catalogAsks(): Ask[] {
  const { kind, namespace, name } = parseEntityRef(MACHINE);
  const byName = `by-name/${kind}/${namespace}/${name}`;
  const uidOf = async (world: World) =>
    (await entitiesOf(world)).find(
      entity => stringifyEntityRef(entity) === MACHINE,
    )?.metadata.uid;
  return [
    {
      title: 'GET /api/catalog/entities',
      question: () => ({ path: '/api/catalog/entities' }),
      outcomes: everybody(200, { service: 200 }),
      async inspect({ world, caller, answer }) {
        expect(refsOf(answer.body as Entity[])).toEqual(
          await visibleTo(world, caller),
        );
      },
    },
    {
      title: 'GET /api/catalog/entities/by-query',
      question: () => ({
        path: '/api/catalog/entities/by-query?limit=1&filter=kind=resource',
      }),
      outcomes: everybody(200, { service: 200 }),
      async inspect({ world, caller, answer }) {
        const visible = await visibleTo(world, caller);
        const { totalItems } = answer.body as EntitiesAnswer<Entity>;
        expect(totalItems).toBe(
          visible.filter(ref => ref.startsWith('resource:')).length,
        );
      },
    },
    {
      title: 'GET /api/catalog/entity-facets',
      question: () => ({ path: '/api/catalog/entity-facets?facet=kind' }),
      outcomes: everybody(200, { service: 200 }),
      async inspect({ world, caller, answer }) {
        const visible = await visibleTo(world, caller);
        const { facets } = answer.body as FacetsAnswer;
        expect(facets?.kind.reduce((sum, { count }) => sum + count, 0)).toBe(
          visible.length,
        );
      },
    },
    {
      title: 'GET /api/catalog/entities/by-name of the tenant',
      question: () => ({ path: `/api/catalog/entities/${byName}` }),
      outcomes: OWN_ONLY,
    },
    {
      title: 'GET /api/catalog/entities/by-uid of the tenant',
      question: async world => ({
        path: `/api/catalog/entities/by-uid/${await uidOf(world)}`,
      }),
      outcomes: OWN_ONLY,
    },
    {
      title: 'POST /api/catalog/entities/by-refs of the tenant',
      question: () => ({
        method: 'POST',
        path: '/api/catalog/entities/by-refs',
        body: { entityRefs: [MACHINE] },
      }),
      outcomes: everybody(200, { service: 200 }),
      inspect({ caller, answer }) {
        const { items } = answer.body as EntitiesAnswer<Entity | null>;
        expect(items[0] === null).toBe(caller === 'otherTenant');
      },
    },
    {
      title: 'GET /api/catalog/entities/by-name/ancestry of the tenant',
      question: () => ({ path: `/api/catalog/entities/${byName}/ancestry` }),
      outcomes: { ...OWN_ONLY, otherTenant: [403, 404] },
      async inspect({ world, caller, answer }) {
        if (caller !== 'otherTenant') return;
        // What is not theirs looks as what is not there does.
        const nothing = await world.ask<ErrorAnswer>(caller, {
          path: `/api/catalog/entities/${byName}-is-not-there/ancestry`,
        });
        expect(nothing.status).toBe(answer.status);
        expect(nothing.body.error.message.replaceAll('-is-not-there', '')).toBe(
          (answer.body as ErrorAnswer).error.message,
        );
      },
    },
    {
      title: 'POST /api/catalog/refresh of the tenant',
      question: () => ({
        method: 'POST',
        path: '/api/catalog/refresh',
        body: { entityRef: MACHINE },
      }),
      outcomes: operatorsOnly({ service: 200 }),
    },
    {
      title: 'DELETE /api/catalog/entities/by-uid of the tenant',
      question: async (world, caller) => ({
        method: 'DELETE',
        // Those who may, and those who are trusted, are not to do it.
        path: `/api/catalog/entities/by-uid/${
          ['operator', 'service'].includes(caller) ? 'none' : await uidOf(world)
        }`,
      }),
      outcomes: {
        ...operatorsOnly({ service: [204, 404] }),
        operator: [204, 404],
      },
    },
    {
      title: 'POST /api/catalog/locations',
      question: () => ({
        method: 'POST',
        path: '/api/catalog/locations?dryRun=true',
        body: { type: 'url', target: 'https://example.com/catalog-info.yaml' },
      }),
      outcomes: {
        ...operatorsOnly({ service: [201, 400, 500] }),
        // They may, but there is nothing at that address.
        operator: [201, 400, 500],
      },
    },
  ];
}
