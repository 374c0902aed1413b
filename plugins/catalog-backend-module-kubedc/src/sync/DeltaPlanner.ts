import { toError } from '@backstage/errors';
import {
  resourceKeyOf,
  type KubernetesObject,
  type ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  Installation,
  Mirror,
} from '@kubedc/backstage-plugin-kubedc-node';
import {
  convertObject,
  type Conversion,
  type ConvertedEntity,
} from '../conversion/convertObject';
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
}

/** Turns changed objects into deltas of the catalog. */
export class DeltaPlanner {
  readonly #installation: Installation;
  readonly #mirror: Mirror;
  readonly #converters: ReadonlyMap<string, EntityConverter>;
  readonly #hintNamespaces: readonly string[];
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
    skips: SkipReport;
    backlog: Backlog;
    index: SourceIndex<BacklogItem>;
  }) {
    this.#installation = options.installation;
    this.#mirror = options.mirror;
    this.#converters = options.converters;
    this.#hintNamespaces = options.hintNamespaces;
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
    let taken = 0;
    let item = this.#backlog.shift();
    while (item) {
      const current = item;
      taken += 1;
      const plan = this.#plan(current, claims);
      if (plan) {
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
    return {
      delta,
      items: plans.map(([planned]) => planned),
      leftovers: plans.some(([planned, plan]) =>
        this.#hasLeftovers(planned, plan),
      ),
      commit: () =>
        plans.forEach(([planned, plan]) =>
          this.#commit(planned, plan.entities),
        ),
    };
  }

  #plan(
    item: BacklogItem,
    claims: ReadonlyMap<string, string>,
  ): ItemPlan | undefined {
    const object = this.#mirror.get(item.type, item.namespace, item.name);
    const before = this.#index.entitiesOf(item.key);
    if (!object) {
      this.#settle(item);
      return {
        added: [],
        // What only a list lacks goes with the next comparison, which judges it.
        removed: item.gone ? this.#released(before, item) : [],
        entities: undefined,
      };
    }
    const conversion = this.#convert(item, object);
    if (!conversion || this.#mustWait(item, conversion)) {
      return undefined;
    }
    return this.#compare(item, conversion, before, claims);
  }

  #convert(
    item: BacklogItem,
    object: KubernetesObject,
  ): Conversion | undefined {
    const reasons: string[] = [];
    const typeKey = resourceKeyOf(item.type);
    try {
      const conversion = convertObject(object, this.#converters.get(typeKey)!, {
        installation: this.#installation,
        mirror: this.#mirror,
        hintNamespaces: this.#hintNamespaces,
        skip: (_, reason) => reasons.push(reason),
      });
      this.#mark(
        item,
        conversion.unsynced.some(type => this.#isRefused(type)),
      );
      this.#skips.set(item.key, reasons);
      // Now, not when the catalog has it: what is read may change while the mutation is under way.
      this.#index.setReads({ ...item, gone: false }, conversion.read);
      return conversion;
    } catch (error) {
      // Whatever the catalog has of it stays.
      this.#mark(item, true);
      this.#skips.set(item.key, [toError(error).message]);
      return undefined;
    }
  }

  #mustWait(item: BacklogItem, conversion: Conversion): boolean {
    const missing = conversion.unsynced.find(
      type =>
        !['forbidden', 'absent'].includes(this.#mirror.status(type).state),
    );
    if (missing) {
      this.#backlog.wait(item, missing);
    }
    return Boolean(missing);
  }

  #compare(
    item: BacklogItem,
    conversion: Conversion,
    before: ReadonlyMap<string, string> | undefined,
    claims: ReadonlyMap<string, string>,
  ): ItemPlan {
    const type = resourceKeyOf(item.type);
    const own = conversion.entities.filter(entity =>
      this.#claim(entity, item, claims),
    );
    return {
      added: own
        .filter(({ ref, hash }) => before?.get(ref) !== hash)
        .map(entity => ({ ...entity, type })),
      removed: [],
      entities: new Map(own.map(({ ref, hash }) => [ref, hash])),
    };
  }

  /** True when no other object has the name already. */
  #claim(
    { ref }: ConvertedEntity,
    item: BacklogItem,
    claims: ReadonlyMap<string, string>,
  ): boolean {
    const other = [claims.get(ref), ...(this.#index.claimsOf(ref) ?? [])].find(
      key => key !== undefined && key !== item.key,
    );
    if (other === undefined) {
      return true;
    }
    const losers = this.#losers.get(ref) ?? new Map<string, BacklogItem>();
    this.#losers.set(ref, losers.set(item.key, item));
    this.#skips.set(item.key, [`${ref} is the entity of ${other} already`]);
    return false;
  }

  #commit(
    item: BacklogItem,
    entities: ReadonlyMap<string, string> | undefined,
  ): void {
    const before = this.#index.entitiesOf(item.key);
    this.#index.setEntities(item.key, entities);
    for (const ref of before?.keys() ?? []) {
      if (!entities?.has(ref)) {
        this.#losers.get(ref)?.forEach(loser => this.#backlog.add(loser));
        this.#losers.delete(ref);
      }
    }
  }

  /** Refs that an object gave up and nobody else waits for. */
  #released(
    before: ReadonlyMap<string, string> | undefined,
    item: BacklogItem,
  ): string[] {
    return [...(before?.keys() ?? [])].filter(
      ref =>
        ![...(this.#losers.get(ref)?.keys() ?? [])].some(
          key => key !== item.key,
        ),
    );
  }

  #hasLeftovers(item: BacklogItem, plan: ItemPlan): boolean {
    const before = this.#index.entitiesOf(item.key);
    return [...(before?.keys() ?? [])].some(
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
