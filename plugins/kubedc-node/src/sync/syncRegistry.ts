import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { SyncRegistry, WriterReportSource } from './types';

/**
 * Who can tell how the installations get into the catalog.
 *
 * @public
 */
export const kubedcSyncRegistryRef = createServiceRef<SyncRegistry>({
  id: 'kubedc.sync',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {},
      factory: () => createSyncRegistry(),
    }),
});

/**
 * An empty registry.
 *
 * @public
 */
export function createSyncRegistry(): SyncRegistry {
  const offers = new Map<
    string,
    { source: WriterReportSource; kinds: ReadonlySet<string> }
  >();
  return {
    add: (installation, source, kinds) => {
      offers.set(installation, { source, kinds: new Set(kinds) });
    },
    ingests: (installation, kind) => offers.get(installation)?.kinds.has(kind),
    reportOf: async installation => offers.get(installation)?.source(),
  };
}
