/**
 * Where a part of a user's identity is taken from: a claim, or a CEL expression
 * over `claims`.
 *
 * @public
 */
export interface ClaimOrExpression {
  claim?: string;
  expression?: string;
}

/**
 * As {@link ClaimOrExpression}, with what is put before the claim's value. A
 * claim needs a prefix, which may be empty; an expression has none.
 *
 * @public
 */
export interface PrefixedClaimOrExpression extends ClaimOrExpression {
  prefix?: string;
}

/**
 * An issuer of JSON Web Tokens.
 *
 * @public
 */
export interface JwtIssuer {
  /** What `iss` must be, and where the issuer's configuration is found. */
  url: string;
  /** Where the issuer's configuration is found instead. */
  discoveryURL?: string;
  /** One of these must be in `aud`. */
  audiences: string[];
  audienceMatchPolicy?: 'MatchAny';
  /** PEM of the authorities the issuer's certificate may be of. */
  certificateAuthority?: string;
}

/**
 * Whose tokens are trusted and who they stand for.
 *
 * @public
 */
export interface JwtAuthenticatorConfiguration {
  issuer: JwtIssuer;
  claimValidationRules?: {
    claim?: string;
    requiredValue?: string;
    expression?: string;
    message?: string;
  }[];
  claimMappings: {
    username: PrefixedClaimOrExpression;
    groups?: PrefixedClaimOrExpression;
    uid?: ClaimOrExpression;
    extra?: { key: string; valueExpression: string }[];
  };
  userValidationRules?: { expression: string; message?: string }[];
}

/**
 * Which issuers of tokens an API server trusts: the
 * `AuthenticationConfiguration` of `apiserver.config.k8s.io`, which
 * kube-apiserver reads from a file.
 *
 * @public
 */
export interface AuthenticationConfiguration {
  apiVersion?: 'apiserver.config.k8s.io/v1' | 'apiserver.config.k8s.io/v1beta1';
  kind?: 'AuthenticationConfiguration';
  jwt?: JwtAuthenticatorConfiguration[];
}
