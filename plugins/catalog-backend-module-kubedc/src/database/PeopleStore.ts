import type { Knex } from 'knex';
import { databaseNow } from './databaseNow';

const TABLE = 'kubedc_people';
const MS_PER_DAY = 24 * 60 * 60 * 1000;

interface Row {
  installation: string;
  entity_ref: string;
  signed_in_at: Knex.Raw | number;
  realm: string | null;
  username: string | null;
  listed_at: Knex.Raw | number | null;
  hash: string | null;
}

/** A person whose entity the catalog was given. */
export interface KnownPerson {
  entityRef: string;
  realm?: string;
  /** Name in the realm. */
  username: string;
  /** Of the entity. */
  hash: string;
}

/** Rows a statement; SQLite takes at most 999 values. */
const BATCH = 100;

/** The people of an installation: when each signed in last, and when the directory of the realm listed each last. */
export class PeopleStore {
  readonly #knex: Knex;
  readonly #installation: string;

  constructor(knex: Knex, installation: string) {
    this.#knex = knex;
    this.#installation = installation;
  }

  /** The database's time, in milliseconds since the epoch. */
  async now(): Promise<number> {
    const row = await this.#knex
      .select({ now: databaseNow(this.#knex) })
      .first();
    return Number(row.now);
  }

  /** Remembers that a person signed in now. */
  async signedIn(person: KnownPerson): Promise<void> {
    await this.#knex<Row>(TABLE)
      .insert({ ...this.#row(person), signed_in_at: databaseNow(this.#knex) })
      .onConflict(['installation', 'entity_ref'])
      .merge(['signed_in_at', 'realm', 'username', 'hash']);
  }

  /** Remembers that a directory listed these people now. */
  async listed(people: readonly KnownPerson[]): Promise<void> {
    for (let start = 0; start < people.length; start += BATCH) {
      await this.#knex<Row>(TABLE)
        .insert(
          people.slice(start, start + BATCH).map(person => ({
            ...this.#row(person),
            signed_in_at: 0,
            listed_at: databaseNow(this.#knex),
          })),
        )
        .onConflict(['installation', 'entity_ref'])
        .merge(['listed_at', 'realm', 'username', 'hash']);
    }
  }

  /** The people of a realm. */
  async ofRealm(
    realm: string,
  ): Promise<Array<KnownPerson & { signedInAt: number }>> {
    const rows = await this.#knex<Row>(TABLE)
      .where({ installation: this.#installation, realm })
      .select('entity_ref', 'username', 'hash', 'signed_in_at');
    return rows.map(row => ({
      entityRef: row.entity_ref,
      realm,
      username: row.username ?? '',
      hash: row.hash ?? '',
      signedInAt: Number(row.signed_in_at),
    }));
  }

  /** People who neither signed in nor were listed for this many days. */
  async expired(days: number): Promise<string[]> {
    return this.#expired(days).pluck('entity_ref');
  }

  /** Forgets people, unless they signed in or were listed meanwhile. */
  async forgetExpired(
    entityRefs: readonly string[],
    days: number,
  ): Promise<void> {
    for (let start = 0; start < entityRefs.length; start += BATCH) {
      await this.#expired(days)
        .whereIn('entity_ref', entityRefs.slice(start, start + BATCH))
        .delete();
    }
  }

  /** Forgets people, unless they signed in since then. */
  async forget(entityRefs: readonly string[], before: number): Promise<void> {
    for (let start = 0; start < entityRefs.length; start += BATCH) {
      await this.#knex<Row>(TABLE)
        .where({ installation: this.#installation })
        .whereIn('entity_ref', entityRefs.slice(start, start + BATCH))
        .andWhere('signed_in_at', '<', before)
        .delete();
    }
  }

  #expired(days: number) {
    const limit = databaseNow(this.#knex, -days * MS_PER_DAY);
    return this.#knex<Row>(TABLE)
      .where({ installation: this.#installation })
      .andWhere('signed_in_at', '<', limit)
      .andWhere(never =>
        never.whereNull('listed_at').orWhere('listed_at', '<', limit),
      );
  }

  #row({ entityRef, realm, username, hash }: KnownPerson) {
    return {
      installation: this.#installation,
      entity_ref: entityRef,
      realm: realm ?? null,
      username,
      hash,
    };
  }
}
