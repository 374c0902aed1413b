import { stringify } from 'yaml';
import { sample } from '../objects';
import { Category, Place, withBody, YAML_TYPE } from '../request';

const WHOLE = [
  '',
  '---',
  '--- \n---\n',
  '# only a comment',
  '...',
  'a: b: c',
  '\ta: 1',
  '- a\n- b',
  '[1, 2',
  '{a: 1',
  'a: "unclosed',
  'a: [}',
  '%YAML 9.9\n---\na: 1',
  '&a [*a]',
  '*missing',
  '!!python/object:x {}',
  '!!binary ///',
  '? [a]\n: b',
  'a: 1\na: 2',
  '\0',
  '\ufeffkind: ConfigMap',
  'text',
  '12',
  '~',
];

/** Values that YAML 1.1 and 1.2, or Go and JavaScript, may take differently. */
const SCALARS = [
  'yes',
  'No',
  'on',
  'OFF',
  'y',
  'n',
  'true',
  'True',
  '~',
  'null',
  'Null',
  '',
  '012',
  '0o14',
  '0x1F',
  '0b11',
  '1_000',
  '1e3',
  '1.5',
  '.5',
  '.inf',
  '-.Inf',
  '.nan',
  '12:30:45',
  '2020-01-02',
  '2020-01-02T03:04:05Z',
  '"quoted"',
  "'single'",
  '!!str 12',
  '!!int "12"',
  '!!binary aGVsbG8=',
  '|\n    block\n    text',
  '>\n    folded\n    text',
  '9007199254740993',
  '123456789012345678901234567890',
  '[a, b]',
  '{c: d}',
  '!local x',
  '<<',
  '=',
  '"\\u0041\\x41"',
  '"\\uD83D\\uDE00"',
  '@at',
  '`tick',
  '%percent',
];

function odd(place: Place, value: string, key: string): string {
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${place.name}
data:
  ${key}: ${value}
`;
}

/** YAML that is none, or whose values are easily taken for something else. */
export const malformedYaml: Category = (random, place) => {
  const { path, object } = sample(random, place);
  const maps = `/api/v1/namespaces/${place.namespace}/configmaps`;
  switch (random.int(0, 3)) {
    case 0:
      return withBody('POST', maps, random.pick(WHOLE), YAML_TYPE);
    case 1: {
      const key = random.pick(['key', '1', 'true', 'yes', '~', '"q"', '? a']);
      return withBody(
        'POST',
        maps,
        odd(place, random.pick(SCALARS), key),
        YAML_TYPE,
      );
    }
    case 2: {
      const text = stringify(object);
      const at = random.int(0, text.length);
      const piece = random.pick([
        ':',
        '\t',
        '"',
        '{',
        '- ',
        '&a ',
        '*a ',
        '\0',
      ]);
      return withBody(
        'POST',
        path,
        text.slice(0, at) + piece + text.slice(at + random.int(0, 1)),
        YAML_TYPE,
      );
    }
    default:
      return withBody(
        'POST',
        path,
        random.pick([
          // JSON is YAML.
          JSON.stringify(object),
          `${stringify(object)}---\n${stringify(object)}`,
          `---\n${stringify(object)}`,
          `${stringify(object)}...\n`,
          stringify(object).replace(/\n/g, '\r\n'),
          `x: &x {a: 1}\ny: {<<: *x}\n${stringify(object)}`,
        ]),
        YAML_TYPE,
      );
  }
};
