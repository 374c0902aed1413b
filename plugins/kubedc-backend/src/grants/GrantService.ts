import { randomUUID } from 'node:crypto';
import { NotAllowedError } from '@backstage/errors';
import {
  SessionEndedError,
  type PersonToken,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { GrantStore } from './GrantStore';
import type { TokenVault } from './TokenVault';
import type { GrantPurpose, StoredGrant } from './types';

/** How long after a form was sent its task can be retried, in milliseconds. */
const LIFE_MS = 24 * 60 * 60 * 1000;

/** Grants of one person at a time; the oldest ones make room. */
const MAX_OPEN = 50;

/** What a grant's token is sealed for: with any other of these it cannot be opened. */
function contextOf(grant: Omit<StoredGrant, 'token' | 'tokenEndsAt'>) {
  return [
    grant.id,
    grant.userRef,
    grant.installation,
    grant.kubernetesUser,
    grant.operations,
    grant.endsAt.getTime(),
  ];
}

/**
 * Leave of people for their tasks to run operations as them, on installations that take people's own tokens. A grant is
 * good for one person on one installation for the operations it names. Its token is kept, encrypted, until it ends; for a
 * day the person's open portal can put a fresh one in its place.
 */
export class GrantService {
  readonly #store: GrantStore;
  readonly #vault: TokenVault;
  readonly #now: () => number;

  constructor(options: {
    store: GrantStore;
    vault: TokenVault;
    /** Milliseconds since the epoch; for tests. */
    now?: () => number;
  }) {
    this.#store = options.store;
    this.#vault = options.vault;
    this.#now = options.now ?? Date.now;
  }

  async create(
    purpose: GrantPurpose,
    operations: readonly string[],
    { token, expiresAt }: PersonToken,
  ): Promise<{ id: string }> {
    const grant = {
      ...purpose,
      id: randomUUID(),
      operations: [...new Set(operations)].sort(),
      endsAt: new Date(this.#now() + LIFE_MS),
    };
    await this.#store.insert({
      ...grant,
      token: this.#vault.seal(token, contextOf(grant)),
      tokenEndsAt: expiresAt,
    });
    const open = await this.#store.findOpen(purpose, new Date(this.#now()));
    await this.#store.delete(open.slice(MAX_OPEN).map(({ id }) => id));
    return { id: grant.id };
  }

  /**
   * Puts a fresh token into all grants that a person has open.
   *
   * @returns how many there are
   */
  async renew(
    purpose: GrantPurpose,
    { token, expiresAt }: PersonToken,
  ): Promise<{ open: number }> {
    const open = await this.#store.findOpen(purpose, new Date(this.#now()));
    for (const grant of open) {
      // Of two windows the one with the longer token wins.
      if ((grant.tokenEndsAt?.getTime() ?? 0) < expiresAt.getTime()) {
        const sealed = this.#vault.seal(token, contextOf(grant));
        await this.#store.setToken(grant.id, sealed, expiresAt);
      }
    }
    return { open: open.length };
  }

  /**
   * The token of a grant, for what it was given for.
   *
   * @throws NotAllowedError when there is no such grant for this, SessionEndedError when its token has ended.
   */
  async redeem(
    id: string,
    purpose: GrantPurpose,
    operation: string,
  ): Promise<string> {
    const grant = await this.#store.find(id);
    const now = this.#now();
    if (
      !grant ||
      grant.userRef !== purpose.userRef ||
      grant.installation !== purpose.installation ||
      grant.kubernetesUser !== purpose.kubernetesUser ||
      !grant.operations.includes(operation) ||
      grant.endsAt.getTime() <= now
    ) {
      // One sentence for all: whether another person has such a grant is nobody's business.
      throw new NotAllowedError(
        `You gave no leave for '${operation}' that is still good; it ends a day after the form was sent. Fill in the form again`,
      );
    }
    const isGood = (grant.tokenEndsAt?.getTime() ?? 0) > now;
    const token =
      isGood && grant.token
        ? this.#vault.open(grant.token, contextOf(grant))
        : undefined;
    if (token === undefined) {
      throw new SessionEndedError();
    }
    return token;
  }

  /** Deletes tokens and grants that have ended. */
  async deleteEnded(): Promise<void> {
    await this.#store.deleteEnded(new Date(this.#now()));
  }
}
