import { isCounted } from '../admission/resourceQuota/podEvaluator';
import { AdmissionRequest } from '../admission/admissionPlugin';
import { QuotaEvaluators } from '../admission/resourceQuota/evaluators';
import { isInScope } from '../admission/resourceQuota/scopes';
import { objectKey, Store, StoreChange } from '../storage/store';
import { KubeObject } from '../types';
import { Quantity } from '../util/quantity';
import {
  add,
  mask,
  readResources,
  ResourceList,
  sameResources,
  writeResources,
} from '../util/resourceList';
import { equal } from '../util/equal';

const QUOTAS = '/resourcequotas';
/** Changes that come together are counted once. */
const DELAY_MS = 20;

/** Keeps in the status of quotas what is used. */
export class ResourceQuotas {
  private readonly due = new Set<string>();
  private timer?: NodeJS.Timeout;
  private unsubscribe?: () => void;

  constructor(
    private readonly store: Store,
    private readonly evaluators: QuotaEvaluators,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    this.unsubscribe = this.store.onChange(change => this.onChange(change));
    for (const { key } of this.store.collection(QUOTAS).list()) {
      this.schedule(key);
    }
  }

  stop(): void {
    this.unsubscribe?.();
    clearTimeout(this.timer);
  }

  /** Counts again when what a quota was charged for did not happen after all. */
  afterCharge({ resource, namespace, object, operation }: AdmissionRequest) {
    if (operation !== 'CREATE' || !object) {
      return;
    }
    const key = objectKey(namespace, object.metadata.name);
    setImmediate(() => {
      const stored = this.store.collection(resource.storageKey).get(key);
      if (stored?.object.metadata.uid !== object.metadata.uid) {
        this.scheduleFor(resource.storageKey, namespace);
      }
    });
  }

  private onChange({ storageKey, type, entry, previous }: StoreChange): void {
    const { object } = entry;
    if (storageKey === QUOTAS && type !== 'DELETED') {
      if (!equal(object.spec, previous?.object.spec)) {
        this.schedule(entry.key);
      }
    }
    const { namespace } = object.metadata;
    if (namespace && type !== 'ADDED') {
      const isFreed =
        type === 'DELETED' ||
        this.mayUseLess(storageKey, object, previous?.object);
      if (isFreed) {
        this.scheduleFor(storageKey, namespace);
      }
    }
  }

  private mayUseLess(
    storageKey: string,
    object: KubeObject,
    old: KubeObject | undefined,
  ): boolean {
    switch (storageKey) {
      case '/pods':
        return !!old && isCounted(old) && !isCounted(object);
      case '/services':
        return !equal(object.spec, old?.spec);
      case '/persistentvolumeclaims':
        return !equal(object, old);
      default:
        return false;
    }
  }

  private scheduleFor(storageKey: string, namespace: string): void {
    for (const quota of this.store.collection(QUOTAS).list(`${namespace}/`)) {
      const names = [...readResources(quota.object, 'spec', 'hard').keys()];
      if (this.evaluators.of(storageKey)?.matching(names).length) {
        this.schedule(quota.key);
      }
    }
  }

  private schedule(key: string): void {
    this.due.add(key);
    this.timer ??= setTimeout(() => this.run(), DELAY_MS).unref();
  }

  private run(): void {
    this.timer = undefined;
    const keys = [...this.due];
    this.due.clear();
    for (const key of keys) {
      try {
        this.recount(key);
      } catch (error) {
        this.onError(error);
      }
    }
  }

  private recount(key: string): void {
    const quota = this.store.collection(QUOTAS).get(key)?.object;
    if (!quota) {
      return;
    }
    const hard = readResources(quota, 'spec', 'hard');
    const before = readResources(quota, 'status', 'used');
    const used = mask(
      new Map([...before, ...this.usage(quota, [...hard.keys()])]),
      hard.keys(),
    );
    const isSame =
      quota.status !== undefined &&
      sameResources(hard, readResources(quota, 'status', 'hard')) &&
      sameResources(used, before);
    if (!isSame) {
      this.store.put(QUOTAS, key, {
        ...quota,
        status: { hard: writeResources(hard), used: writeResources(used) },
      });
    }
  }

  private usage(quota: KubeObject, names: string[]): ResourceList {
    let total: ResourceList = new Map();
    for (const evaluator of this.evaluators.for(names)) {
      for (const name of evaluator.matching(names)) {
        total.set(name, total.get(name) ?? Quantity.ZERO);
      }
      const objects = this.store
        .collection(evaluator.storageKey)
        .list(`${quota.metadata.namespace}/`);
      for (const { object } of objects) {
        if (isInScope(quota, evaluator, object)) {
          total = add(total, mask(evaluator.usage(object), names));
        }
      }
    }
    return total;
  }
}
