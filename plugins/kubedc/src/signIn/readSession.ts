import type {
  BackstageIdentityResponse,
  BackstageUserIdentity,
  ProfileInfo,
} from '@backstage/frontend-plugin-api';
import { namedError } from './errors';

/** A person's session, with the tokens it has at the moment. */
export interface KubedcSession {
  profile: ProfileInfo;
  /** The realm's tokens. */
  idToken: string;
  accessToken: string;
  backstageIdentity: BackstageIdentityResponse;
  /** When the tokens came, in milliseconds since the epoch. */
  obtainedAt: number;
  /** When the first of them ends, in milliseconds since the epoch. */
  expiresAt: number;
}

/** What the auth backend answers to a sign-in or a refresh. */
interface AuthResponse {
  profile: ProfileInfo;
  providerInfo: {
    idToken: string;
    accessToken: string;
    scope: string;
    /** Seconds. */
    expiresInSeconds?: number;
  };
  backstageIdentity?: {
    token: string;
    identity: BackstageUserIdentity;
    /** Seconds. */
    expiresInSeconds?: number;
  };
  error?: { name?: string; message?: string };
}

/**
 * Reads what the auth backend answers to a sign-in or a refresh.
 *
 * @throws an error of the name the backend gave when it refused.
 */
export function readSession(
  answer: unknown,
  now: number = Date.now(),
): KubedcSession {
  const { profile, providerInfo, backstageIdentity, error } =
    answer as AuthResponse;
  if (error) {
    throw namedError(error.name ?? 'Error', error.message ?? 'Sign-in failed');
  }
  if (!backstageIdentity) {
    throw new Error('The sign-in service told no identity');
  }
  const { token, identity, expiresInSeconds } = backstageIdentity;
  const lifetimes = [providerInfo.expiresInSeconds, expiresInSeconds];
  const seconds = Math.min(...lifetimes.map(each => each || Infinity));
  const expiresAt = now + seconds * 1000;
  return {
    profile,
    idToken: providerInfo.idToken,
    accessToken: providerInfo.accessToken,
    backstageIdentity: {
      token,
      identity,
      ...(Number.isFinite(expiresAt) && { expiresAt: new Date(expiresAt) }),
    },
    obtainedAt: now,
    expiresAt,
  };
}
