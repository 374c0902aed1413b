import type { AuthenticationConfiguration } from '@kubedc/embedded-apiserver';
import { apiAudienceOf, PUBLIC_CLIENT } from '../oidc';
import { realmPrefix } from '../people';

/** Who issues tokens that an API server trusts. */
export type TrustedIssuers = {
  /** Issuer of a realm. */
  issuer(realm: string): string;
  /** PEM of what the issuers' certificate is of. */
  authority: string;
};

/**
 * What makes an API server trust realms: a token of alice in the realm `acme`
 * stands for `acme:alice` and her groups, each with the same prefix.
 */
export function authenticationOf(
  realms: string[],
  { issuer, authority }: TrustedIssuers,
): AuthenticationConfiguration {
  return {
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'AuthenticationConfiguration',
    jwt: realms.map(realm => {
      const prefix = `${realmPrefix(realm)}:`;
      return {
        issuer: {
          url: issuer(realm),
          // The portal's tokens are for it by their audience, not by whom they were issued to.
          audiences: [...new Set([PUBLIC_CLIENT, apiAudienceOf(realm)])],
          audienceMatchPolicy: 'MatchAny',
          certificateAuthority: authority,
        },
        claimMappings: {
          username: { claim: 'preferred_username', prefix },
          groups: { claim: 'groups', prefix },
        },
      };
    }),
  };
}
