import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  kindRegistry,
  resourceKeyOf,
  type CatalogWriterReport,
  type ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  Installation,
  Mirror,
  MirrorChange,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { ConvertedEntity } from '../conversion/convertObject';
import { SourceIndex } from '../conversion/SourceIndex';
import { listKey, objectKey } from '../conversion/TrackedObjects';
import { UNKNOWN_SOURCE } from '../database/CatalogState';
import type { EntityConverter } from '../converters/types';
import { Backlog, backlogItem, type BacklogItem } from './Backlog';
import { DeltaPlanner } from './DeltaPlanner';
import { MAX_MUTATION, type EntitySink } from './EntitySink';
import { judgeRemovals } from './judgeRemovals';
import { Pace } from './Pace';
import { SkipReport } from './SkipReport';

/** Milliseconds between two flushes while changes keep coming. */
const FLUSH_INTERVAL_MS = 500;
/** Milliseconds before a failed mutation is tried again: the first pause and the longest. */
const RETRY_MS: [number, number] = [500, 30_000];
/** Key of the entities that come from no object. */
const FIXED = 'fixed';

/**
 * Keeps the catalog as the mirror is, for one installation, as long as this replica is its writer.
 */
export class CatalogWriter {
  readonly #mirror: Mirror;
  readonly #types: ReadonlyMap<string, ResourceType>;
  readonly #fixed: readonly ConvertedEntity[];
  readonly #sink: EntitySink;
  readonly #logger: LoggerService;
  readonly #percentage: number;
  readonly #index = new SourceIndex<BacklogItem>();
  readonly #backlog = new Backlog();
  readonly #pace: Pace;
  readonly #skips: SkipReport;
  readonly #planner: DeltaPlanner;
  /** Types whose first list is known to be complete. */
  readonly #synced = new Set<string>();
  readonly #since = new Date();
  #compareDue = true;
  #adoptDue = true;
  #failures = 0;
  #error: string | undefined;
  #refusals: string[] = [];
  #lastWriteAt: Date | undefined;
  #lastComparedAt: Date | undefined;

