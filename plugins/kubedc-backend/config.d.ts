import { HumanDuration } from '@backstage/types';

export interface Config {
  kubedc?: {
    /** Leave of people for their tasks to act as them, on installations of identity mode `oidc`. */
    grants?: {
      /**
       * Secrets by which tokens are encrypted in the database, of at least 32 characters each. The first one encrypts;
       * the others still open what they have encrypted, so that a secret can be changed. Default: keys derived from
       * `backend.auth.keys`, or else from `auth.session.secret`.
       * @deepVisibility secret
       */
      keys?: string[];
    };
    /** How many requests a person may send in a minute to one process of the backend; who sends more gets a 429. */
    limits?: {
      /** Reads, and questions about rights. Default: 1200. */
      readsPerMinute?: number;
      /** Operations and whatever else may change something. Default: 120. */
      writesPerMinute?: number;
    };
    /** What people did and tried. */
    audit?: {
      /**
       * How long it is kept, for example `1y`, `P90D` or `{ days: 90 }`. What is older is deleted within the hour.
       * Default: 90 days.
       */
      retention?: HumanDuration | string;
    };
  };
}
