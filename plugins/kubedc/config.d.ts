export interface Config {
  kubedc?: {
    installations?: {
      [name: string]: {
        /**
         * What people read on the sign-in page, where there are several installations.
         * @visibility frontend
         */
        title?: string;
        /**
         * With `oidc` the browser sends the person's own token along.
         * @visibility frontend
         */
        identity?: 'oidc' | 'impersonate' | 'serviceAccount';
        oidc?: {
          /**
           * Issuer with `{realm}`; its presence tells the sign-in page that people can sign in here.
           * @visibility frontend
           */
          issuer?: string;
          /**
           * Which of the person's tokens goes to the Kubernetes API, with `identity: oidc`. Default: `accessToken`.
           * @visibility frontend
           */
          apiToken?: 'accessToken' | 'idToken';
          /**
           * Realm that the sign-in page's button for the platform's operators leads to.
           * @visibility frontend
           */
          platformRealm?: string;
          /**
           * Organizations offered on the sign-in page; without it people type the name.
           * @visibility frontend
           */
          organizations?: string[];
          broker?: {
            /**
             * Realm that signs in people of all organizations.
             * @visibility frontend
             */
            realm: string;
            /**
             * What people read on the sign-in page. Default: `Single sign-on`.
             * @visibility frontend
             */
            title?: string;
          };
        };
      };
    };
  };
}
