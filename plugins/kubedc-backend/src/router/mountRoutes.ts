import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type {
  Request,
  RequestHandler,
  Response,
  Router as ExpressRouter,
} from 'express';
import Router from 'express-promise-router';
import type { PersonTokens } from '../access/PersonTokens';
import type { PolicyService } from '../access/PolicyService';
import type { RateLimits } from './RateLimits';
import type { Handler, Route } from './Route';
import { jsonBody, requireSound } from './validate';

/** Puts routes on an Express router: who it is, how often, what the policy says, then the body, then the handler. */
export function mountRoutes<N extends string>(
  routes: Readonly<Record<N, Route>>,
  handlers: Readonly<Record<N, Handler>>,
  services: {
    httpAuth: HttpAuthService;
    policy: PolicyService;
    tokens: PersonTokens;
    limits: RateLimits;
  },
): ExpressRouter {
  const { httpAuth, policy, tokens, limits } = services;
  const router = Router();

  for (const name of Object.keys(routes) as N[]) {
    const route: Route = routes[name];
    const handler: RequestHandler = async (req, res) => {
      const credentials = await httpAuth.credentials(req, {
        allow: [...route.allow],
      });
      await limits.admit(route, credentials, req, res);
      requireSound({ ...req.params, ...req.query }, 'query');
      tokens.take(req, credentials);
      if (route.permission) {
        await policy.require(route.permission, credentials);
      }
      if (route.body) {
        await bodyOf(req, res);
      }
      if (route.sensitive) {
        res.set('cache-control', 'no-store');
      }
      const answer = await handlers[name]({ credentials, req, res });
      if (answer !== undefined) {
        res.json(answer);
      }
    };
    router[route.method](route.path, handler);
  }
  return router;
}

function bodyOf(req: Request, res: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    jsonBody(req, res, error => (error ? reject(error) : resolve()));
  });
}
