import type {
  BackstageIdentityApi,
  BackstageIdentityResponse,
  OAuthApi,
  OpenIdConnectApi,
  ProfileInfoApi,
  SessionApi,
} from '@backstage/frontend-plugin-api';

/**
 * What a person chooses on the sign-in page.
 *
 * @public
 */
export interface RealmChoice {
  /** Name in `kubedc.installations`. */
  installation: string;
  /** The organization, or the platform's realm for its administrators. */
  organization: string;
}

/**
 * Why a session is over that the person did not end on this page.
 *
 * @public
 */
export interface SessionEnd {
  /** What the backend said, where it said more than that the session is over. */
  reason?: string;
}

/**
 * Sign-in with the realms of Kube-DC platforms. Tokens are refreshed before they end; while the sign-in server is away
 * those that are still good are handed out.
 *
 * @public
 */
export type KubedcAuthApi = OAuthApi &
  OpenIdConnectApi &
  ProfileInfoApi &
  BackstageIdentityApi &
  SessionApi & {
    /**
     * Opens the sign-in window of a realm.
     *
     * @throws an error named `PopupClosedError` when the person closed it, `PopupRejectedError` when the browser blocked
     * it, and otherwise what the backend answered.
     */
    signInWith(realm: RealmChoice): Promise<BackstageIdentityResponse>;
    /** The realm this browser last signed in with. */
    lastChoice(): RealmChoice | undefined;
    /** Set while the session of the page is over and the person has not signed in again. */
    sessionEnd(): SessionEnd | undefined;
    /**
     * Tells when {@link KubedcAuthApi.sessionEnd} changes. Who listens also asks the person to sign in again; while nobody
     * does, the page loads anew when a session ends, which leads to the sign-in page.
     *
     * @returns a function that ends it.
     */
    onSessionEnd(listener: () => void): () => void;
  };
