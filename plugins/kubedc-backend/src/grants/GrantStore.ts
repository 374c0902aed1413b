import type { Knex } from 'knex';
import type { GrantPurpose, StoredGrant } from './types';

interface Row {
  id: string;
  user_ref: string;
  installation: string;
  kubernetes_user: string;
  operations: string;
  token: string | null;
  token_ends_at: Date | string | number | null;
  ends_at: Date | string | number;
}

function fromRow(row: Row): StoredGrant {
  return {
    id: row.id,
    userRef: row.user_ref,
    installation: row.installation,
    kubernetesUser: row.kubernetes_user,
    operations: JSON.parse(row.operations),
    token: row.token ?? undefined,
    tokenEndsAt:
      row.token_ends_at === null ? undefined : new Date(row.token_ends_at),
    endsAt: new Date(row.ends_at),
  };
}

/** Keeps grants in the plugin's database. Of tokens it only ever sees what the vault made of them. */
export class GrantStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async insert(grant: StoredGrant): Promise<void> {
    await this.#knex<Row>('grants').insert({
      id: grant.id,
      user_ref: grant.userRef,
      installation: grant.installation,
      kubernetes_user: grant.kubernetesUser,
      operations: JSON.stringify(grant.operations),
      token: grant.token ?? null,
      token_ends_at: grant.tokenEndsAt ?? null,
      ends_at: grant.endsAt,
    });
  }

  async find(id: string): Promise<StoredGrant | undefined> {
    const row = await this.#knex<Row>('grants').where({ id }).first();
    return row && fromRow(row);
  }

  /** A person's grants that may still be used, the one that ends last first. */
  async findOpen(purpose: GrantPurpose, now: Date): Promise<StoredGrant[]> {
    const rows = await this.#knex<Row>('grants')
      .where({
        user_ref: purpose.userRef,
        installation: purpose.installation,
        kubernetes_user: purpose.kubernetesUser,
      })
      .andWhere('ends_at', '>', now)
      .orderBy('ends_at', 'desc');
    return rows.map(fromRow);
  }

  async setToken(id: string, token: string, endsAt: Date): Promise<void> {
    await this.#knex<Row>('grants')
      .where({ id })
      .update({ token, token_ends_at: endsAt });
  }

  async delete(ids: readonly string[]): Promise<void> {
    await this.#knex<Row>('grants').whereIn('id', ids).delete();
  }

  /** Deletes tokens and grants that have ended. */
  async deleteEnded(now: Date): Promise<void> {
    await this.#knex<Row>('grants').where('ends_at', '<=', now).delete();
    await this.#knex<Row>('grants')
      .where('token_ends_at', '<=', now)
      .update({ token: null, token_ends_at: null });
  }
}
