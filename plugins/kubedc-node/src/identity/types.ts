import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { KubernetesIdentity } from '../transport/types';

/**
 * Who a Backstage user is on a Kube-DC platform, as the sign-in resolver wrote it into the token's claim `kubedc`.
 *
 * @public
 */
export interface KubedcIdentity extends KubernetesIdentity {
  /** The installation whose realm the person signed in with. */
  installation: string;
}

/**
 * Turns Backstage credentials into a Kube-DC identity. The claim is read back from the auth module that issued the token; no
 * claim, no identity: ownership refs are never used, nor claims of other providers.
 *
 * @public
 */
export interface IdentityService {
  /** The person's identity, or undefined when they did not sign in with a Kube-DC realm. */
  find(credentials: BackstageCredentials): Promise<KubedcIdentity | undefined>;
  /**
   * The person's identity on one installation.
   *
   * @throws NotAllowedError when the person has none there.
   */
  require(
    credentials: BackstageCredentials,
    installation: string,
  ): Promise<KubedcIdentity>;
}
