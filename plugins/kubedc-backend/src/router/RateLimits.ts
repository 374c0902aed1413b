import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { CustomErrorBase } from '@backstage/errors';
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

/** Said to who has sent too much; answered with 429. */
export class TooManyRequestsError extends CustomErrorBase {
  name = 'TooManyRequestsError' as const;
  readonly statusCode = 429;
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

  /**
   * Counts a request, and says in the answer's headers how many more there may be.
   *
   * @throws TooManyRequestsError when the person has sent too many.
   */
  async admit(
    route: Pick<Route, 'limit' | 'method'>,
    credentials: BackstageCredentials,
    req: Request,
    res: Response,
  ): Promise<void> {
    const principal = credentials.principal as Partial<BackstageUserPrincipal>;
    if (principal.type !== 'user' || !principal.userEntityRef) {
      return;
    }
    this.#people.set(req, principal.userEntityRef);
    const kind = route.limit ?? (route.method === 'get' ? 'reads' : 'writes');
    const limiter = kind === 'reads' ? this.#reads : this.#writes;
    await new Promise<void>((resolve, reject) => {
      limiter(req, res, error => (error ? reject(error) : resolve()));
    });
  }

  #limit(limit: number): RequestHandler {
    return rateLimit({
      windowMs: MINUTE_MS,
      limit,
      standardHeaders: 'draft-7',
      legacyHeaders: false,
      keyGenerator: req => this.#people.get(req as Request) ?? '',
      // Not answered here: whoever asks goes on to the end also when the sender has gone and no answer is ever out.
      handler: (_, __, next) =>
        next(
          new TooManyRequestsError(
            `You sent more than ${limit} requests in a minute; wait a moment`,
          ),
        ),
    });
  }
}
