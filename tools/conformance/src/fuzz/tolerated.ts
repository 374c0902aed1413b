import { Generated } from './generate';
import { Outcome } from './outcome';

/** A difference that is there on purpose. */
export interface Tolerated {
  why: string;
  matches(generated: Generated, real: Outcome, embedded: Outcome): boolean;
}

const text = ({ request }: Generated) =>
  `${request.path} ${request.body?.toString() ?? ''}`;

const isYaml = ({ request }: Generated) =>
  request.headers?.['content-type']?.includes('yaml') === true;

/** All of them. */
export const tolerated: Tolerated[] = [
  {
    why: 'the embedded server leaves out every key __proto__, so that it cannot do harm',
    matches: generated => text(generated).includes('__proto__'),
  },
  {
    why: 'the real server hangs up without an answer',
    matches: (_, real, embedded) =>
      real.code === 0 &&
      real.reason === 'socket hang up' &&
      embedded.code === 400,
  },
  {
    why: 'YAML that is nested a thousand times is refused earlier',
    matches: (generated, _, embedded) =>
      generated.category === 'nesting' &&
      isYaml(generated) &&
      embedded.code === 400,
  },
  {
    why: 'a line break of YAML 1.1 within a quoted key is taken',
    matches: (generated, real) =>
      isYaml(generated) &&
      /[\u0085\u2028\u2029]/.test(text(generated)) &&
      real.code === 400,
  },
  {
    why: 'a field that is given twice is checked as it is in the end only',
    matches: (generated, real, embedded) =>
      generated.category === 'duplicates' &&
      real.code === 400 &&
      [201, 422].includes(embedded.code),
  },
  {
    why: 'JavaScript does not tell 1.0 from 1 in a custom resource',
    matches: (generated, real) =>
      /[:"]-?\d+(\.\d+|e[-\d]+)/i.test(text(generated)) &&
      /gadgets/.test(generated.request.path) &&
      real.code === 422,
  },
];
