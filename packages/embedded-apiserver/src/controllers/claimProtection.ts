import { Registry } from '../registry/registry';
import { Resource } from '../scheme/resource';
import { Entry } from '../storage/entry';
import { KubeObject } from '../types';
import { readList, readString } from '../util/read';
import { SYSTEM_USER } from './systemUser';

const CLAIMS = '/persistentvolumeclaims';
const PODS = '/pods';

/** What keeps a claim for as long as a pod uses it. */
export const CLAIM_FINALIZER = 'kubernetes.io/pvc-protection';

function isWaiting({ metadata }: KubeObject): boolean {
  return (
    !!metadata.deletionTimestamp &&
    !!metadata.finalizers?.includes(CLAIM_FINALIZER)
  );
}

/** The claims of a pod that runs on a node. */
function claimsOf(pod: KubeObject): string[] {
  const isOver = ['Succeeded', 'Failed'].includes(
    readString(pod, 'status', 'phase'),
  );
  return isOver || !readString(pod, 'spec', 'nodeName')
    ? []
    : readList(pod, 'spec', 'volumes').map(volume =>
        readString(volume, 'persistentVolumeClaim', 'claimName'),
      );
}

/** Lets claims that are being deleted go when no pod uses them any more. */
export class ClaimProtection {
  /** Keys of claims that are to be looked at. */
  private readonly waiting = new Set<string>();
  private isPlanned = false;

  constructor(
    private readonly registry: Registry,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    const { store } = this.registry;
    for (const entry of store.collection(CLAIMS).list()) {
      this.changed(entry);
    }
    store.onChange(({ storageKey, type, entry }) => {
      if (storageKey === CLAIMS) {
        if (type === 'DELETED') {
          this.waiting.delete(entry.key);
        } else {
          this.changed(entry);
        }
      } else if (storageKey === PODS && this.waiting.size > 0) {
        this.plan();
      }
    });
  }

  private changed({ key, object }: Entry): void {
    if (isWaiting(object)) {
      this.waiting.add(key);
      this.plan();
    }
  }

  private plan(): void {
    if (!this.isPlanned) {
      this.isPlanned = true;
      setImmediate(() => this.release());
    }
  }

  private release(): void {
    this.isPlanned = false;
    for (const key of [...this.waiting]) {
      const claim = this.registry.store.collection(CLAIMS).get(key)?.object;
      if (!claim || !isWaiting(claim)) {
        this.waiting.delete(key);
      } else if (!this.isUsed(claim)) {
        try {
          this.removeFinalizer(claim);
        } catch (error) {
          this.onError(error);
        }
      }
    }
  }

  private isUsed({ metadata }: KubeObject): boolean {
    return this.registry.store
      .collection(PODS)
      .list(metadata.namespace)
      .some(({ object }) => claimsOf(object).includes(metadata.name));
  }

  private removeFinalizer({ metadata }: KubeObject): void {
    const { resources } = this.registry;
    const claims = resources.find(
      '',
      'v1',
      'persistentvolumeclaims',
    ) as Resource;
    this.registry.update(
      claims,
      metadata.namespace,
      metadata.name,
      current => {
        current.metadata.finalizers = current.metadata.finalizers?.filter(
          finalizer => finalizer !== CLAIM_FINALIZER,
        );
        return current;
      },
      { user: SYSTEM_USER, unconditional: true },
    );
  }
}
