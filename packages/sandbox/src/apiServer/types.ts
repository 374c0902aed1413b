import type {
  AuthenticationConfiguration,
  StaticToken,
} from '@kubedc/embedded-apiserver';
import type { Logger } from '../runtime/logger';

/** The API servers that a sandbox can run on. */
export const API_SERVERS = ['embedded', 'real'] as const;

/**
 * `embedded`: one in this process, which needs no program and a second to
 * start. `real`: kube-apiserver with etcd, where their programs are to be had.
 *
 * @public
 */
export type ApiServerKind = (typeof API_SERVERS)[number];

/**
 * What a sandbox asks of either API server when it starts one.
 *
 * @public
 */
export type ApiServerOptions = {
  /** Folder of certificates and data. */
  dataDir: string;
  /** Port to listen on; 0 for a free one. */
  port: number;
  /** Whether the objects of the last time are there again. */
  keep?: boolean;
  tokens: StaticToken[];
  /** Issuers whose tokens are trusted from the beginning. */
  authentication?: AuthenticationConfiguration;
  logger?: Logger;
};

/**
 * The Kubernetes API under the platform, whichever it is.
 *
 * @public
 */
export type SandboxApiServer = {
  /** Such as `https://127.0.0.1:6443`. */
  url: string;
  /** PEM of the certificate that clients trust. */
  caData: string;
  /** File with that certificate. */
  caFile: string;
  /** A kubeconfig (YAML) for somebody with a token. */
  kubeconfig(options: { user: string; token: string }): string;
  /** Trusts these issuers of tokens from now on, and no others. */
  setAuthentication(configuration: AuthenticationConfiguration): Promise<void>;
  stop(): Promise<void>;
};
