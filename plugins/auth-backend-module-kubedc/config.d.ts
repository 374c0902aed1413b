import { HumanDuration } from '@backstage/types';

export interface Config {
  auth?: {
    providers?: {
      /**
       * Sign-in with the realms of the installations in `kubedc.installations`. Issuers, clients and secrets are
       * theirs, so an empty block is enough; else the keys below stand under the name of `auth.environment`.
       */
      kubedc?: {
        [authEnv: string]: {
          /** Address that the realms redirect to. Default: `{backend.baseUrl}/api/auth/kubedc/handler/frame`. */
          callbackUrl?: string;
          /** How long a request to an issuer may take. Default: 10 seconds. */
          timeout?: HumanDuration | string;
          /** The OIDC parameter `prompt`; `auto` sends none. Default: `auto`. */
          prompt?: string;
          /** Default: `client_secret_basic`, or `none` where the installation has no `clientSecret`. */
          tokenEndpointAuthMethod?: string;
          /** Default: `RS256`. */
          tokenSignedResponseAlg?: string;
          additionalScopes?: string | string[];
          /** How long the browser keeps the session. */
          sessionDuration?: HumanDuration | string;
        };
      };
    };
  };
}
