import { sample, TARGET } from '../objects';
import { Random } from '../random';
import { Category, withBody } from '../request';

const VALUES = [
  '',
  '0',
  '1',
  '-1',
  'abc',
  '1.5',
  '1e3',
  '0x10',
  '+1',
  '%201',
  '007',
  '2147483648',
  '9223372036854775807',
  '9223372036854775808',
  '99999999999999999999',
  'true',
  'True',
  'TRUE',
  'false',
  't',
  'yes',
  'All',
  'Strict',
  'Orphan',
  'Background',
  'Exact',
  'NotOlderThan',
  'null',
  '%00',
  '%ff',
  '%C3%BC',
  '%',
  '%zz',
  'a;b',
  'a+b',
  '*',
  'x'.repeat(200),
  'eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MSwic3RhcnQiOiJhIn0',
  'bnVsbA',
  'e30',
];

const READING = [
  'limit',
  'continue',
  'resourceVersion',
  'resourceVersionMatch',
  'labelSelector',
  'fieldSelector',
  'timeoutSeconds',
  'allowWatchBookmarks',
  'sendInitialEvents',
  'pretty',
  'includeObject',
  'unknown',
];

const WRITING = [
  'dryRun',
  'fieldManager',
  'fieldValidation',
  'pretty',
  'force',
  'unknown',
];

const DELETING = [
  'gracePeriodSeconds',
  'propagationPolicy',
  'orphanDependents',
  'dryRun',
  'ignoreStoreReadErrorWithClusterBreakingPotential',
  'labelSelector',
  'limit',
  'resourceVersion',
];

function parameters(random: Random, names: string[]): string {
  const chosen = random.some(names, 1.5 / names.length);
  const texts = chosen.map(name => `${name}=${random.pick(VALUES)}`);
  if (random.chance(0.1)) {
    texts.push(random.pick(['&&', '=', '=x', 'limit', '?', ';', '%=1', '#']));
  }
  if (chosen.length > 0 && random.chance(0.1)) {
    texts.push(`${chosen[0]}=${random.pick(VALUES)}`);
  }
  return texts.join('&');
}

/** Query parameters of every verb. */
export const query: Category = (random, place) => {
  const { path, object } = sample(random, place);
  const text = JSON.stringify(object);
  switch (random.int(0, 5)) {
    case 0:
      return {
        method: 'GET',
        path: `${path}/${TARGET}?${parameters(random, READING)}`,
      };
    case 1:
      return withBody(
        'POST',
        `${path}?dryRun=All&${parameters(random, WRITING)}`,
        text,
      );
    case 2:
      return withBody(
        'PUT',
        `${path}/${TARGET}?dryRun=All&${parameters(random, WRITING)}`,
        text.replace(place.name, TARGET),
      );
    case 3:
      return {
        method: 'DELETE',
        path: `${path}/${random.pick([
          `${TARGET}?`,
          'missing?',
        ])}dryRun=All&${parameters(random, DELETING)}`,
      };
    default:
      return {
        method: 'GET',
        path: `${path}?${parameters(random, READING)}`,
      };
  }
};
