import { sample, TARGET } from '../objects';
import { Category, withBody, YAML_TYPE } from '../request';

/** Bodies that are nested deeply. */
export const nesting: Category = (random, place) => {
  const { path, object } = sample(random, place);
  const depth = random.pick([10, 100, 1_000, 5_000, 9_990, 10_001, 50_000]);
  const [open, close] = random.pick([
    ['[', ']'],
    ['{"a":', '}'],
    ['[{"a":', '}]'],
  ]);
  const deep =
    open.repeat(depth) + random.pick(['1', '{}', '""']) + close.repeat(depth);
  const isGadget = object.kind === 'Gadget';
  const text = JSON.stringify({
    ...object,
    [isGadget ? 'spec' : 'data']: isGadget
      ? { size: 'small', free: { deep: '@' } }
      : { deep: '@' },
    ...(random.chance(0.3) && { unknown: '@' }),
  }).replace(/"@"/g, () => deep);
  switch (random.int(0, 4)) {
    case 0:
      return withBody('POST', path, deep);
    case 1:
      // A patch that is nested more deeply keeps a real server busy for minutes.
      if (depth > 1_000) {
        return withBody('POST', path, deep);
      }
      return withBody(
        'PATCH',
        `${path}/${TARGET}?dryRun=All`,
        text,
        'application/merge-patch+json',
      );
    case 2:
      return depth > 1_000
        ? withBody('POST', `${path}?dryRun=All`, text)
        : withBody('POST', `${path}?dryRun=All`, text, YAML_TYPE);
    default:
      return withBody('POST', `${path}?dryRun=All`, text);
  }
};
