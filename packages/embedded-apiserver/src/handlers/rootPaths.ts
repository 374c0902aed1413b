import { ServedGroup } from '../discovery/groups';

/** The paths that are there whatever the server serves. */
const FIXED = [
  '/.well-known/openid-configuration',
  '/api',
  '/api/v1',
  '/apis',
  '/healthz',
  '/healthz/ping',
  '/livez',
  '/livez/ping',
  '/metrics',
  '/openapi/v2',
  '/openapi/v3',
  '/openid/v1/jwks',
  '/readyz',
  '/readyz/ping',
  '/readyz/shutdown',
  '/version',
];

/** All paths a client can go on from. */
export function rootPaths(groups: ServedGroup[]): string[] {
  const served = groups.flatMap(({ name, versions }) => [
    `/apis/${name}`,
    ...versions.map(version => `/apis/${name}/${version}`),
  ]);
  return [...FIXED, ...served].sort();
}
