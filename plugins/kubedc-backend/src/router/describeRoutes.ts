import { createRoutes, type RouterOptions } from './createRouter';
import type { Route } from './Route';

/** Refuses to be used: what is described is not called. */
const absent: unknown = new Proxy(
  {},
  {
    get(_, name) {
      throw new TypeError(`${String(name)} is not there in a description`);
    },
  },
);

/** A route of the `kubedc` plugin and who is let in. */
export type RouteDescription = Pick<Route, 'method' | 'path' | 'allow'> & {
  /** Name of the permission that is asked first. */
  permission?: string;
};

/** All routes of the plugin, as they are served. */
export function describeRoutes(): RouteDescription[] {
  const options = new Proxy({} as RouterOptions, {
    get: () => absent,
  });
  return createRoutes(options).map(({ method, path, allow, permission }) => ({
    method,
    path,
    allow,
    permission: permission?.name,
  }));
}
