export interface Config {
  /** The Kube-DC plugins. */
  kubedc?: {
    /**
     * What the tenancy policy says beyond the platforms themselves. Of each word: `everybody` are all who are signed in,
     * `members` those who signed in with a platform, `operators` those who run one, `owners` whoever owns the entity
     * (and operators).
     */
    permission?: {
      /** Catalog entities that stand for nothing on a platform: templates, components, APIs, documents. */
      entities?: {
        /** Who sees them. Default: `everybody`. */
        read?: 'everybody' | 'members' | 'owners' | 'operators' | 'nobody';
        /** Who refreshes and deletes them. Default: `operators`. */
        change?: 'everybody' | 'members' | 'owners' | 'operators' | 'nobody';
      };
      /**
       * Installations with `identity: serviceAccount`, where the portal's account acts for everybody and this policy is
       * the only gate.
       */
      serviceAccount?: {
        /** Who sees everything on them. Default: `nobody`. */
        read?: 'everybody' | 'members' | 'nobody';
        /** Who runs operations on them. Default: `nobody`. */
        operate?: 'everybody' | 'members' | 'nobody';
      };
      /**
       * Who has other permissions: by name, which comes before all this policy says itself; by the beginning of names
       * with `*` after it, the longest that fits, which comes before what it says of many; and `*` for all it says
       * nothing of. Default: `'*': everybody`.
       */
      permissions?: {
        [permission: string]: 'everybody' | 'members' | 'operators' | 'nobody';
      };
    };
  };
}
