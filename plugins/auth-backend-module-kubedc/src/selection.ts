import { AuthenticationError } from '@backstage/errors';
import { decodeOAuthState } from '@backstage/plugin-auth-node';
import type {
  OAuthState,
  OAuthStateTransform,
} from '@backstage/plugin-auth-node';

/** The realm as it travels with a sign-in: by the names a person chose. */
export interface RealmSelection {
  installation: string;
  organization: string;
}

const SESSION = /^[-0-9a-f]{36}$/;

type KubedcState = OAuthState & Partial<RealmSelection>;

/**
 * Puts the realm into the OAuth state, which comes back with the code and is bound to the browser by its nonce.
 */
export function rememberSelection(
  select: (query: {
    installation?: string;
    organization?: string;
  }) => RealmSelection,
): OAuthStateTransform {
  return async (state, { req }) => {
    const { installation, organization } = select({
      installation: textOf(req.query.installation),
      organization: textOf(req.query.organization),
    });
    const transformed: KubedcState = { ...state, installation, organization };
    return { state: transformed };
  };
}

/** The realm of a sign-in in progress. */
export function selectionOfState(encoded: string): Partial<RealmSelection> {
  const { installation, organization }: KubedcState = decodeOAuthState(encoded);
  return { installation, organization };
}

/** A session as the browser keeps it beside its refresh token: at which realm, and which one of ours. */
export interface SessionHandle {
  selection: RealmSelection;
  /** Our own name of the session, the same as long as it lasts. */
  session: string;
}

/** Names realm and session in the refresh token that the browser keeps, so that it goes back to the same ones. */
export function wrapRefreshToken(
  { selection, session }: SessionHandle,
  token: string,
): string {
  return [
    encodeURIComponent(selection.installation),
    encodeURIComponent(selection.organization),
    session,
    token,
  ].join(' ');
}

/**
 * @throws AuthenticationError when it is not a token of ours.
 */
export function unwrapRefreshToken(
  wrapped: string,
): SessionHandle & { token: string } {
  const [first, second, session, ...rest] = wrapped.split(' ');
  const [installation, organization] = [first, second].map(decoded);
  const token = rest.join(' ');
  if (!installation || !organization || !SESSION.test(session) || !token) {
    throw new AuthenticationError('The session names no realm');
  }
  return { selection: { installation, organization }, session, token };
}

/** Nothing for what is no encoded text, as in a cookie that somebody wrote by hand. */
function decoded(text = ''): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
