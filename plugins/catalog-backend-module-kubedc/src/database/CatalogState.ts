import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import {
  KUBEDC_ANNOTATIONS,
  kindRegistry,
  resourceKeyOf,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { Knex } from 'knex';

/** Rows a statement; SQLite takes at most 999 values. */
const BATCH = 300;

/** Resource type of entities that do not say what they were made from. */
export const UNKNOWN_SOURCE = 'unknown';

interface Row {
  entity_ref: string;
  location_key: string | null;
  unprocessed_entity: string;
}

/**
 * What the catalog itself has of an installation. It is read from the catalog's own table, as the catalog tells nobody by
 * which provider an entity came; where that table is not as expected, the ledger alone is believed.
 */
export class CatalogState {
  readonly #knex: Knex;
  readonly #locationKey: string;
  readonly #logger: LoggerService;

  constructor(options: {
    knex: Knex;
    locationKey: string;
    logger: LoggerService;
  }) {
    this.#knex = options.knex;
    this.#locationKey = options.locationKey;
    this.#logger = options.logger;
  }

  /**
   * The entities that the catalog has and the ledger does not know, with the resource type they were made from: a writer
   * that had lost its lease may have given them, or the ledger was lost.
   */
  async strays(known: ReadonlyMap<string, string>) {
    const strays = new Map<string, string>();
    try {
      const refs: string[] = await this.#knex<Row>('refresh_state')
        .where({ location_key: this.#locationKey })
        .pluck('entity_ref');
      const unknown = refs.filter(ref => !known.has(ref));
      for (let start = 0; start < unknown.length; start += BATCH) {
        const rows = await this.#knex<Row>('refresh_state')
          .whereIn('entity_ref', unknown.slice(start, start + BATCH))
          .select('entity_ref', 'unprocessed_entity');
        rows.forEach(row =>
          strays.set(row.entity_ref, sourceOf(row.unprocessed_entity)),
        );
      }
    } catch (error) {
      this.#logger.warn(
        `The catalog's own state could not be read: ${stringifyError(error)}`,
      );
    }
    return strays;
  }
}

function sourceOf(unprocessed: string): string {
  const { metadata } = JSON.parse(unprocessed) as Entity;
  const gvk = metadata.annotations?.[KUBEDC_ANNOTATIONS.gvk];
  const kind = gvk === undefined ? undefined : kindRegistry.byGvk(gvk);
  return kind ? resourceKeyOf(kind.type) : UNKNOWN_SOURCE;
}
