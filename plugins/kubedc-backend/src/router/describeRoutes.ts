import type { Route } from './Route';
import { routes } from './routes';

/** A route of the `kubedc` plugin and who is let in. */
export type RouteDescription = Pick<Route, 'method' | 'path' | 'allow'> & {
  /** Name of the permission that is asked first. */
  permission?: string;
};

/** All routes of the plugin, as they are served. */
export function describeRoutes(): RouteDescription[] {
  return Object.values<Route>(routes).map(
    ({ method, path, allow, permission }) => ({
      method,
      path,
      allow,
      permission: permission?.name,
    }),
  );
}
