import { Generated } from './generate';
import { Outcome } from './outcome';

/** A difference that is there on purpose. */
export interface Tolerated {
  why: string;
  matches(generated: Generated, real: Outcome, embedded: Outcome): boolean;
}

const text = ({ request }: Pick<Generated, 'request'>) =>
  `${request.path} ${request.body?.toString() ?? ''}`;

const isYaml = ({ request }: Generated) =>
  request.headers?.['content-type']?.includes('yaml') === true;

/** Details in which nothing is said twice. */
function distinct(details = '{}'): string {
  const { causes = [], ...rest } = JSON.parse(details);
  return JSON.stringify({ ...rest, causes: [...new Set(causes)] });
}

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
      embedded.code >= 400,
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
    why: 'the real server answers a malformed HEAD with a body, which HTTP forbids',
    matches: ({ request }, real, embedded) =>
      request.method === 'HEAD' &&
      real.code === 0 &&
      real.reason?.startsWith('Parse Error') === true &&
      embedded.code === 400,
  },
  {
    why: 'fields of an object whose kind is wrong are not read any more',
    matches: (generated, real, embedded) =>
      generated.category === 'kinds' &&
      real.code === 400 &&
      embedded.details?.includes('FieldValueInvalid kind') === true,
  },
  {
    why: 'a patch tells an unchangeable field once, not twice',
    matches: ({ request }, real, embedded) =>
      request.method === 'PATCH' &&
      distinct(real.details) === distinct(embedded.details) &&
      real.code === embedded.code,
  },
  {
    why: 'a custom resource that is nested 10,000 times is refused earlier',
    matches: (generated, _, embedded) =>
      generated.category === 'nesting' && embedded.code === 400,
  },
  {
    why: 'a try (dry run) of an object with a resourceVersion is refused as the creation is',
    matches: ({ request }, real, embedded) =>
      request.path.includes('dryRun=All') &&
      text({ request }).includes('"resourceVersion":"') &&
      real.code === 201 &&
      embedded.code === 500,
  },
  {
    why: 'a path with parts that are empty or dots may be another 4xx',
    matches: ({ request }, real, embedded) =>
      /\/\/|\/\.{1,2}(\/|\?|$)|%2f|%2e/i.test(request.path) &&
      [real.code, embedded.code].every(code => code >= 400),
  },
  {
    why: 'an unusual method is refused with 404 or 405',
    matches: ({ request }, real, embedded) =>
      ['HEAD', 'OPTIONS', 'PROPFIND', 'SEARCH', 'LINK'].includes(
        request.method,
      ) && [real.code, embedded.code].every(code => [404, 405].includes(code)),
  },
  {
    why: 'a whole number that does not fit wraps around in a strategic patch',
    matches: ({ request }, real) =>
      request.headers?.['content-type'] ===
        'application/strategic-merge-patch+json' &&
      /-?\d{10,}/.test(text({ request })) &&
      [200, 422].includes(real.code),
  },
  {
    why: 'JavaScript does not tell 2^63 from 2^63 - 1',
    matches: generated => /922337203685477580[78]/.test(text(generated)),
  },
  {
    why: 'a write of the status does not look at the rest',
    matches: ({ request }, real, embedded) =>
      request.path.includes('/status?') &&
      [real.code, embedded.code].every(code => [200, 422].includes(code)),
  },
  {
    why: 'a list is not read as bytes',
    matches: (generated, real) =>
      /secrets/.test(generated.request.path) &&
      text(generated).includes(':[]') &&
      real.code < 300,
  },
  {
    why: 'a field selector without a field is refused',
    matches: ({ request }, real, embedded) =>
      /fieldSelector=.*(%3D|%2C)/.test(request.path) &&
      real.code === 200 &&
      embedded.code === 400,
  },
  {
    why: 'the old way to watch a custom resource is not found, which the real server breaks over',
    matches: ({ request }, real, embedded) =>
      /\/v1\/watch[/?]/.test(request.path) &&
      real.code === 500 &&
      embedded.code === 404,
  },
  {
    why: 'JavaScript does not tell 1.0 from 1 in a custom resource',
    matches: (generated, real) =>
      /[:"]-?\d+(\.\d+|e[-\d]+)/i.test(text(generated)) &&
      /gadgets/.test(generated.request.path) &&
      real.code === 422,
  },
];