  constructor(options: {
    installation: Installation;
    mirror: Mirror;
    converters: readonly EntityConverter[];
    /** Entities that come from no object. */
    fixed: readonly ConvertedEntity[];
    sink: EntitySink;
    logger: LoggerService;
    hintNamespaces: readonly string[];
    /** Ids of the kinds that become components where the configuration asks for them. */
    components: readonly string[];
    rejectRemovalsAbovePercentage: number;
    /** Only tests need another one. */
    pace?: Pace;
  }) {
    this.#mirror = options.mirror;
    this.#fixed = options.fixed;
    this.#sink = options.sink;
    this.#logger = options.logger;
    this.#percentage = options.rejectRemovalsAbovePercentage;
    const typed = options.converters.map(
      converter =>
        [kindRegistry.byId(converter.kind)!.type, converter] as const,
    );
    this.#types = new Map(typed.map(([type]) => [resourceKeyOf(type), type]));
    this.#pace = options.pace ?? new Pace(FLUSH_INTERVAL_MS);
    this.#skips = new SkipReport(options.logger);
    this.#planner = new DeltaPlanner({
      ...options,
      converters: new Map(
        typed.map(([type, converter]) => [resourceKeyOf(type), converter]),
      ),
      skips: this.#skips,
      backlog: this.#backlog,
      index: this.#index,
    });
  }

  /** Writes until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    await this.#sink.open();
    const unsubscribe = [
      this.#mirror.subscribe(change => this.#onChange(change)),
      this.#mirror.subscribeStatus(type => this.#onStatus(type)),
    ];
    try {
      this.reconcile();
      while (!signal.aborted) {
        await this.#pace.next(signal);
        if (!signal.aborted) {
          await this.#flush(signal);
        }
      }
    } finally {
      unsubscribe.forEach(each => each());
    }
  }

  /** Compares the whole platform with the catalog. */
  reconcile(): void {
    this.#index.forgetHashes();
    this.#index.setEntities(FIXED, undefined);
    for (const type of this.#types.values()) {
      for (const { metadata } of this.#mirror.list(type)) {
        this.#backlog.add(backlogItem(type, metadata));
      }
    }
    this.#compareDue = true;
    this.#adoptDue = true;
    this.#pace.call();
  }

  /** What the writer has to say of itself. */
  report(): Omit<CatalogWriterReport, 'writer' | 'at'> {
    return {
      since: this.#since.toISOString(),
      entities: this.#sink.known.size,
      waiting: this.#backlog.total,
      ...(this.#lastWriteAt && {
        lastWriteAt: this.#lastWriteAt.toISOString(),
      }),
      ...(this.#lastComparedAt && {
        lastComparedAt: this.#lastComparedAt.toISOString(),
      }),
      ...(this.#error && { error: this.#error }),
      refusals: this.#refusals,
      skipped: this.#skips.summary(),
    };
  }

  #onChange({ type, object, action, source }: MirrorChange): void {
    const { namespace, name } = object.metadata;
    if (this.#types.has(resourceKeyOf(type))) {
      this.#backlog.add(
        backlogItem(
          type,
          object.metadata,
          action === 'deleted' && source === 'watch',
        ),
      );
    }
    for (const fact of [
      objectKey(type, namespace, name),
      listKey(type, namespace),
      listKey(type),
    ]) {
      for (const reader of this.#index.readersOf(fact)) {
        this.#backlog.touch(reader);
      }
    }
    if (this.#backlog.size >= MAX_MUTATION) {
      this.#pace.hurry();
    } else if (this.#backlog.size) {
      this.#pace.call();
    }
  }

  #onStatus(type: ResourceType): void {
    const settled = this.#isSettled(type);
    const key = resourceKeyOf(type);
    if (this.#mirror.hasSynced(type) && !this.#synced.has(key)) {
      this.#synced.add(key);
      this.#compareDue = true;
    }
    if (settled && this.#backlog.release(type)) {
      this.#pace.call();
    }
    if (settled && this.#compareDue) {
      this.#pace.call();
    }
  }

  async #flush(signal: AbortSignal): Promise<void> {
    try {
      await this.#writeFixed();
      await this.#writeBacklog();
      if (!this.#backlog.size && this.#compareDue && this.#allSettled()) {
        await this.#compareOnce();
      }
      this.#failures = 0;
      this.#error = undefined;
    } catch (error) {
      this.#failures += 1;
      this.#error = toError(error).message;
      const pause = Math.min(RETRY_MS[0] * 2 ** this.#failures, RETRY_MS[1]);
      this.#logger.warn(
        `The catalog did not take a change; trying again in ${pause} ms: ${
          toError(error).message
        }`,
      );
      await sleep(pause, undefined, { signal }).catch(() => {
        // Aborted: the loop sees it.
      });
      this.#pace.call();
    }
  }

  async #writeFixed(): Promise<void> {
    if (!this.#index.entitiesOf(FIXED)) {
      await this.#sink.apply({
        added: this.#fixed.map(entity => ({ ...entity, type: FIXED })),
        removed: [],
      });
      this.#index.setEntities(
        FIXED,
        new Map(this.#fixed.map(({ ref, hash }) => [ref, hash])),
      );
    }
  }

  async #writeBacklog(): Promise<void> {
    const plan = this.#planner.next();
    try {
      await this.#sink.apply(plan.delta);
    } catch (error) {
      this.#backlog.restore(plan.items);
      throw error;
    }
    this.#compareDue ||= plan.leftovers;
    plan.commit();
    if (this.#backlog.size) {
      this.#pace.hurry();
    }
    const { added, removed } = plan.delta;
    if (added.length || removed.length) {
      this.#lastWriteAt = new Date();
      this.#logger.debug(
        `Catalog: ${added.length} entities written, ${removed.length} removed`,
      );
    }
  }

  async #compareOnce(): Promise<void> {
    // Before, as it may be due again in the meantime.
    this.#compareDue = false;
    try {
      await this.#compare();
    } catch (error) {
      this.#compareDue = true;
      throw error;
    }
  }

  /** Removes entities whose objects are gone, as far as that is beyond doubt. */
  async #compare(): Promise<void> {
    if (this.#adoptDue) {
      const adopted = await this.#sink.adopt();
      this.#adoptDue = false;
      if (adopted) {
        this.#logger.warn(
          `Catalog: ${adopted} entities were there that no writer remembers`,
        );
      }
    }
    this.#logger.info(
      `Catalog: ${this.#sink.known.size} entities, ${
        this.#skips.size
      } objects with something skipped`,
    );
    const complete = new Set(
      [...this.#types]
        .filter(
          ([, type]) =>
            this.#mirror.hasSynced(type) &&
            !this.#mirror.status(type).partial &&
            this.#planner.isCertain(type),
        )
        .map(([key]) => key),
    );
    const surplus = [...this.#sink.known]
      .filter(
        ([ref, type]) =>
          !this.#index.claimsOf(ref) &&
          // A kind that is not converted any more was switched off by the operator.
          (type === UNKNOWN_SOURCE
            ? complete.size === this.#types.size
            : complete.has(type) || !this.#types.has(type)),
      )
      .map(([ref]) => ref);
    const verdict = judgeRemovals({
      known: this.#sink.known,
      surplus,
      platformEmpty: [...this.#types.values()].every(
        type => !this.#mirror.list(type).length,
      ),
      percentage: this.#percentage,
    });
    this.#refusals = verdict.refusals;
    this.#lastComparedAt = new Date();
    for (const refusal of verdict.refusals) {
      this.#logger.error(
        `Nothing is removed from the catalog because ${refusal}. If that is right, raise kubedc.catalog.rejectRemovalsAbovePercentage`,
      );
    }
    if (verdict.accepted.length) {
      await this.#sink.removeAll(verdict.accepted);
      this.#logger.info(
        `Catalog: ${verdict.accepted.length} entities removed, as their objects are gone`,
      );
    }
  }

  #allSettled(): boolean {
    return [...this.#types.values()].every(type => this.#isSettled(type));
  }

  #isSettled(type: ResourceType): boolean {
    return (
      this.#mirror.hasSynced(type) ||
      !['listing', 'syncing'].includes(this.#mirror.status(type).state)
    );
  }
}
