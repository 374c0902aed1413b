/**
 * Which entities came from which objects, and which objects must be converted again when a fact changes.
 */
export class SourceIndex<TItem extends { key: string }> {
  readonly #entities = new Map<string, Map<string, string>>();
  readonly #claims = new Map<string, Set<string>>();
  readonly #reads = new Map<string, { item: TItem; facts: Iterable<string> }>();
  readonly #readers = new Map<string, Set<string>>();

  /** Hash by ref of the entities the catalog has from an object. */
  entitiesOf(key: string): ReadonlyMap<string, string> | undefined {
    return this.#entities.get(key);
  }

  /** Replaces the entities of an object; undefined forgets them. */
  setEntities(key: string, entities: ReadonlyMap<string, string> | undefined) {
    this.#entities.get(key)?.forEach((_, ref) => drop(this.#claims, ref, key));
    if (entities) {
      this.#entities.set(key, new Map(entities));
      entities.forEach((_, ref) => put(this.#claims, ref, key));
    } else {
      this.#entities.delete(key);
    }
  }

  /** Objects that an entity came from: one, unless names clash. */
  claimsOf(ref: string): ReadonlySet<string> | undefined {
    return this.#claims.get(ref);
  }

  /** Makes every entity count as changed. */
  forgetHashes(): void {
    for (const entities of this.#entities.values()) {
      for (const ref of entities.keys()) {
        entities.set(ref, '');
      }
    }
  }

  /** Replaces the facts an object's conversion read. */
  setReads(item: TItem, facts: Iterable<string>): void {
    this.forgetReads(item.key);
    this.#reads.set(item.key, { item, facts });
    for (const fact of facts) {
      put(this.#readers, fact, item.key);
    }
  }

  /** An object that was converted, by its key. */
  itemOf(key: string): TItem | undefined {
    return this.#reads.get(key)?.item;
  }

  forgetReads(key: string): void {
    for (const fact of this.#reads.get(key)?.facts ?? []) {
      drop(this.#readers, fact, key);
    }
    this.#reads.delete(key);
  }

  /** Objects whose conversion read a fact. */
  *readersOf(fact: string): Generator<TItem> {
    for (const key of this.#readers.get(fact) ?? []) {
      yield this.#reads.get(key)!.item;
    }
  }
}

function put(map: Map<string, Set<string>>, key: string, value: string): void {
  const values = map.get(key);
  if (values) {
    values.add(value);
  } else {
    map.set(key, new Set([value]));
  }
}

function drop(map: Map<string, Set<string>>, key: string, value: string): void {
  const values = map.get(key);
  values?.delete(value);
  if (!values?.size) {
    map.delete(key);
  }
}
