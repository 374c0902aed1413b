import { sample, TARGET } from '../objects';
import { Random } from '../random';
import { Category, withBody } from '../request';

function operation(random: Random): unknown {
  return random.pick<unknown>([
    null,
    7,
    'text',
    [],
    {},
    {
      op: random.pick([
        'add',
        'replace',
        'remove',
        'test',
        'move',
        'copy',
        'x',
        '',
        null,
      ]),
      path: random.pick<unknown>([
        '/metadata/labels/app',
        '/metadata/labels/new',
        '/metadata/name',
        '/metadata/nothing/here',
        '/data/key',
        '/spec/size',
        '/spec/template/spec/containers/0/image',
        '/spec/template/spec/containers/-',
        '/spec/template/spec/containers/9',
        '/spec/template/spec/containers/-1',
        '/spec/template/spec/containers/01',
        '/spec/template/spec/containers/x',
        '',
        '/',
        'metadata',
        '/a~2b',
        '/metadata/annotations/a~1b',
        null,
        7,
      ]),
      ...(random.chance(0.8) && {
        value: random.pick<unknown>(['v', 1, null, {}, [], true]),
      }),
      ...(random.chance(0.3) && {
        from: random.pick(['/metadata/labels', '/nothing', '', 'x']),
      }),
    },
  ]);
}

function merge(random: Random): unknown {
  return random.pick<unknown>([
    null,
    7,
    'text',
    [],
    {},
    { metadata: null },
    { metadata: { name: 'other' } },
    { metadata: { name: null } },
    { metadata: { namespace: 'other' } },
    { metadata: { uid: 'x' } },
    { metadata: { resourceVersion: '1' } },
    { metadata: { resourceVersion: 'x' } },
    { metadata: { labels: null } },
    { metadata: { labels: 7 } },
    { metadata: { labels: { a: 7 } } },
    { metadata: { finalizers: ['x'] } },
    { metadata: { finalizers: [7] } },
    { kind: 'Other' },
    { kind: null },
    { apiVersion: 'v9' },
    { data: { key: null } },
    { data: { key: 7 } },
    { data: 'text' },
    { data: [] },
    { spec: null },
    { spec: [] },
    { spec: { replicas: 'x' } },
    { spec: { template: { spec: { containers: null } } } },
    { spec: { template: { spec: { containers: [{ image: 'x' }] } } } },
    {
      spec: {
        template: { spec: { containers: [{ name: 'c', image: null }] } },
      },
    },
    {
      spec: {
        template: { spec: { containers: [{ $patch: 'delete', name: 'c' }] } },
      },
    },
    {
      spec: {
        template: { spec: { containers: [{ $patch: 'x', name: 'c' }] } },
      },
    },
    { spec: { template: { spec: { containers: 7 } } } },
    { spec: { selector: { matchLabels: { app: 'b' } } } },
    { $patch: 'replace' },
    { $patch: 'x' },
    { spec: { $retainKeys: ['size'] } },
    { unknown: 1 },
  ]);
}

/** Patches that say something odd. */
export const patches: Category = (random, place) => {
  const { path } = sample(random, place);
  const isJson = random.chance(0.5);
  const body = isJson
    ? random.pick<unknown>([
        [operation(random)],
        [operation(random), operation(random)],
        operation(random),
      ])
    : merge(random);
  const type = isJson ? 'json' : random.pick(['merge', 'strategic-merge']);
  const validation = random.pick(['Ignore', 'Warn', 'Strict']);
  const below = random.pick(['', '', '', '/status', '/scale', '/nothing']);
  return withBody(
    'PATCH',
    `${path}/${
      random.chance(0.95) ? TARGET : 'missing'
    }${below}?dryRun=All&fieldValidation=${validation}`,
    JSON.stringify(body),
    `application/${type}-patch+json`,
  );
};
