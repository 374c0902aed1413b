import { compactVerify, importJWK, JWK } from 'jose';
import { readString } from '../../util/read';
import { JwtIssuer } from '../authenticationConfiguration';
import { fetchJson } from './fetchJson';

const WELL_KNOWN = '/.well-known/openid-configuration';
/** How long after a failure an issuer is left alone. */
const RETRY_MS = 1000;

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Tells whether a key signed a token; one that cannot be used did not. */
async function isSignedBy(
  token: string,
  jwk: JWK,
  algorithm: string,
): Promise<boolean> {
  try {
    const key = await importJWK(jwk, algorithm);
    await compactVerify(token, key, { algorithms: [algorithm] });
    return true;
  } catch {
    // A key of another sort, or not the one: the next may be.
    return false;
  }
}

/**
 * The keys an issuer signs with. They are looked up when the first token of the
 * issuer comes, again when a token is signed with none of them, and again after
 * a failure.
 */
export class IssuerKeys {
  private jwksUri?: string;
  private keys: JWK[] = [];
  private keepUntil = 0;
  private fetching?: Promise<void>;
  private failure?: { message: string; until: number };

  constructor(private readonly issuer: JwtIssuer) {}

  /**
   * Whether a token is signed with one of the keys.
   *
   * @throws Error when the keys cannot be had
   */
  async isSigned(
    token: string,
    keyId: string | undefined,
    algorithm: string,
  ): Promise<boolean> {
    if (await this.matches(token, keyId, algorithm)) {
      return true;
    }
    if (Date.now() < this.keepUntil) {
      return false;
    }
    await this.refresh();
    return this.matches(token, keyId, algorithm);
  }

  private async matches(
    token: string,
    keyId: string | undefined,
    algorithm: string,
  ): Promise<boolean> {
    for (const jwk of this.keys) {
      if (!keyId || jwk.kid === keyId) {
        if (await isSignedBy(token, jwk, algorithm)) {
          return true;
        }
      }
    }
    return false;
  }

  /** All who wait for the keys wait for the same request. */
  private async refresh(): Promise<void> {
    if (this.failure && Date.now() < this.failure.until) {
      throw new Error(this.failure.message);
    }
    this.fetching ??= this.fetch().finally(() => {
      this.fetching = undefined;
    });
    await this.fetching;
  }

  private async fetch(): Promise<void> {
    try {
      this.jwksUri ??= await this.discover();
      const { document, maxAge } = await fetchJson(
        this.jwksUri,
        this.issuer.certificateAuthority,
      );
      this.keys = Array.isArray(document.keys) ? document.keys : [];
      this.keepUntil = Date.now() + maxAge;
      this.failure = undefined;
    } catch (error) {
      const message = messageOf(error);
      this.failure = { message, until: Date.now() + RETRY_MS };
      throw error;
    }
  }

  private async discover(): Promise<string> {
    const { url, discoveryURL, certificateAuthority } = this.issuer;
    const { document } = await fetchJson(
      discoveryURL || `${url.replace(/\/$/, '')}${WELL_KNOWN}`,
      certificateAuthority,
    );
    const issuer = readString(document, 'issuer');
    if (issuer !== url) {
      throw new Error(
        `oidc: issuer did not match the issuer returned by provider, expected ${JSON.stringify(
          url,
        )} got ${JSON.stringify(issuer)}`,
      );
    }
    const uri = readString(document, 'jwks_uri');
    if (!uri) {
      throw new Error('provider did not return JWKS URL');
    }
    return uri;
  }
}
