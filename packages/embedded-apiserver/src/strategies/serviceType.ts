import { KubeObject } from '../types';
import { equal } from '../util/equal';
import { ensureObject, readList, readObject } from '../util/read';

const ADDRESSES = ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy'];

function hasNodePorts(type: unknown): boolean {
  return type === 'NodePort' || type === 'LoadBalancer';
}

/**
 * Gives up what a service had because of its former type, unless it is asked
 * for anew: then it is refused when it does not fit.
 */
export function dropByType(object: KubeObject, old: KubeObject): void {
  const spec = ensureObject(object, 'spec');
  const before = readObject(old, 'spec');
  if (spec.type === before.type) {
    return;
  }
  const dropSame = (field: string) => {
    if (equal(spec[field], before[field])) {
      delete spec[field];
    }
  };
  const had = new Set(readList(before, 'ports').map(port => port.nodePort));
  const ports = readList(spec, 'ports');
  if (
    hasNodePorts(before.type) &&
    !hasNodePorts(spec.type) &&
    ports.every(port => !port.nodePort || had.has(port.nodePort))
  ) {
    ports.forEach(port => delete port.nodePort);
  }
  if (!hasNodePorts(spec.type)) {
    dropSame('externalTrafficPolicy');
  }
  if (spec.type !== 'LoadBalancer') {
    dropSame('allocateLoadBalancerNodePorts');
    dropSame('loadBalancerClass');
    dropSame('healthCheckNodePort');
  }
  if (spec.type === 'ExternalName') {
    ADDRESSES.forEach(dropSame);
    dropSame('internalTrafficPolicy');
  }
}
