import type { OAuth2Session } from '@backstage/core-app-api';
import type {
  BackstageUserIdentity,
  ProfileInfo,
} from '@backstage/frontend-plugin-api';

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
 * @throws an error of the name the backend gave when it refused.
 */
export function readSession(answer: unknown): OAuth2Session {
  const { profile, providerInfo, backstageIdentity, error } =
    answer as AuthResponse;
  if (error) {
    throw Object.assign(new Error(error.message ?? 'Sign-in failed'), {
      name: error.name ?? 'Error',
    });
  }
  return {
    profile,
    providerInfo: {
      idToken: providerInfo.idToken,
      accessToken: providerInfo.accessToken,
      scopes: new Set(providerInfo.scope.split(/[\s,]+/).filter(Boolean)),
      expiresAt: expiryOf(providerInfo.expiresInSeconds),
    },
    ...(backstageIdentity && {
      backstageIdentity: {
        token: backstageIdentity.token,
        identity: backstageIdentity.identity,
        expiresAt: expiryOf(backstageIdentity.expiresInSeconds),
      },
    }),
  };
}

function expiryOf(seconds: number | undefined): Date | undefined {
  return seconds ? new Date(Date.now() + seconds * 1000) : undefined;
}
