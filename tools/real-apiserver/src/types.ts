/** Who a bearer token stands for. */
export interface StaticToken {
  token: string;
  user: string;
  groups: string[];
  uid?: string;
}

/** What a server writes its log to. */
export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** The programs a real API server consists of, as paths. */
export interface Binaries {
  /** Folder of all of them, as `KUBEBUILDER_ASSETS` names it. */
  folder: string;
  etcd: string;
  kubeApiserver: string;
  /** Namespaces, garbage collection, quota, service accounts. */
  kubeControllerManager: string;
  /** Where they are from, for a person to read. */
  source: string;
}

/** What a real API server is started with. */
export interface RealApiServerOptions {
  /**
   * Folder for certificates, keys and etcd's data; a temporary one, which is
   * removed in the end, when left out.
   */
  dir?: string;
  /** Port to listen on; 0 or nothing takes a free one. */
  port?: number;
  /** Tokens that are valid for as long as the server runs. */
  tokens?: StaticToken[];
  /**
   * An `AuthenticationConfiguration` of `apiserver.config.k8s.io/v1`: which
   * issuers of tokens are trusted.
   */
  authentication?: object;
  /**
   * An `AuthorizationConfiguration` of `apiserver.config.k8s.io/v1`: who is
   * asked whether a request is allowed. RBAC alone when left out.
   */
  authorization?: object;
  /** Whether what `dir` holds from the last time is gone on with. */
  keep?: boolean;
  /** Where the programs are; found or made when left out. */
  binaries?: Binaries;
  logger?: Logger;
}

/** A real API server that runs beside this process. */
export interface RealApiServer {
  /** Address without a path, such as `https://127.0.0.1:6443`. */
  readonly url: string;
  /** PEM of the certificate that clients trust. */
  readonly caData: string;
  /** File with {@link RealApiServer.caData}. */
  readonly caFile: string;
  /** A kubeconfig (YAML) for somebody with a token. */
  kubeconfig(options: { user: string; token: string }): string;
  /**
   * Trusts other issuers from now on; resolves when the server does.
   *
   * @throws Error when the server refuses the configuration
   */
  setAuthentication(configuration: object): Promise<void>;
  /** Kills kube-apiserver and starts it again on the same port and data. */
  restart(): Promise<void>;
  /**
   * Forgets all states but the present one, as happens every five minutes. The
   * server's caches follow within 15 seconds, at once by
   * {@link RealApiServer.restart}.
   */
  compact(): Promise<void>;
  /** Ends all programs. */
  stop(): Promise<void>;
}
