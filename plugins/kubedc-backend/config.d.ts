import { HumanDuration } from '@backstage/types';

export interface Config {
  kubedc?: {
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
