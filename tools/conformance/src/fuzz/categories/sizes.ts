import { configMap, gadget, TARGET } from '../objects';
import { Category, JSON_TYPE, withBody, YAML_TYPE } from '../request';

const MB = 1024 * 1024;

/** Bodies that are too large for one limit or another. */
export const sizes: Category = (random, place) => {
  const [size, type] = random.pick([
    [MB - 2_000, JSON_TYPE],
    [MB + 1, JSON_TYPE],
    [2 * MB, JSON_TYPE],
    [3 * MB + 1, JSON_TYPE],
    [4 * MB, JSON_TYPE],
    [4 * MB, YAML_TYPE],
    [4 * MB, 'application/merge-patch+json'],
  ] as const);
  const isMap = random.chance(0.7);
  const { path, object } = (isMap ? configMap : gadget)(place);
  const filling = 'x'.repeat(size);
  if (isMap) {
    object.data.key = filling;
  } else {
    object.spec.free.any = filling;
  }
  const text = JSON.stringify(object);
  return type.endsWith('patch+json')
    ? withBody('PATCH', `${path}/${TARGET}?dryRun=All`, text, type)
    : withBody('POST', `${path}?dryRun=All`, text, type);
};
