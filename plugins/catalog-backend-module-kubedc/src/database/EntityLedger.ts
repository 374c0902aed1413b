import type { Knex } from 'knex';

const TABLE = 'kubedc_entities';

/** Rows a statement; SQLite takes at most 999 values. */
const BATCH = 300;

interface Row {
  installation: string;
  entity_ref: string;
  source_type: string;
}

/**
 * The entities that an installation's writer has given to the catalog. A row is written before its entity and removed
 * after it, so the ledger may name an entity that is not there, but never misses one.
 */
export class EntityLedger {
  readonly #knex: Knex;
  readonly #installation: string;

  constructor(knex: Knex, installation: string) {
    this.#knex = knex;
    this.#installation = installation;
  }

  /** Entity refs with the resource type their objects are of. */
  async read(): Promise<Map<string, string>> {
    const rows = await this.#knex<Row>(TABLE)
      .where({ installation: this.#installation })
      .select('entity_ref', 'source_type');
    return new Map(rows.map(row => [row.entity_ref, row.source_type]));
  }

  async add(entities: ReadonlyMap<string, string>): Promise<void> {
    const rows = [...entities].map(([ref, type]) => ({
      installation: this.#installation,
      entity_ref: ref,
      source_type: type,
    }));
    for (const batch of batches(rows)) {
      await this.#knex<Row>(TABLE)
        .insert(batch)
        .onConflict(['installation', 'entity_ref'])
        .merge(['source_type']);
    }
  }

  async remove(refs: readonly string[]): Promise<void> {
    for (const batch of batches(refs)) {
      await this.#knex<Row>(TABLE)
        .where({ installation: this.#installation })
        .whereIn('entity_ref', batch)
        .delete();
    }
  }
}

function* batches<T>(items: readonly T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += BATCH) {
    yield items.slice(start, start + BATCH);
  }
}
