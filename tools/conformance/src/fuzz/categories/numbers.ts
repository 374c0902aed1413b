import { configMap, deployment, gadget, TARGET } from '../objects';
import { Category, withBody } from '../request';

const NUMBERS = [
  '0',
  '-0',
  '-1',
  '1',
  '1.0',
  '1.5',
  '1e2',
  '1E2',
  '1e-2',
  '1e400',
  '-1e400',
  '1e-400',
  '2147483647',
  '2147483648',
  '-2147483649',
  '9007199254740993',
  '9223372036854775807',
  '9223372036854775808',
  '18446744073709551616',
  '123456789012345678901234567890',
  '3.0000000000000001',
  '0.1',
  '"3"',
  '"x"',
  '""',
  'true',
  'null',
  '[1]',
  '{"a":1}',
];

/** Numbers where they do not fit, and other things where numbers belong. */
export const numbers: Category = (random, place) => {
  const number = random.pick(NUMBERS);
  const put = (object: object) =>
    JSON.stringify(object).replace('"@"', () => number);
  if (random.chance(0.2)) {
    const [path, type] = random.pick([
      [`${deployment(place).path}/${TARGET}`, 'strategic-merge'],
      [`${deployment(place).path}/${TARGET}/scale`, 'merge'],
      [`${gadget(place).path}/${TARGET}`, 'merge'],
      [`${gadget(place).path}/${TARGET}/scale`, 'merge'],
    ]);
    const spec =
      path.includes('gadgets') && !path.endsWith('scale')
        ? { count: '@' }
        : { replicas: '@' };
    return withBody(
      'PATCH',
      `${path}?dryRun=All`,
      put({ spec }),
      `application/${type}-patch+json`,
    );
  }
  const { path, object } = random.pick([configMap, deployment, gadget, gadget])(
    place,
  );
  if (object.kind === 'Deployment') {
    const field = random.pick([
      'replicas',
      'minReadySeconds',
      'revisionHistoryLimit',
      'progressDeadlineSeconds',
      'paused',
    ]);
    object.spec[field] = '@';
  } else if (object.kind === 'Gadget') {
    const field = random.pick([
      'count',
      'big',
      'ratio',
      'flag',
      'port',
      'tags',
      'map',
      'free',
      'size',
    ]);
    object.spec[field] = '@';
  } else {
    const field = random.pick([
      'generation',
      'deletionGracePeriodSeconds',
      'resourceVersion',
      'finalizers',
      'creationTimestamp',
    ]);
    object.metadata[field] = '@';
  }
  return withBody('POST', `${path}?dryRun=All`, put(object));
};
