import { TARGET } from '../objects';
import { Category, withBody } from '../request';

const METHODS = ['GET', 'GET', 'GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD'];
const RARE = ['OPTIONS', 'PROPFIND', 'SEARCH', 'LINK'];
const SEGMENTS = [
  'api',
  'apis',
  'v1',
  'v2',
  'apps',
  'namespaces',
  'configmaps',
  'deployments',
  'nodes',
  'nothing',
  'status',
  'scale',
  'watch',
  'proxy',
  'finalize',
  'binding',
  'version',
  'healthz',
  'livez',
  'readyz',
  'ping',
  'openapi',
  'v3',
  '.well-known',
  'openid-configuration',
  'metadata',
  'x',
  '.',
  '..',
  '%2e%2e',
  '%2F',
  '%00',
  '%',
  '%zz',
  '%C3%BC',
  '~',
  '*',
  ':',
  '',
  'UPPER',
  'a'.repeat(300),
];

/** Paths and methods that there are not. */
export const paths: Category = (random, { namespace, group, name }) => {
  const inNamespace = `/api/v1/namespaces/${namespace}`;
  const known = [
    `${inNamespace}/configmaps/${TARGET}`,
    `${inNamespace}/configmaps`,
    `${inNamespace}`,
    `/apis/apps/v1/namespaces/${namespace}/deployments/${TARGET}/scale`,
    `/apis/apps/v1/namespaces/${namespace}/deployments/${TARGET}/status`,
    `/apis/${group}/v1/namespaces/${namespace}/gadgets/${TARGET}`,
    `/apis/${group}/v1/namespaces/${namespace}/gadgets/${TARGET}/scale`,
    `/apis/${group}/v1`,
    '/api/v1/nodes',
    '/apis/apps/v1/deployments',
  ];
  let path: string;
  switch (random.int(0, 3)) {
    case 0:
      path = `/${Array.from({ length: random.int(0, 7) }, () =>
        random.pick(SEGMENTS),
      ).join('/')}`;
      break;
    case 1: {
      const parts = random.pick(known).split('/');
      parts.splice(
        random.int(1, parts.length),
        random.int(0, 1),
        random.pick(SEGMENTS),
      );
      path = parts.join('/');
      break;
    }
    case 2:
      path = random.pick(known) + random.pick(['/', '//', '/.', '/..', '%20']);
      break;
    default:
      path = random.pick(known);
  }
  const method = random.chance(0.1) ? random.pick(RARE) : random.pick(METHODS);
  // Nothing that others use may be changed.
  const target = `${path || '/'}${path.includes('?') ? '&' : '?'}dryRun=All`;
  return ['POST', 'PUT', 'PATCH'].includes(method)
    ? withBody(
        method,
        target,
        JSON.stringify({ metadata: { name } }),
        method === 'PATCH' ? 'application/merge-patch+json' : undefined,
      )
    : { method, path: target };
};
