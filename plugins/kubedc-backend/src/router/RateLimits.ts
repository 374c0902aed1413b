import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { Request, RequestHandler, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { Route } from './Route';

const MINUTE_MS = 60_000;

/** A page that is open asks every few seconds; a run that is followed, every second. */
const READS_PER_MINUTE = 1200;

/** Nobody presses a button twice a second; a script that does waits. */
const WRITES_PER_MINUTE = 120;

/** Requests a person may send in a minute to one process of the backend. */
export interface RequestLimits {
  /** Reads, and questions about rights. */
  reads: number;
  /** Whatever may change something on a platform. */
  writes: number;
}

/** @throws Error naming the key when a limit is no whole number above zero. */
export function readRequestLimits(config: Config): RequestLimits {
  const limitOf = (key: string, standard: number) => {
    const path = `kubedc.limits.${key}`;
    const limit = config.getOptionalNumber(path) ?? standard;
    if (!Number.isInteger(limit) || limit < 1) {
      throw new Error(`${path} must be a whole number above 0`);
    }
    return limit;
  };
  return {
    reads: limitOf('readsPerMinute', READS_PER_MINUTE),
    writes: limitOf('writesPerMinute', WRITES_PER_MINUTE),
  };
}

/**
 * Keeps one person's script from taking the portal, and the platform's API behind it, from everybody. Counted by person
 * and not by address, as an office has one address; other backends are not limited.
 */
export class RateLimits {
  readonly #reads: RequestHandler;
  readonly #writes: RequestHandler;
  readonly #people = new WeakMap<Request, string>();

  constructor(limits: RequestLimits) {
    this.#reads = this.#limit(limits.reads);
    this.#writes = this.#limit(limits.writes);
  }

  /** False when the person has sent too many; the answer is given then. */
  admit(
    route: Pick<Route, 'limit' | 'method'>,
    credentials: BackstageCredentials,
    req: Request,
    res: Response,
  ): Promise<boolean> {
    const principal = credentials.principal as Partial<BackstageUserPrincipal>;
    if (principal.type !== 'user' || !principal.userEntityRef) {
      return Promise.resolve(true);
    }
    this.#people.set(req, principal.userEntityRef);
    const kind = route.limit ?? (route.method === 'get' ? 'reads' : 'writes');
    const limiter = kind === 'reads' ? this.#reads : this.#writes;
    return new Promise((resolve, reject) => {
      // Also when the person has gone before the answer was out.
      res.once('close', () => resolve(false));
      limiter(req, res, error => (error ? reject(error) : resolve(true)));
    });
  }

  #limit(limit: number): RequestHandler {
    return rateLimit({
      windowMs: MINUTE_MS,
      limit,
      standardHeaders: 'draft-7',
      legacyHeaders: false,
      keyGenerator: req => this.#people.get(req as Request) ?? '',
      handler: (_, res) => {
        res.status(429).json({
          error: {
            name: 'TooManyRequestsError',
            message: `You sent more than ${limit} requests in a minute; wait a moment`,
          },
          response: { statusCode: 429 },
        });
      },
    });
  }
}
