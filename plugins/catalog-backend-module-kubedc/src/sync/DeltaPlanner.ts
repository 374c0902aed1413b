import {
  resourceKeyOf,
  type KubernetesObject,
  type ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  Installation,
  Mirror,
} from '@kubedc/backstage-plugin-kubedc-node';
import { convertObject } from '../conversion/convertObject';
import type { SourceIndex } from '../conversion/SourceIndex';
import type { EntityConverter } from '../converters/types';
import type { Backlog, BacklogItem } from './Backlog';
import { MAX_MUTATION, type EntityDelta } from './EntitySink';
import type { SkipReport } from './SkipReport';

/** A delta and what is to be remembered once the catalog has it. */
export interface PlannedDelta {
  delta: EntityDelta;
  items: BacklogItem[];
  /** True when entities lost their object without being removed by this delta. */
  leftovers: boolean;
  commit(): void;
}

interface ItemPlan {
  added: EntityDelta['added'];
  removed: string[];
  /** Hash by ref of all entities of the object; absent when it is gone. */
  entities: ReadonlyMap<string, string> | undefined;
  /** Names that it takes from other objects, with the key of these. */
  taken?: ReadonlyArray<[ref: string, from: string]>;
}

/** Turns changed objects into deltas of the catalog. */
export class DeltaPlanner {
  readonly #installation: Installation;
  readonly #mirror: Mirror;
  readonly #converters: ReadonlyMap<string, EntityConverter>;
  readonly #hintNamespaces: readonly string[];
  readonly #kinds: ReadonlySet<string>;
  readonly #components: readonly string[];
  readonly #skips: SkipReport;
  readonly #backlog: Backlog;
  readonly #index: SourceIndex<BacklogItem>;
  /** Objects that lost a name to another object, by ref. */
  readonly #losers = new Map<string, Map<string, BacklogItem>>();
  /** Objects of which it is not certain what entities they should have, by type. */
  readonly #uncertain = new Map<string, Set<string>>();

