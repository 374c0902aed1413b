import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import type { KubedcResourcePermission } from '@kubedc/backstage-plugin-kubedc-common';
import type { Request, Response } from 'express';

/** One request to a route, from somebody the route lets in. */
export interface RouteCall {
  credentials: BackstageCredentials;
  req: Request;
  res: Response;
}

/** Answers a request: with what goes out as JSON, or with nothing when it has answered itself. */
export type Handler = (call: RouteCall) => Promise<unknown>;

/**
 * A route of the plugin. All there is to know about who gets in stands here and not in the handler, so that the whole
 * surface can be gone through, by people and by tests.
 */
export interface Route {
  method: 'get' | 'post' | 'put' | 'delete';
  /** Below the plugin's address, as Express writes it. */
  path: string;
  /** Who may call: people, other plugins. */
  allow: ReadonlyArray<'user' | 'service'>;
  /**
   * What the portal's own policy must give before the handler is called; where it is about resources, on some of them.
   * On which, the handler sees to.
   */
  permission?: BasicPermission | KubedcResourcePermission;
  /** How often a person may call: as `reads` or as `writes`. Default: by the method. */
  limit?: 'reads' | 'writes';
  /** Takes a JSON object; whatever else comes is a 400. */
  body?: boolean;
  /** The answer holds what only this person may see: nothing on the way keeps it. */
  sensitive?: boolean;
}
