import { kindRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import type {
  KindDefinition,
  ResourceList,
  ResourceSummary,
} from '@kubedc/backstage-plugin-kubedc-common';
import { TENANT } from '../people';
import type { World } from '../portal/World';
import type { ErrorAnswer } from './answers';
import { mayGet, mayList } from './oracle';
import { everybody, type Ask } from './types';

const everything = new WeakMap<
  World,
  Map<string, Promise<ResourceSummary[]>>
>();

/** All objects of a kind, as the platform's operator gets them. */
export function allOf(
  world: World,
  kind: KindDefinition,
): Promise<ResourceSummary[]> {
  const lists =
    everything.get(world) ?? new Map<string, Promise<ResourceSummary[]>>();
  everything.set(world, lists);
  const known = lists.get(kind.id);
  if (known) return known;
  const asked = world
    .ask('operator', { path: `/api/kubedc/resources/${kind.path}?limit=1000` })
    .then(({ body }) => (body as ResourceList).items);
  lists.set(kind.id, asked);
  return asked;
}

function namesOf(items: readonly ResourceSummary[]): string[] {
  return items.map(({ namespace, name }) => `${namespace}/${name}`).sort();
}

function listOf(kind: KindDefinition): Ask {
  return {
    title: `GET /api/kubedc/resources/${kind.path}`,
    question: () => ({ path: `/api/kubedc/resources/${kind.path}?limit=1000` }),
    // Kinds that the configuration must ask for are not read here.
    outcomes: everybody(kind.optIn ? 404 : 200),
    async inspect({ world, caller, answer }) {
      if (kind.optIn) return;
      const { items, total, health } = answer.body as ResourceList;
      const all = await allOf(world, kind);
      const may = await Promise.all(
        all.map(({ namespace }) =>
          mayList(world, caller, kind.type, namespace),
        ),
      );
      const theirs = namesOf(all.filter((_, index) => may[index]));
      expect(namesOf(items)).toEqual(theirs);
      // A count tells of what is not shown as well as a name does.
      expect(total).toBe(theirs.length);
      expect(
        Object.values(health).reduce((sum, number) => sum + number, 0),
      ).toBe(theirs.length);
    },
  };
}

const NOWHERE = 'is-not-there';

function pathOf(kind: KindDefinition, namespace: string, name: string): string {
  return [`/api/kubedc/resources/${kind.path}/sandbox`, namespace, name]
    .filter(Boolean)
    .join('/');
}

function detailOf(kind: KindDefinition): Ask {
  const targetIn = async (world: World) => {
    const all = await allOf(world, kind);
    return all.find(({ organization }) => organization === TENANT) ?? all.at(0);
  };
  return {
    title: `GET ${pathOf(
      kind,
      kind.type.namespaced ? ':namespace' : '',
      ':name',
    )}`,
    async question(world) {
      if (kind.optIn) return undefined;
      const target = await targetIn(world);
      return target && { path: pathOf(kind, target.namespace, target.name) };
    },
    outcomes: everybody([200, 403, 404]),
    async inspect({ world, caller, answer }) {
      const target = await targetIn(world);
      if (!target) return;
      const { namespace, name } = target;
      const may = await mayGet(world, caller, kind.type, namespace, name);
      expect(answer.status === 200).toBe(may);
      // The one object of such a kind is everybody's to know.
      if (may || kind.only) return;
      // What is not theirs looks as what is not there does.
      const { message } = (answer.body as ErrorAnswer).error;
      const nothing = await world.ask<ErrorAnswer>(caller, {
        path: pathOf(kind, namespace, NOWHERE),
      });
      expect(nothing.status).toBe(answer.status);
      expect(nothing.body.error.message.replaceAll(NOWHERE, name)).toBe(
        message,
      );
    },
  };
}

/** Lists and details of every kind there is. */
export function resourceAsks(): Ask[] {
  return kindRegistry.all().flatMap(kind => [listOf(kind), detailOf(kind)]);
}
