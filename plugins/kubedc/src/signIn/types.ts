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
 * Sign-in with the realms of Kube-DC platforms.
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
  };
