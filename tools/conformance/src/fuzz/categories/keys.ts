import { configMap, gadget, sample, TARGET } from '../objects';
import { Category, Place, withBody, YAML_TYPE } from '../request';

const KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
  'length',
];

/** A text, as an object literal could not hold these keys. */
function holding(key: string, value: string, { name, group }: Place) {
  const member = `${JSON.stringify(key)}:${value}`;
  const metadata = `"metadata":{"name":"${name}"}`;
  return [
    `{"apiVersion":"v1","kind":"ConfigMap",${metadata},"data":{${member}}}`,
    `{"apiVersion":"v1","kind":"ConfigMap",${metadata},${member}}`,
    `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"${name}","annotations":{${member}}}}`,
    `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"${name}",${member}}}`,
    `{${member},"apiVersion":"${group}/v1","kind":"Gadget",${metadata},"spec":{"size":"small","free":{${member}},"map":{${member}}}}`,
    `{"apiVersion":"${group}/v1","kind":"Gadget",${metadata},"spec":{"size":"small",${member}}}`,
  ];
}

/** Keys that mean something to JavaScript. */
export const keys: Category = (random, place) => {
  const key = random.pick(KEYS);
  const value = random.pick(['"x"', '{"polluted":"yes"}', 'null', '1', '[]']);
  const { path } = sample(random, place);
  switch (random.int(0, 5)) {
    case 0:
      return {
        method: random.pick(['GET', 'DELETE']),
        path: random.pick([
          `${path}/${key}`,
          `/api/v1/namespaces/${place.namespace}/${key}`,
          `/api/v1/${key}`,
          `/api/${key}`,
          `/apis/${key}`,
          `/apis/${key}/v1/things`,
          `/apis/apps/${key}/deployments`,
          `${path}/${TARGET}/${key}`,
          `/${key}`,
          `/openapi/v3/${key}`,
        ]),
      };
    case 1:
      return {
        method: 'GET',
        path: `${path}?${key}=1&labelSelector=${key}%3D1&fieldSelector=${random.pick(
          ['metadata.name', key],
        )}%3D${key}`,
      };
    case 2: {
      const operation = random.pick(['add', 'replace', 'remove', 'test']);
      const pointer = random.pick([
        `/${key}`,
        `/${key}/polluted`,
        `/metadata/${key}`,
        `/data/${key}`,
        `/constructor/prototype/polluted`,
      ]);
      return withBody(
        'PATCH',
        `${path}/${TARGET}?dryRun=All`,
        `[{"op":"${operation}","path":"${pointer}","value":${value}}]`,
        'application/json-patch+json',
      );
    }
    case 3: {
      const type = random.pick(['merge', 'strategic-merge']);
      return withBody(
        'PATCH',
        `${path}/${TARGET}?dryRun=All`,
        random.pick([
          `{"${key}":${value}}`,
          `{"metadata":{"${key}":${value}}}`,
          `{"metadata":{"annotations":{"${key}":${value}}}}`,
          `{"data":{"${key}":${value}}}`,
        ]),
        `application/${type}-patch+json`,
      );
    }
    default: {
      const text = random.pick(holding(key, value, place));
      const target = (text.includes('Gadget') ? gadget : configMap)(place);
      const validation = random.pick(['Ignore', 'Warn', 'Strict']);
      return withBody(
        'POST',
        `${target.path}?fieldValidation=${validation}`,
        text,
        random.pick(['application/json', YAML_TYPE]),
      );
    }
  }
};
