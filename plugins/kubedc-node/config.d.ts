import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import { HumanDuration } from '@backstage/types';

export interface Config {
  /** The Kube-DC plugins. */
  kubedc?: {
    /**
     * Kube-DC platforms this portal shows, by name. The name appears in annotations and must not change.
     */
    installations?: {
      [name: string]: {
        /** What people read, for example `Zurich`. Default: the name. */
        title?: string;
        /**
         * Path of a kubeconfig file, relative to the process's working directory, or `in-cluster` for the account of
         * the pod. Excludes `url`.
         */
        kubeconfig?: string;
        /** Context of that kubeconfig. Default: its current context. */
        context?: string;
        /** Address of the Kubernetes API, with `token` or `tokenFile`. */
        url?: string;
        /**
         * Bearer token of the portal's account.
         * @visibility secret
         */
        token?: string;
        /** File that holds the token; read again when it changes. */
        tokenFile?: string;
        /** PEM bundle that the API server's certificate is checked against. */
        caFile?: string;
        /** The same as base64, as kubeconfigs have it. */
        caData?: string;
        /**
         * How the platform learns who acts.
         *
         * - `impersonate`: the portal's account impersonates the person
         * - `oidc`: the person's own token of the realm travels with each request; needs `oidc`
         * - `serviceAccount`: the portal's account acts for everybody; only for single-tenant use
         *
         * Default: `impersonate`.
         */
        identity?: 'oidc' | 'impersonate' | 'serviceAccount';
        /**
         * Put before every entity namespace of this installation, and before the name where the namespace is
         * `default`. Two installations with the same prefix are an error. Default: empty.
         */
        entityNamespacePrefix?: string;
        /** Sign-in with the platform's realms. */
        oidc?: {
          /** Issuer with `{realm}` for the realm, for example `https://login.kube-dc.example/realms/{realm}`; https. */
          issuer: string;
          clientId: string;
          /** @visibility secret */
          clientSecret?: string;
          /** PEM bundle the issuer's certificate is checked against. */
          caFile?: string;
          /** Scopes that a sign-in asks for. Default: `openid profile email`. */
          scope?: string;
          /** Realm of the platform's administrators. Default: `master`. */
          platformRealm?: string;
          /** Put before user names and groups of the platform's administrators. Default: `platform`. */
          platformPrefix?: string;
          /**
           * Organizations offered on the sign-in page; without it people type the name.
           * @visibility frontend
           */
          organizations?: string[];
          /** A realm that signs in people of all organizations, beside their own realms or instead of them. */
          broker?: {
            /** Name of the realm. */
            realm: string;
            /** Stands between organization and name, as in `acme:sso:alice`. Default: the realm's name. */
            prefix?: string;
            /** Path of the realm's group that has a group for each organization. Default: `/orgs`. */
            groupsBelow?: string;
          };
        };
        /**
         * Brings the people of the realms into the catalog before they sign in, by Keycloak's admin API, which is only
         * read. Needs `oidc`, whose issuer says where the realms are. Default: people come when they sign in.
         */
        people?: {
          /** A confidential client with a service account that has the role `view-users`. */
          clientId: string;
          /** @visibility secret */
          clientSecret: string;
          /**
           * Realm of that client, or `{realm}` when each realm has a client of that name. Default: the platform's realm,
           * whose service accounts can be given roles in all others.
           */
          realm?: string;
          /** Default: every 10 minutes. */
          schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        };
        /** Address of the Kube-DC console's backend. For plugins of your own; ours do not ask it. */
        kubeDcApi?: string;
        /** Address of a Prometheus or Mimir query API. For plugins of your own; ours do not ask it. */
        prometheus?: string;
        /** Address of a Loki query API. For plugins of your own; ours do not ask it. */
        loki?: string;
        /** Address of the S3 endpoint that people use; buckets show it. */
        s3?: string;
        /** Base domain of the platform, for example `kube-dc.example`; entities link to the console below it. */
        domain?: string;
        /**
         * Namespaces to look into where the portal's account may not list all of them, beside those that organizations and
         * projects tell of. Default: none.
         */
        namespaces?: string[];
        /** Namespace and name of the ConfigMap with the OS images. Default: `kube-dc/images-configmap`. */
        imagesConfigMap?: string;
        /** What people can choose when they order. Default: the versions that this release knows. */
        offers?: {
          /** Kubernetes versions offered for managed clusters, newest first, with the image of their workers. */
          clusterVersions?: Array<{ version: string; workerImage: string }>;
          /** Major versions offered by database engine, newest first. */
          databaseVersions?: { postgresql?: string[]; mariadb?: string[] };
        };
      };
    };
    /** Catalog ingestion. */
    catalog?: {
      /** Ids of the kinds that become entities. Default: all. */
      kinds?: string[];
      /**
       * Kinds of workloads that become components, beside what else there is: `deployment`, `statefulSet`, `service`.
       * Default: none.
       */
      components?: string[];
      /**
       * Entity namespaces whose groups and components the hints on an object may name as its owner and users, beside
       * those of the object's own organization. Default: none.
       */
      ownerNamespaces?: string[];
      /** How often the catalog is compared with the platform as a whole. Default: 30 minutes. */
      reconcileInterval?: HumanDuration | string;
      /**
       * At most this share of an installation's entities, in percent, is removed by one comparison, and of the people of a
       * realm by one reading. Default: 50.
       */
      rejectRemovalsAbovePercentage?: number;
    };
    /** Days after which people who did not sign in leave the catalog. Default: 90. */
    peopleRetentionDays?: number;
  };
}
