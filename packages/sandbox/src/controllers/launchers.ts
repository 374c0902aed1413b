import { VirtualMachineInstance } from '../kinds';
import { Cache } from '../runtime/controller';
import { pods } from '../runtime/resources';
import { KubeObject } from '../runtime/types';
import { launcherNameOf } from './launcherPod';

/** All pods that an instance runs in, has left or moves to. */
export function launchersOf(
  instance: VirtualMachineInstance,
  cache: Cache,
): KubeObject[] {
  const { namespace, uid } = instance.metadata;
  return cache
    .list(pods, namespace)
    .filter(
      ({ metadata }) =>
        metadata.labels?.['kubevirt.io/created-by'] === uid &&
        metadata.labels?.['kubevirt.io'] === 'virt-launcher',
    );
}

/** The pod that an instance runs in; after a migration it is another one. */
export function launcherOf(
  instance: VirtualMachineInstance,
  cache: Cache,
): KubeObject | undefined {
  const { activePods, nodeName } = instance.status ?? {};
  const first = cache.get(pods, {
    namespace: instance.metadata.namespace,
    name: launcherNameOf(instance),
  });
  const isActive = ({ metadata }: KubeObject) =>
    activePods?.[`${metadata.uid}`] === nodeName;
  if (!activePods || (first && isActive(first))) {
    return first;
  }
  return launchersOf(instance, cache).find(isActive) ?? first;
}
