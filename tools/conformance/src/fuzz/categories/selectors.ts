import { sample } from '../objects';
import { Category } from '../request';

const TOKENS = [
  'a',
  'app',
  'fuzz',
  'x/y',
  'Ü',
  '=',
  '==',
  '!=',
  '!',
  ' in ',
  ' notin ',
  '(',
  ')',
  ',',
  ' ',
  '>',
  '<',
  '1',
  '-1',
  '"',
  '\\',
  '\\,',
  'metadata.name',
  'metadata.namespace',
  'spec.nothing',
  'status.phase',
  '__proto__',
  '\n',
  'a'.repeat(64),
];

/** Selectors by a random grammar, some of them huge. */
export const selectors: Category = (random, place) => {
  const { path } = sample(random, place);
  let text = '';
  const huge = random.chance(0.05);
  if (huge) {
    const count = random.pick([100, 400]);
    text = random.pick([
      `a in (${Array.from({ length: count }, (_, i) => `v${i}`).join(',')})`,
      Array.from({ length: count }, (_, i) => `k${i}!=v`).join(','),
      `a=${'x'.repeat(count * 10)}`,
    ]);
  } else if (random.chance(0.4)) {
    text = random.pick([
      'a',
      '!a',
      'a=b',
      'a==b',
      'a!=b',
      'a in (b)',
      'a in (b,c)',
      'a notin (b)',
      'a in ()',
      'a>1',
      'a<1',
      'a>x',
      'a=,b=',
      'a in (,)',
      'metadata.name=x',
      'metadata.name!=target',
      'metadata.name=target,metadata.namespace!=x',
    ]);
  } else {
    for (let i = random.int(1, 6); i > 0; i--) {
      text += random.pick(TOKENS);
    }
  }
  const name = random.chance(0.7) ? 'labelSelector' : 'fieldSelector';
  return {
    method: 'GET',
    path: `${path}?${name}=${encodeURIComponent(text)}`,
  };
};
