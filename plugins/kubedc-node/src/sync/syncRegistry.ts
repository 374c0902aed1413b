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
  const sources = new Map<string, WriterReportSource>();
  return {
    add: (installation, source) => {
      sources.set(installation, source);
    },
    reportOf: async installation => sources.get(installation)?.(),
  };
}