  constructor(options: {
    installation: Installation;
    mirror: Mirror;
    /** By `resource.group`. */
    converters: ReadonlyMap<string, EntityConverter>;
    hintNamespaces: readonly string[];
    components: readonly string[];
    skips: SkipReport;
    backlog: Backlog;
    index: SourceIndex<BacklogItem>;
  }) {
    this.#installation = options.installation;
    this.#mirror = options.mirror;
    this.#converters = options.converters;
    this.#hintNamespaces = options.hintNamespaces;
    this.#components = options.components;
    this.#kinds = new Set(
      [...options.converters.values()].map(({ kind }) => kind),
    );
    this.#skips = options.skips;
    this.#backlog = options.backlog;
    this.#index = options.index;
  }

  /** True when every object of a type is converted as it should be. */
  isCertain(type: ResourceType): boolean {
    return (
      !this.#uncertain.get(resourceKeyOf(type))?.size &&
      !this.#backlog.hasWaiting(type)
    );
  }

  /** Takes as many objects from the backlog as one mutation can carry. */
  next(): PlannedDelta {
    const delta: EntityDelta = { added: [], removed: [] };
    const plans: Array<[BacklogItem, ItemPlan]> = [];
    const claims = new Map<string, string>();
    const later: BacklogItem[] = [];
    let taken = 0;
    let item = this.#backlog.shift();
    while (item) {
      const current = item;
      taken += 1;
      const plan = this.#plan(current, claims);
      if (plan === 'later') {
        later.push(current);
      } else if (plan) {
        const size = plan.added.length + plan.removed.length;
        const total = delta.added.length + delta.removed.length;
        if (total && total + size > MAX_MUTATION) {
          this.#backlog.add(current);
          break;
        }
        delta.added.push(...plan.added);
        delta.removed.push(...plan.removed);
        plans.push([current, plan]);
        plan.entities?.forEach((_, ref) => claims.set(ref, current.key));
      }
      // Also what changes nothing takes time: others must get their turn.
      item = taken < MAX_MUTATION ? this.#backlog.shift() : undefined;
    }
    later.forEach(postponed => this.#backlog.touch(postponed));
    return {
      delta,
      items: plans.map(([planned]) => planned),
      leftovers: plans.some(([planned, plan]) =>
        this.#hasLeftovers(planned, plan),
      ),
      commit: () =>
        plans.forEach(([planned, plan]) => this.#commit(planned, plan)),
    };
  }

  #plan(
    item: BacklogItem,
    claims: ReadonlyMap<string, string>,
  ): ItemPlan | 'later' | undefined {
    const object = this.#mirror.get(item.type, item.namespace, item.name);
    if (!object) {
      this.#settle(item);
      return {
        added: [],
        // What only a list lacks goes with the next comparison, which judges it.
        removed: item.gone ? this.#released(item) : [],
        entities: undefined,
      };
    }
    const reasons: string[] = [];
    const plan = this.#planObject(item, object, claims, reasons);
    this.#skips.set(item.key, reasons);
    return plan;
  }

  #planObject(
    item: BacklogItem,
    object: KubernetesObject,
    claims: ReadonlyMap<string, string>,
    reasons: string[],
  ): ItemPlan | 'later' | undefined {
    const type = resourceKeyOf(item.type);
    const { entities, error, read, unsynced } = convertObject(
      object,
      this.#converters.get(type)!,
      {
        installation: this.#installation,
        mirror: this.#mirror,
        hintNamespaces: this.#hintNamespaces,
        kinds: this.#kinds,
        components: this.#components,
        skip: (_, reason) => reasons.push(reason),
      },
    );
    // Now, not when the catalog has it: what is read may change while the mutation is under way.
    this.#index.setReads({ ...item, gone: false }, read);
    this.#mark(
      item,
      Boolean(error) || unsynced.some(each => this.#isRefused(each)),
    );
    if (error) {
      // Whatever the catalog has of it stays.
      reasons.push(error.message);
    }
    if (!entities || this.#mustWait(item, unsynced)) {
      return undefined;
    }
    const before = this.#index.entitiesOf(item.key);
    if (entities.some(({ ref }) => item.key < (claims.get(ref) ?? ''))) {
      // It may take the name, once the catalog has what is planned already.
      return 'later';
    }
    const takenNames: Array<[string, string]> = [];
    const own = entities.filter(({ ref }) => {
      const other = this.#otherClaim(ref, item, claims);
      if (other === undefined) {
        return true;
      }
      if (item.key < other && this.#index.itemOf(other)) {
        takenNames.push([ref, other]);
        return true;
      }
      reasons.push(`${ref} is the entity of ${other} already`);
      this.#loses(item, ref);
      return false;
    });
    return {
      added: own
        .filter(({ ref, hash }) => before?.get(ref) !== hash)
        .map(entity => ({ ...entity, type })),
      removed: [],
      entities: new Map(own.map(({ ref, hash }) => [ref, hash])),
      taken: takenNames,
    };
  }

  #mustWait(item: BacklogItem, unsynced: readonly ResourceType[]): boolean {
    const missing = unsynced.find(
      type =>
        !['forbidden', 'absent'].includes(this.#mirror.status(type).state),
    );
    if (missing) {
      this.#backlog.wait(item, missing);
    }
    return Boolean(missing);
  }

  /**
   * The object that has a name already. Of two, the one whose key comes first shall have it, so that the catalog does not
   * depend on who came first; the other one gets it when it is free.
   */
  #otherClaim(
    ref: string,
    item: BacklogItem,
    claims: ReadonlyMap<string, string>,
  ): string | undefined {
    return [claims.get(ref), ...(this.#index.claimsOf(ref) ?? [])].find(
      key => key !== undefined && key !== item.key,
    );
  }

  #loses(item: BacklogItem, ref: string): void {
    const losers = this.#losers.get(ref) ?? new Map<string, BacklogItem>();
    this.#losers.set(ref, losers.set(item.key, item));
  }

  #commit(item: BacklogItem, { entities, taken = [] }: ItemPlan): void {
    const before = this.#index.entitiesOf(item.key);
    this.#index.setEntities(item.key, entities);
    for (const [ref, from] of taken) {
      const rest = new Map(this.#index.entitiesOf(from));
      rest.delete(ref);
      this.#index.setEntities(from, rest);
      this.#losers.get(ref)?.delete(item.key);
      const loser = this.#index.itemOf(from);
      if (loser) {
        this.#backlog.touch(loser);
      }
    }
    for (const ref of before?.keys() ?? []) {
      if (!entities?.has(ref)) {
        this.#losers.get(ref)?.forEach(loser => this.#backlog.add(loser));
        this.#losers.delete(ref);
      }
    }
  }

  /** Refs that an object gave up and nobody else waits for. */
  #released(item: BacklogItem): string[] {
    const before = this.#index.entitiesOf(item.key);
    return [...(before?.keys() ?? [])].filter(
      ref =>
        ![...(this.#losers.get(ref)?.keys() ?? [])].some(
          key => key !== item.key,
        ),
    );
  }

  #hasLeftovers(item: BacklogItem, plan: ItemPlan): boolean {
    const before = this.#index.entitiesOf(item.key);
    if (!before) {
      // Gone before it was converted; a former writer may have given its entities.
      return !plan.entities;
    }
    return [...before.keys()].some(
      ref => !plan.entities?.has(ref) && !plan.removed.includes(ref),
    );
  }

  #mark(item: BacklogItem, uncertain: boolean): void {
    const type = resourceKeyOf(item.type);
    const items = this.#uncertain.get(type) ?? new Set<string>();
    this.#uncertain.set(type, items);
    if (uncertain) {
      items.add(item.key);
    } else {
      items.delete(item.key);
    }
  }

  #settle(item: BacklogItem): void {
    this.#mark(item, false);
    this.#skips.set(item.key, []);
    this.#index.forgetReads(item.key);
    this.#losers.forEach(losers => losers.delete(item.key));
  }

  #isRefused(type: ResourceType): boolean {
    return this.#mirror.status(type).state === 'forbidden';
  }
}
