import { CustomErrorBase } from '@backstage/errors';

/**
 * The person's own token has ended, or the platform does not take it any longer.
 *
 * @public
 */
export class SessionEndedError extends CustomErrorBase {
  readonly name = 'SessionEndedError' as const;
  /** Status code with which Backstage's error middleware answers. */
  readonly statusCode = 401;

  constructor(message = 'Your session ended; sign in again') {
    super(message);
  }
}

/**
 * An installation of identity mode `oidc` was asked for something that only the person may do, and the request brought
 * no token of theirs.
 *
 * @public
 */
export class MissingTokenError extends CustomErrorBase {
  readonly name = 'MissingTokenError' as const;
  /** Status code with which Backstage's error middleware answers. */
  readonly statusCode = 401;

  constructor() {
    super(
      'This platform takes only your own token, and the request brought none; sign in to the portal again',
    );
  }
}
