import type { CatalogWriterReport } from '@kubedc/backstage-plugin-kubedc-common';

/**
 * Tells what the writer of an installation's entities says, whichever replica that is; nothing while nobody writes.
 *
 * @public
 */
export type WriterReportSource = () => Promise<CatalogWriterReport | undefined>;

/**
 * Where the catalog module says who can tell about its writers, and others ask. It spans one process: where the catalog
 * runs in another backend, nothing is known of it.
 *
 * @public
 */
export interface SyncRegistry {
  /**
   * Offers the reports of an installation; a later offer replaces the former.
   *
   * @param kinds - ids of the kinds that become entities.
   */
  add(
    installation: string,
    source: WriterReportSource,
    kinds: readonly string[],
  ): void;
  /**
   * Whether objects of a kind become entities. Undefined: nobody in this process brings the installation into a catalog;
   * somebody in another one may.
   */
  ingests(installation: string, kind: string): boolean | undefined;
  /**
   * The report of an installation's writer.
   *
   * @throws whatever stands against asking, such as a database that is away.
   */
  reportOf(installation: string): Promise<CatalogWriterReport | undefined>;
}
