import type {
  AuthService,
  HttpRouterService,
} from '@backstage/backend-plugin-api';
import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import { proofOfLimitedToken } from './proof';
import type { SignInStore } from './SignInStore';

type Handler = Parameters<HttpRouterService['use']>[0];

/**
 * Answers `GET /api/auth/kubedc/identity`: what the person whose token comes with the request is on a platform, in the
 * form of the auth backend's own userinfo. A token that did not come of a sign-in with a realm has no claim, whoever it
 * says it is of.
 *
 * @param options.exclusive - whether `kubedc` is the only provider there is. Then a token that another one than the
 * portal got, as agents do with the person's consent, can only be of somebody who signed in with a realm.
 */
export function createIdentityRoute(options: {
  auth: AuthService;
  store: SignInStore;
  exclusive: boolean;
}): Handler {
  const { auth, store, exclusive } = options;

  const answer = async (authorization: string | undefined) => {
    const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
    if (!token) {
      throw new AuthenticationError('A token is required');
    }
    const credentials = await auth.authenticate(token, {
      allowLimitedAccess: true,
    });
    if (!auth.isPrincipal(credentials, 'user')) {
      throw new NotAllowedError('Only people are somebody on a platform');
    }
    const { userEntityRef } = credentials.principal;
    const limited = await auth.getLimitedUserToken(credentials);
    const signIn = await store.findByProof(proofOfLimitedToken(limited.token));
    const claim =
      signIn || !exclusive
        ? signIn?.claim
        : await store.findLastOf(userEntityRef);
    return { claims: { sub: userEntityRef, ...(claim && { kubedc: claim }) } };
  };

  return (req, res, next) => {
    if (req.method !== 'GET' || req.path !== '/kubedc/identity') {
      next();
      return;
    }
    answer(req.headers.authorization)
      .then(body => res.set('cache-control', 'no-store').json(body))
      .catch(next);
  };
}
