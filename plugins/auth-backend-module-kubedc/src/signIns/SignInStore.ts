import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { KubedcIdentity } from '@kubedc/backstage-plugin-kubedc-node';
import type { Knex } from 'knex';

const TABLE = 'kubedc_sign_ins';

/** Milliseconds after which a sign-in says nothing of a person any more: nobody renewed it. */
const MAX_AGE_MS = 24 * 60 * 60_000;
const CLEANUP_MS = 60_000;

/**
 * Who a person is on a platform, and since when that is so.
 *
 * @public
 */
export type KubedcClaim = KubedcIdentity & {
  /** Seconds since the epoch. */
  issuedAt: number;
};

interface Row {
  proof: string;
  session: string;
  user_entity_ref: string;
  identity: string;
  issued_at: number;
  ended: boolean;
}

/**
 * Remembers which Backstage tokens came of a sign-in with a realm, and of whose. Claims alone do not tell: Backstage keeps
 * them by user, whoever signed in as that user last, and with whichever provider.
 */
export class SignInStore {
  readonly #knex: Knex;
  readonly #now: () => number;
  #cleanedAt = 0;

  static async create(database: DatabaseService): Promise<SignInStore> {
    const knex = await database.getClient();
    if (!database.migrations?.skip) {
      await knex.migrate.latest({
        directory: resolvePackagePath(
          '@kubedc/backstage-plugin-auth-backend-module-kubedc',
          'migrations',
        ),
        tableName: 'kubedc_auth_knex_migrations',
      });
    }
    return new SignInStore(knex);
  }

  constructor(knex: Knex, now: () => number = Date.now) {
    this.#knex = knex;
    this.#now = now;
  }

  async add(signIn: {
    proof: string;
    session: string;
    userEntityRef: string;
    claim: KubedcClaim;
  }): Promise<void> {
    await this.#cleanUp();
    const row: Row = {
      proof: signIn.proof,
      session: signIn.session,
      user_entity_ref: signIn.userEntityRef,
      identity: JSON.stringify(signIn.claim),
      issued_at: signIn.claim.issuedAt * 1000,
      ended: false,
    };
    await this.#knex<Row>(TABLE).insert(row);
  }

  /** The sign-in that a token came of; no claim is left of one whose session is over. */
  async findByProof(
    proof: string,
  ): Promise<{ claim: KubedcClaim | undefined } | undefined> {
    const row = await this.#recent().where({ proof }).first();
    return row && { claim: row.ended ? undefined : claimOf(row) };
  }

  /** What the last sign-in of a user says, be its session over or not. */
  async findLastOf(userEntityRef: string): Promise<KubedcClaim | undefined> {
    const row = await this.#recent()
      .where({ user_entity_ref: userEntityRef })
      .orderBy('issued_at', 'desc')
      .first();
    return row && claimOf(row);
  }

  /** Takes what a session's tokens stood for from them. */
  async endSession(session: string): Promise<void> {
    await this.#knex<Row>(TABLE).where({ session }).update({ ended: true });
  }

  #recent() {
    return this.#knex<Row>(TABLE).where(
      'issued_at',
      '>',
      this.#now() - MAX_AGE_MS,
    );
  }

  async #cleanUp(): Promise<void> {
    const now = this.#now();
    if (this.#cleanedAt + CLEANUP_MS <= now) {
      this.#cleanedAt = now;
      await this.#knex<Row>(TABLE)
        .where('issued_at', '<=', now - MAX_AGE_MS)
        .delete();
    }
  }
}

function claimOf(row: Row): KubedcClaim {
  return JSON.parse(row.identity);
}
