import { Category } from '../request';
import { contentTypes } from './contentTypes';
import { deletions } from './deletions';
import { duplicates } from './duplicates';
import { keys } from './keys';
import { kinds } from './kinds';
import { malformedJson } from './malformedJson';
import { malformedYaml } from './malformedYaml';
import { names } from './names';
import { nesting } from './nesting';
import { numbers } from './numbers';
import { patches } from './patches';
import { paths } from './paths';
import { query } from './query';
import { selectors } from './selectors';
import { sizes } from './sizes';
import { unicode } from './unicode';

/** All kinds of bad requests, and how often each is made. */
export const categories: Record<string, { make: Category; weight: number }> = {
  contentTypes: { make: contentTypes, weight: 8 },
  deletions: { make: deletions, weight: 4 },
  duplicates: { make: duplicates, weight: 6 },
  keys: { make: keys, weight: 8 },
  kinds: { make: kinds, weight: 6 },
  malformedJson: { make: malformedJson, weight: 10 },
  malformedYaml: { make: malformedYaml, weight: 8 },
  names: { make: names, weight: 8 },
  nesting: { make: nesting, weight: 2 },
  numbers: { make: numbers, weight: 8 },
  patches: { make: patches, weight: 10 },
  paths: { make: paths, weight: 8 },
  query: { make: query, weight: 8 },
  selectors: { make: selectors, weight: 8 },
  sizes: { make: sizes, weight: 0.3 },
  unicode: { make: unicode, weight: 6 },
};
