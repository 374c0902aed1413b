import type { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import type { ConvertedEntity } from '../conversion/convertObject';
import type { EntityLedger } from '../database/EntityLedger';

/** Most entities one mutation carries: larger ones take the database disproportionately long. */
export const MAX_MUTATION = 1_000;

/** A change of the catalog. */
export interface EntityDelta {
  added: Array<ConvertedEntity & { type: string }>;
  removed: string[];
}

/**
 * Gives entities to the catalog and keeps the ledger of them. One mutation at a time; what fails can be given again.
 */
export class EntitySink {
  readonly #connection: EntityProviderConnection;
  readonly #ledger: EntityLedger;
  readonly #locationKey: string;
  #known: Map<string, string> = new Map();

  constructor(options: {
    connection: EntityProviderConnection;
    ledger: EntityLedger;
    locationKey: string;
  }) {
    this.#connection = options.connection;
    this.#ledger = options.ledger;
    this.#locationKey = options.locationKey;
  }

  /** Resource type by ref of all entities the catalog may have of this installation. */
  get known(): ReadonlyMap<string, string> {
    return this.#known;
  }

  /** Reads the ledger; to be done before anything is given. */
  async open(): Promise<void> {
    this.#known = await this.#ledger.read();
  }

  /** Applies a delta of at most {@link MAX_MUTATION} entities. */
  async apply({ added, removed }: EntityDelta): Promise<void> {
    if (!added.length && !removed.length) {
      return;
    }
    const fresh = new Map(
      added
        .filter(({ ref, type }) => this.#known.get(ref) !== type)
        .map(({ ref, type }) => [ref, type]),
    );
    await this.#ledger.add(fresh);
    fresh.forEach((type, ref) => this.#known.set(ref, type));
    await this.#connection.applyMutation({
      type: 'delta',
      added: added.map(({ entity }) => ({
        entity,
        locationKey: this.#locationKey,
      })),
      removed: removed.map(entityRef => ({
        entityRef,
        locationKey: this.#locationKey,
      })),
    });
    await this.#ledger.remove(removed);
    removed.forEach(ref => this.#known.delete(ref));
  }

  /** Removes any number of entities. */
  async removeAll(refs: readonly string[]): Promise<void> {
    for (let start = 0; start < refs.length; start += MAX_MUTATION) {
      await this.apply({
        added: [],
        removed: refs.slice(start, start + MAX_MUTATION),
      });
    }
  }
}
