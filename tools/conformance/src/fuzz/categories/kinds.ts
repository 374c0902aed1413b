import { sample } from '../objects';
import { Category, withBody } from '../request';

const ODD = [
  undefined,
  null,
  '',
  ' ',
  'v1',
  'v2',
  'apps/v1',
  'apps/v1beta1',
  'a/b/c',
  '/',
  '/v1',
  'v1/',
  'nowhere.example.com/v1',
  'ConfigMap',
  'configmap',
  'Deployment',
  'Gadget',
  'List',
  'Status',
  'DeleteOptions',
  '__proto__',
  'constructor',
  'ü',
  'x'.repeat(300),
  7,
  true,
  {},
  [],
];

/** Objects that say of themselves what they are not. */
export const kinds: Category = (random, place) => {
  const { path, object } = sample(random, place);
  const which = random.pick([['kind'], ['apiVersion'], ['kind', 'apiVersion']]);
  for (const field of which) {
    object[field] = random.pick(ODD);
  }
  if (random.chance(0.1)) {
    object.metadata = random.pick([null, 7, 'm', [], undefined]);
  }
  return withBody('POST', path, JSON.stringify(object));
};
