import type { Bench } from '../bench';
import type { Landmarks } from '../platform/fill';
import type { Person } from '../platform/people';
import type { BenchPortal } from '../portal';
import type { Figures } from '../report/figures';
import { askAway } from './askAway';
import { percentile, untilTrue } from '../statistics';

/** Lists that are asked for, and how many at once. */
const LISTS = 1_000;
const AT_ONCE = 20;

/** People of whom each asks for a list for the first time. */
const FIRST_LISTS = 100;

const MACHINES = '/api/kubedc/resources/virtual-machines';

interface Answer {
  items: unknown[];
  total: number;
}

const ofProject = ({ organization, project }: Landmarks) =>
  `${MACHINES}?project=${organization}/${project}`;

const tenantOf = ({ people, organization }: Landmarks): Person =>
  people.filter(({ ref }) => ref.startsWith(`user:${organization}/`)).pop()!;

/** Milliseconds a list takes. */
async function list(
  portal: BenchPortal,
  path: string,
  as: Person,
): Promise<number> {
  const since = performance.now();
  const { total } = await portal.fetch<Answer>(path, { as });
  if (!total) {
    throw new Error(`${as.user} sees nothing at ${path}`);
  }
  return performance.now() - since;
}

/** Resolves when the mirror of a portal has what lists take: rights follow the bindings as soon as they are there. */
export async function untilListed(
  { landmarks }: Bench,
  portal: BenchPortal,
): Promise<void> {
  await untilTrue(
    () =>
      list(portal, ofProject(landmarks), tenantOf(landmarks)).then(
        () => true,
        () => false,
      ),
    { patienceMs: 90_000, everyMs: 200 },
  );
}

/** Measures what lists of the `kubedc` plugin take, for people it has just asked about and for others. */
export async function measureLists(
  bench: Bench,
  portal: BenchPortal,
): Promise<Figures> {
  const { people } = bench.landmarks;
  const tenant = tenantOf(bench.landmarks);
  const warm = await askAway({
    url: `${portal.url}${ofProject(bench.landmarks)}`,
    headers: portal.headersOf(tenant),
    count: LISTS,
    atOnce: AT_ONCE,
  });
  const first = async (
    asked: readonly Person[],
    path: (p: Person) => string,
  ) => {
    const times: number[] = [];
    const reviews: number[] = [];
    for (const person of asked) {
      bench.log.take();
      times.push(await list(portal, path(person), person));
      reviews.push(bench.log.take().review);
    }
    return { p95: percentile(times, 0.95), reviews: Math.max(...reviews) };
  };
  // Each of them for the first time, so that nothing is known of their rights.
  const others = people.filter(person => person !== tenant);
  const all = await first(others.slice(0, FIRST_LISTS), () => MACHINES);
  const one = await first(
    others.slice(FIRST_LISTS, 2 * FIRST_LISTS),
    ({ ref }) => `${MACHINES}?project=${/^user:(.*)\//.exec(ref)![1]}/p-0`,
  );
  return {
    projectList: percentile(warm, 0.95),
    firstList: all.p95,
    firstListReviews: all.reviews,
    firstProjectList: one.p95,
    firstProjectListReviews: one.reviews,
  };
}
