import type { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import type { ConvertedEntity } from '../conversion/convertObject';
import type { CatalogState } from '../database/CatalogState';
import type { EntityLedger } from '../database/EntityLedger';
import type { Mutation } from '../metrics/CatalogMetrics';

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
  readonly #state: Pick<CatalogState, 'strays'> | undefined;
  readonly #observe: (mutation: Mutation) => void;
  #known: Map<string, string> = new Map();

  constructor(options: {
    connection: EntityProviderConnection;
    ledger: EntityLedger;
    locationKey: string;
    /** Where the catalog's own state can be read; else the ledger is all there is. */
    state?: Pick<CatalogState, 'strays'>;
    /** Called for every change that the catalog took. */
    observe?: (mutation: Mutation) => void;
  }) {
    this.#connection = options.connection;
    this.#ledger = options.ledger;
    this.#locationKey = options.locationKey;
    this.#state = options.state;
    this.#observe = options.observe ?? (() => undefined);
  }

  /** Resource type by ref of all entities the catalog may have of this installation. */
  get known(): ReadonlyMap<string, string> {
    return this.#known;
  }

  /** Reads the ledger; to be done before anything is given. */
  async open(): Promise<void> {
    this.#known = await this.#ledger.read();
  }

  /** Takes into the ledger what the catalog has of this installation without the ledger knowing; answers how much. */
  async adopt(): Promise<number> {
    const strays = await this.#state?.strays(this.#known);
    if (!strays?.size) {
      return 0;
    }
    await this.#ledger.add(strays);
    strays.forEach((type, ref) => this.#known.set(ref, type));
    return strays.size;
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
    const startedAt = performance.now();
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
    this.#observe({
      seconds: (performance.now() - startedAt) / 1000,
      added: added.length,
      removed: removed.length,
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
