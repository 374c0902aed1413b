import { sample } from '../objects';
import { Category, withBody, YAML_TYPE } from '../request';

/** Fields given twice, or unknown, or in another case. */
export const duplicates: Category = (random, place) => {
  const { path, object } = sample(random, place);
  const validation = random.pick(['Ignore', 'Warn', 'Strict']);
  const extra = random.pick([
    '"kind":"Other"',
    `"kind":"${object.kind}"`,
    '"apiVersion":"v9"',
    '"metadata":{"name":"other-name"}',
    '"data":{"key":"a","key":"b"}',
    '"spec":{"size":"small","size":"large"}',
    '"metadata":{"labels":{"a":"1","a":"2"}}',
    '"Kind":"ConfigMap"',
    '"DATA":{}',
    '"Metadata":{}',
    '"unknown":1,"unknown":2',
    '"unknown":{"a":1,"a":2}',
    '"":1',
  ]);
  const text = JSON.stringify(object);
  const body = random.chance(0.5)
    ? text.replace(/}$/, `,${extra}}`)
    : text.replace('{', `{${extra},`);
  const type = random.chance(0.8) ? undefined : YAML_TYPE;
  return withBody(
    'POST',
    `${path}?dryRun=All&fieldValidation=${validation}`,
    body,
    type,
  );
};
