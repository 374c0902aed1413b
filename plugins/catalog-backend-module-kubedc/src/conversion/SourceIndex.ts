import type { BacklogItem } from '../sync/Backlog';

/** What the writer knows of one object. */
export interface Source {
  /** Absent for entities that come from no object. */
  item?: BacklogItem;
  /** `resource.group` of the object. */
  type: string;
  /** Hash by ref of the entities the catalog has from it. */
  entities: Map<string, string>;
  read: ReadonlySet<string>;
}

/**
 * Which entities came from which objects, and which objects must be converted again when a fact changes.
 */
export class SourceIndex {
  readonly #sources = new Map<string, Source>();
  readonly #readers = new Map<string, Set<string>>();
  readonly #claims = new Map<string, Set<string>>();

  get(key: string): Source | undefined {
    return this.#sources.get(key);
  }

  /** Replaces what is known of an object; undefined forgets it. */
  set(key: string, source: Source | undefined): void {
    const before = this.#sources.get(key);
    before?.read.forEach(fact => drop(this.#readers, fact, key));
    before?.entities.forEach((_, ref) => drop(this.#claims, ref, key));
    if (!source) {
      this.#sources.delete(key);
      return;
    }
    this.#sources.set(key, source);
    source.read.forEach(fact => put(this.#readers, fact, key));
    source.entities.forEach((_, ref) => put(this.#claims, ref, key));
  }

  /** Objects whose conversion read a fact. */
  readersOf(fact: string): Iterable<string> {
    return this.#readers.get(fact) ?? [];
  }

  /** Objects that an entity came from: one, unless names clash. */
  claimsOf(ref: string): ReadonlySet<string> | undefined {
    return this.#claims.get(ref);
  }

  /** Makes every entity count as changed. */
  forgetHashes(): void {
    for (const source of this.#sources.values()) {
      for (const ref of source.entities.keys()) {
        source.entities.set(ref, '');
      }
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
