import { categories } from './categories';
import { Random } from './random';
import { FuzzRequest, Place } from './request';

/** A request of a run, with what it is meant to try. */
export interface Generated {
  index: number;
  category: string;
  request: FuzzRequest;
}

/** Where a run has its objects. */
export type Grounds = Omit<Place, 'name'>;

/**
 * Makes a request of a run. It depends on nothing but the seed and its index,
 * so that one of them can be looked at alone.
 */
export function generate(
  seed: number,
  index: number,
  grounds: Grounds,
  only?: string,
): Generated {
  const random = new Random(seed * 1_000_003 + index);
  const names = Object.keys(categories);
  const total = names.reduce((sum, name) => sum + categories[name].weight, 0);
  let rest = random.next() * total;
  const chosen =
    names.find(name => {
      rest -= categories[name].weight;
      return rest < 0;
    }) ?? names[0];
  const category = only ?? chosen;
  const place = { ...grounds, name: `f-${index}` };
  return {
    index,
    category,
    request: categories[category].make(random, place),
  };
}
