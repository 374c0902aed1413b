import type { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';

/**
 * A realm that signs in people of all organizations.
 *
 * @public
 */
export interface BrokerSettings {
  /** Name of the realm. */
  realm: string;
  /** Stands between organization and name in Kubernetes user names, as in `acme:sso:alice`. */
  prefix: string;
  /** Path of the realm's group that has a group for each organization, for example `/orgs`. */
  groupsBelow: string;
}

/**
 * Sign-in with an installation's realms.
 *
 * @public
 */
export interface OidcSettings {
  /** Issuer with `{realm}` in it. */
  issuer: string;
  clientId: string;
  clientSecret?: string;
  caFile?: string;
  scope: string;
  platformRealm: string;
  platformPrefix: string;
  organizations?: string[];
  /** A realm that signs in people of all organizations, where there is one. */
  broker?: BrokerSettings;
}

/**
 * How the people of an installation's realms are read: by the admin API of Keycloak, whose address is that of the sign-in.
 *
 * @public
 */
export interface PeopleSettings {
  /** A client with a service account. */
  clientId: string;
  clientSecret: string;
  /** Realm of that client; `{realm}` when each realm has one of its own. */
  realm: string;
  schedule: SchedulerServiceTaskScheduleDefinition;
}

/**
 * How the portal reaches an installation's Kubernetes API.
 *
 * @public
 */
export type ConnectionSettings =
  | { type: 'kubeconfig'; path: string; context?: string }
  | { type: 'in-cluster' }
  | {
      type: 'url';
      url: string;
      token?: string;
      tokenFile?: string;
      caFile?: string;
      caData?: string;
    };

/**
 * How an installation's Kubernetes API learns who acts: by the person's own token, by impersonation with the portal's
 * account, or not at all, as that account acts for everybody.
 *
 * @public
 */
export type IdentityMode = 'oidc' | 'impersonate' | 'serviceAccount';

/**
 * One Kube-DC platform as configured under `kubedc.installations.<name>`.
 *
 * @public
 */
export interface Installation {
  name: string;
  title: string;
  connection: ConnectionSettings;
  identity: IdentityMode;
  /** Empty by default. */
  entityNamespacePrefix: string;
  oidc?: OidcSettings;
  /** Absent: only who signs in is known. */
  people?: PeopleSettings;
  kubeDcApi?: string;
  prometheus?: string;
  loki?: string;
  s3?: string;
  domain?: string;
  /** Namespaces to look into where the portal's account may not list all of them. */
  namespaces: string[];
  imagesConfigMap: { namespace: string; name: string };
  offers: {
    clusterVersions: Array<{ version: string; workerImage: string }>;
    databaseVersions: Record<'postgresql' | 'mariadb', string[]>;
  };
}

/**
 * An installation whose configuration could be read, or the reason why it could not. A broken one keeps its name, so
 * that its catalog provider still registers and the catalog evicts nothing.
 *
 * @public
 */
export type InstallationEntry =
  | { name: string; installation: Installation; error?: undefined }
  | { name: string; installation?: undefined; error: Error };
