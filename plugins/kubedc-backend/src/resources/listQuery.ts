import {
  compareHealth,
  HEALTH_STATES,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  HealthState,
  KindDefinition,
  ResourceList,
  ResourceSummary,
} from '@kubedc/backstage-plugin-kubedc-common';
import { FieldError } from '@kubedc/backstage-plugin-kubedc-node';
import { z } from 'zod/v3';

const MAX_LIMIT = 1_000;

const text = z.string().trim().min(1).optional();

const querySchema = z.object({
  q: z.string().trim().optional(),
  installation: text,
  organization: text,
  project: text,
  health: z
    .union([z.string(), z.array(z.string())])
    .transform(value => [value].flat().flatMap(item => item.split(',')))
    .pipe(
      z.array(
        z.enum(HEALTH_STATES as [HealthState, ...HealthState[]], {
          message: `Use one of ${HEALTH_STATES.join(', ')}`,
        }),
      ),
    )
    .optional(),
  sort: text,
  order: z.enum(['asc', 'desc'], { message: 'Use asc or desc' }).optional(),
  limit: z
    .string()
    .regex(/^\d{1,6}$/, `Use a number from 1 to ${MAX_LIMIT}`)
    .transform(Number)
    .refine(
      value => value >= 1 && value <= MAX_LIMIT,
      `Use a number from 1 to ${MAX_LIMIT}`,
    )
    .optional(),
  offset: z
    .string()
    .regex(/^\d{1,9}$/, 'Use a number from 0')
    .transform(Number)
    .optional(),
});

/** What of a list is asked for. */
export type ListQuery = z.output<typeof querySchema>;

/** Made once: comparing with options of its own each time is slow in long lists. */
const collator = new Intl.Collator('en', { numeric: true });

const COMMON_SORTS = ['name', 'project', 'organization', 'health', 'createdAt'];

/**
 * Reads a list's query parameters.
 *
 * @throws a FieldError that names the parameter.
 */
export function parseListQuery(
  kind: KindDefinition,
  query: unknown,
): ListQuery {
  // What is misspelt must not show more than was asked for.
  const result = querySchema.strict().safeParse(query);
  if (!result.success) {
    const [issue] = result.error.issues;
    if (issue.code === 'unrecognized_keys') {
      throw new FieldError(issue.keys[0], 'There is no such parameter');
    }
    throw new FieldError(String(issue.path[0] ?? 'query'), issue.message);
  }
  const { sort } = result.data;
  const sorts = [...COMMON_SORTS, ...kind.facts.map(({ id }) => id)];
  if (sort && !sorts.includes(sort)) {
    throw new FieldError('sort', `Use one of ${sorts.join(', ')}`);
  }
  return result.data;
}

function matches(item: ResourceSummary, query: ListQuery): boolean {
  if (query.organization && item.organization !== query.organization) {
    return false;
  }
  if (query.project && item.project !== query.project) {
    return false;
  }
  const q = query.q?.toLocaleLowerCase('en');
  return (
    !q ||
    [item.name, item.project, item.health.label, ...Object.values(item.facts)]
      .filter((value): value is string => typeof value === 'string')
      .some(value => value.toLocaleLowerCase('en').includes(q))
  );
}

function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') {
    return a - b;
  }
  return collator.compare(String(a), String(b));
}

function compareBy(sort: string, order: number) {
  const valueOf = (item: ResourceSummary): unknown =>
    COMMON_SORTS.includes(sort)
      ? item[sort as keyof ResourceSummary]
      : item.facts[sort];
  return (a: ResourceSummary, b: ResourceSummary): number => {
    if (sort === 'health') {
      return order * compareHealth(a.health.state, b.health.state);
    }
    const [left, right] = [valueOf(a) ?? null, valueOf(b) ?? null];
    if (left === null || right === null) {
      // What is not known comes last, whichever way round.
      return Number(left === null) - Number(right === null);
    }
    return order * compareValues(left, right);
  };
}

/** Counts objects by health state. */
export function countHealth(
  items: readonly ResourceSummary[],
): Partial<Record<HealthState, number>> {
  const counts: Partial<Record<HealthState, number>> = {};
  for (const { health } of items) {
    counts[health.state] = (counts[health.state] ?? 0) + 1;
  }
  return counts;
}

/** Filters, sorts and pages. */
export function applyListQuery(
  all: readonly ResourceSummary[],
  query: ListQuery,
): Pick<ResourceList, 'items' | 'total' | 'health'> {
  const found = all.filter(item => matches(item, query));
  const items = query.health
    ? found.filter(({ health }) => query.health!.includes(health.state))
    : found;
  const by = compareBy(query.sort ?? 'name', query.order === 'desc' ? -1 : 1);
  const byName = compareBy('name', 1);
  const sorted = [...items].sort(
    (a, b) =>
      by(a, b) || byName(a, b) || collator.compare(a.namespace, b.namespace),
  );
  const offset = query.offset ?? 0;
  return {
    items: sorted.slice(offset, offset + (query.limit ?? 100)),
    total: items.length,
    health: countHealth(found),
  };
}
