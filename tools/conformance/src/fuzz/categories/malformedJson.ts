import { sample } from '../objects';
import { Random } from '../random';
import { Category, withBody } from '../request';

const WHOLE = [
  '',
  ' ',
  '\n\t ',
  'null',
  'true',
  '0',
  '"text"',
  '[]',
  '[{}]',
  '{}',
  '{',
  '}',
  '{"',
  '{"a"',
  '{"a":',
  '{"a":}',
  '{a:1}',
  "{'a':1}",
  '{"a":1,}',
  '[1,]',
  '{"a":01}',
  '{"a":+1}',
  '{"a":.5}',
  '{"a":1.}',
  '{"a":NaN}',
  '{"a":Infinity}',
  '{"a":undefined}',
  '{"a":"\\x41"}',
  '{"a":"\\u12"}',
  '{"a":"\n"}',
  '{} {}',
  '{}x',
  '/* c */ {}',
  '\ufeff{}',
  '\0',
  '\0\0\0\0',
  '<xml/>',
  'kind: ConfigMap',
  'k8s\0',
];

const PIECES = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  '\0',
  '\ufeff',
  'null',
  '1e',
  '-',
  '\u2028',
  '\\ud800',
  "'",
  '//',
];

function broken(random: Random, text: string): string | Buffer {
  const at = random.int(0, text.length);
  switch (random.int(0, 6)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1);
    case 2:
      return text.slice(0, at) + random.pick(PIECES) + text.slice(at);
    case 3:
      return text + random.pick(['{', '}', ' x', '\0', text, ',', '\n\n']);
    case 4:
      return `\ufeff${text}`;
    case 5: {
      const bytes = Buffer.from(text);
      bytes[random.int(0, bytes.length - 1)] = random.int(0, 255);
      return bytes;
    }
    default: {
      const bytes = Buffer.from(text);
      bytes[random.int(0, bytes.length - 1)] = 0;
      return bytes;
    }
  }
}

/** JSON that is none, or that is not an object. */
export const malformedJson: Category = (random, place) => {
  const { path, object } = sample(random, place);
  const body = random.chance(0.3)
    ? random.pick(WHOLE)
    : broken(random, JSON.stringify(object));
  return withBody('POST', path, body);
};
