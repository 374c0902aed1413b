import type { InstallationView, WatchView } from './platform';

/**
 * What was left out of the catalog, or not taken as asked, for one reason.
 *
 * @public
 */
export interface SkippedObjects {
  reason: string;
  count: number;
  /** Some of the objects, as `{resource}|{namespace}|{name}`. */
  examples: string[];
}

/**
 * What the writer of an installation's entities says of itself.
 *
 * @public
 */
export interface CatalogWriterReport {
  /** Host and process that writes. */
  writer: string;
  /** RFC 3339: when this was said. */
  at: string;
  /** RFC 3339: since when it writes. */
  since: string;
  /** Entities the catalog has of the installation. */
  entities: number;
  /** Objects that changed and are not in the catalog yet. */
  waiting: number;
  /** RFC 3339: when the catalog last took a change. */
  lastWriteAt?: string;
  /** RFC 3339: when the whole platform was last compared with the catalog. */
  lastComparedAt?: string;
  /** Why the catalog does not take changes now. */
  error?: string;
  /** Removals that were refused because they looked wrong; they wait for a person. */
  refusals: string[];
  skipped: SkippedObjects[];
}

/**
 * How an installation gets into the portal.
 *
 * @public
 */
export interface InstallationSync extends InstallationView {
  /** What is followed, kind by kind. */
  watches: WatchView[];
  /** Absent while nobody writes, or where the catalog runs in another backend. */
  catalog?: CatalogWriterReport;
}

/**
 * Answer of `GET /sync`, for operators.
 *
 * @public
 */
export interface SyncReport {
  installations: InstallationSync[];
}
