import type { World } from '../portal/World';
import type { SearchAnswer } from './answers';
import { visibleTo } from './catalog';
import { everybody, type Ask } from './types';
import type { Caller } from '../people';

/** Refs of all that search finds for a person, page by page. */
async function found(
  world: World,
  caller: Caller,
  term: string,
): Promise<string[]> {
  const refs: string[] = [];
  let cursor = '';
  do {
    const { body } = await world.ask<SearchAnswer>(caller, {
      path: `/api/search/query?term=${term}&types%5B0%5D=software-catalog&pageLimit=100${cursor}`,
    });
    if (!body.results) throw new Error(JSON.stringify(body));
    for (const { document } of body.results) {
      refs.push(
        `${document.kind}:${document.namespace}/${document.location
          .split('/')
          .pop()}`.toLocaleLowerCase('en-US'),
      );
    }
    cursor = body.nextPageCursor
      ? `&pageCursor=${encodeURIComponent(body.nextPageCursor)}`
      : '';
  } while (cursor);
  return refs.sort();
}

/** Search, by everything and by what only the tenant has. */
export function searchAsks(): Ask[] {
  const ask = (term: string): Ask => ({
    title: `GET /api/search/query for '${term}'`,
    question: () => ({
      path: `/api/search/query?term=${term}&types%5B0%5D=software-catalog`,
    }),
    outcomes: everybody(200, { service: 200 }),
    async inspect({ world, caller }) {
      const visible = await visibleTo(world, caller);
      const refs = await found(world, caller, term);
      expect(refs.filter(ref => !visible.includes(ref))).toEqual([]);
      // Who may see the machine finds it.
      expect(refs.includes('resource:acme-prod/vm.legacy-erp')).toBe(
        visible.includes('resource:acme-prod/vm.legacy-erp'),
      );
    },
  });
  return [ask(''), ask('legacy-erp')];
}
