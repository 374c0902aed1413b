import { Registry } from '../registry/registry';
import { Resource } from '../scheme/resource';
import { KubeObject } from '../types';
import { readString } from '../util/read';
import { SYSTEM_USER } from './systemUser';

const PODS = '/pods';
/** Longest time that a timer can be set to. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Removes pods that are being deleted: at once when the node they are bound to
 * does not exist (as the pod garbage collector does), otherwise when their time
 * to shut down is over (as a kubelet would).
 */
export class PodTermination {
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(
    private readonly registry: Registry,
    private readonly onError: (error: unknown) => void,
  ) {
    registry.store.onChange(({ storageKey, type, entry }) => {
      if (storageKey === PODS) {
        this.changed(entry.key, entry.object, type === 'DELETED');
      }
    });
    for (const entry of registry.store.collection(PODS).list()) {
      this.changed(entry.key, entry.object, false);
    }
  }

  stop(): void {
    this.timers.forEach(timer => clearTimeout(timer));
    this.timers.clear();
  }

  private changed(key: string, pod: KubeObject, isGone: boolean): void {
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    const { deletionTimestamp, deletionGracePeriodSeconds } = pod.metadata;
    if (isGone || !deletionTimestamp || deletionGracePeriodSeconds === 0) {
      return;
    }
    const hasNode = this.registry.store
      .collection('/nodes')
      .get(readString(pod, 'spec', 'nodeName'));
    const delay = hasNode ? Date.parse(deletionTimestamp) - Date.now() : 0;
    const timer = setTimeout(
      () => this.remove(key, pod),
      Math.min(Math.max(0, delay), LONGEST_MS),
    );
    this.timers.set(key, timer.unref());
  }

  private remove(key: string, { metadata }: KubeObject): void {
    this.timers.delete(key);
    const pods = this.registry.resources.find('', 'v1', 'pods') as Resource;
    const current = this.registry.store.collection(PODS).get(key);
    if (current?.object.metadata.uid !== metadata.uid) {
      return;
    }
    try {
      this.registry.delete(
        pods,
        metadata.namespace,
        metadata.name,
        { gracePeriodSeconds: 0 },
        { user: SYSTEM_USER },
      );
    } catch (error) {
      this.onError(error);
    }
  }
}
