import { configMap, gadget, Json } from '../objects';
import { Category, withBody, YAML_TYPE } from '../request';

const TEXTS = [
  'ü',
  '日本語',
  '\u0000',
  '\u0001\u001f\u007f',
  '\u2028\u2029',
  '\ufeff',
  '\ufffd',
  '\ud83d\ude00',
  '\u202e abc',
  'e\u0301',
  '<script>&\'"',
  '\\u0041',
];

/** Escapes of JSON that stand for no character. */
const LONE = [
  '\\ud800',
  '\\udc00',
  '\\ud800x',
  '\\ud800\\ud800',
  '\\uDBFF\\u0041',
];

/** Texts of all the world, whole and broken. */
export const unicode: Category = (random, place) => {
  const isMap = random.chance(0.6);
  const { path, object } = (isMap ? configMap : gadget)(place);
  const text = random.pick(TEXTS);
  const spots: ((o: Json) => void)[] = [
    o => {
      o.metadata.annotations = { a: text };
    },
    o => {
      o.metadata.annotations = { [text]: 'a' };
    },
    o => {
      o.metadata.labels = { a: text };
    },
    o => {
      (isMap ? o.data : o.spec.free)[text] = text;
    },
    o => {
      (isMap ? o.data : o.spec).size = text;
    },
    o => {
      o[text] = text;
    },
  ];
  random.pick(spots)(object);
  let body: string | Buffer = JSON.stringify(object);
  if (random.chance(0.3)) {
    body = body.replace('value', random.pick(LONE));
  } else if (random.chance(0.3)) {
    const bad = random.pick([[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xc0, 0x80]]);
    const [before, after = ''] = body.split('value');
    body = Buffer.concat([
      Buffer.from(before),
      Buffer.from(bad),
      Buffer.from(after),
    ]);
  }
  const type = random.pick(['application/json', YAML_TYPE]);
  return withBody('POST', `${path}?fieldValidation=Warn`, body, type);
};
