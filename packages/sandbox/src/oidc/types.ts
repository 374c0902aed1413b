import type { Person } from '../people';

/** Realm of the platform's operators; it belongs to no organization. */
export const PLATFORM_REALM = 'master';

/** Issues certificates by the sandbox's own authority. */
export interface CertificateIssuer {
  /** A PEM certificate chain with its PEM key, for host names and addresses. */
  issue(
    hosts: string[],
  ):
    | { certificate: string; key: string }
    | Promise<{ certificate: string; key: string }>;
}

export interface OidcLogger {
  info(message: string): void;
  warn(message: string): void;
}

export interface OidcServerOptions {
  /** Directory of the sandbox's state; the confidential client's secret is kept in `oidc-client-secret` there. */
  dir: string;
  /** Port of the issuer (https); 0 for a free one. */
  port: number;
  /** Port of the login page (http); by default the next one, or a free one where `port` is 0. */
  loginPort?: number;
  /** Address both listen on. Default: `127.0.0.1`. */
  host?: string;
  people: readonly Person[];
  /** Realms to serve; every person's realm must be among them. */
  realms: readonly string[];
  ca: CertificateIssuer;
  logger: OidcLogger;
  /** Seconds an access token lives. Default: 900, as on a real platform. */
  accessTokenSeconds?: number;
}

export interface OidcServer {
  /** Issuer of a realm; with `{realm}` the template that configuration takes. */
  issuer(realm: string): string;
  /** `https://localhost:<port>`. */
  url: string;
  /** `http://localhost:<port>`, where browsers see the login page. */
  loginUrl: string;
  /** File with the secret of the client `backstage`. */
  clientSecretFile: string;
  /** Serves one more realm; one that is served already stays as it is. */
  addRealm(realm: string, people: readonly Person[]): void;
  /** Serves a realm no more: its people cannot sign in, its keys are gone. */
  removeRealm(realm: string): void;
  stop(): Promise<void>;
}
