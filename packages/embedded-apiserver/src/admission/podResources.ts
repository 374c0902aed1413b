import { KubeObject } from '../types';
import { readList, readString } from '../util/read';
import {
  add,
  greatest,
  mask,
  readResources,
  ResourceList,
} from '../util/resourceList';

/** What may also be asked for by the pod as a whole. */
const POD_LEVEL = ['cpu', 'memory'];

/**
 * What all containers of a pod ask for together. Containers that only begin
 * the pod run one after the other, those that go on running beside the others.
 */
export function podResources(
  pod: KubeObject,
  what: 'requests' | 'limits',
): ResourceList {
  let total: ResourceList = new Map();
  for (const container of readList(pod, 'spec', 'containers')) {
    total = add(total, readResources(container, 'resources', what));
  }
  let running: ResourceList = new Map();
  let begin: ResourceList = new Map();
  for (const container of readList(pod, 'spec', 'initContainers')) {
    const own = readResources(container, 'resources', what);
    const withRunning = add(running, own);
    if (readString(container, 'restartPolicy') === 'Always') {
      total = add(total, own);
      running = withRunning;
    }
    begin = greatest(begin, withRunning);
  }
  const podLevel = mask(
    readResources(pod, 'spec', 'resources', what),
    POD_LEVEL,
  );
  return new Map([...greatest(total, begin), ...podLevel]);
}
