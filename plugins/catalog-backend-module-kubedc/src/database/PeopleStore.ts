import type { Knex } from 'knex';
import { databaseNow } from './databaseNow';

const TABLE = 'kubedc_people';
const MS_PER_DAY = 24 * 60 * 60 * 1000;

interface Row {
  installation: string;
  entity_ref: string;
  signed_in_at: Knex.Raw | number;
}

/** When the people of an installation signed in last. */
export class PeopleStore {
  readonly #knex: Knex;
  readonly #installation: string;

  constructor(knex: Knex, installation: string) {
    this.#knex = knex;
    this.#installation = installation;
  }

  /** Remembers that a person signed in now. */
  async touch(entityRef: string): Promise<void> {
    await this.#knex<Row>(TABLE)
      .insert({
        installation: this.#installation,
        entity_ref: entityRef,
        signed_in_at: databaseNow(this.#knex),
      })
      .onConflict(['installation', 'entity_ref'])
      .merge(['signed_in_at']);
  }

  /** People who did not sign in for this many days. */
  async expired(days: number): Promise<string[]> {
    return this.#knex<Row>(TABLE)
      .where({ installation: this.#installation })
      .andWhere(
        'signed_in_at',
        '<',
        databaseNow(this.#knex, -days * MS_PER_DAY),
      )
      .pluck('entity_ref');
  }

  /** Forgets people, unless they signed in meanwhile. */
  async forget(entityRefs: readonly string[], days: number): Promise<void> {
    await this.#knex<Row>(TABLE)
      .where({ installation: this.#installation })
      .whereIn('entity_ref', [...entityRefs])
      .andWhere(
        'signed_in_at',
        '<',
        databaseNow(this.#knex, -days * MS_PER_DAY),
      )
      .delete();
  }
}
