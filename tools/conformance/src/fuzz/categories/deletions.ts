import { sample, TARGET } from '../objects';
import { Category, withBody } from '../request';

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Bodies of deletions. With a body the query does not count, so that it is the
 * body which has to say that nothing is to be deleted.
 */
export const deletions: Category = (random, place) => {
  const { path } = sample(random, place);
  const body = random.pick<unknown>([
    {},
    null,
    [],
    7,
    'text',
    { kind: 'DeleteOptions' },
    { kind: 'DeleteOptions', apiVersion: 'v1' },
    { kind: 'DeleteOptions', apiVersion: 'meta.k8s.io/v1' },
    { kind: 'DeleteOptions', apiVersion: 'v9' },
    { kind: 'Other', apiVersion: 'v1' },
    { gracePeriodSeconds: 'x' },
    { gracePeriodSeconds: -1 },
    { gracePeriodSeconds: 1.5 },
    { propagationPolicy: 'x' },
    { propagationPolicy: 'Orphan', orphanDependents: true },
    { propagationPolicy: 7 },
    { orphanDependents: 'x' },
    { preconditions: { uid: 'x' } },
    { preconditions: { uid: 7 } },
    { preconditions: { resourceVersion: '1' } },
    { preconditions: [] },
    { dryRun: 'All' },
    { dryRun: ['All'] },
    { dryRun: ['x'] },
    { unknown: 1 },
    { kind: 7 },
  ]);
  return withBody(
    'DELETE',
    `${path}/${
      isObject(body) ? random.pick([TARGET, TARGET, 'missing']) : 'missing'
    }?dryRun=All`,
    JSON.stringify(isObject(body) ? { dryRun: ['All'], ...body } : body),
    random.pick(['application/json', 'application/json', 'text/plain']),
  );
};
