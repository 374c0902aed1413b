import { KubeObject } from '../../types';
import { Quantity } from '../../util/quantity';
import { read, readList, readString } from '../../util/read';
import { ResourceList } from '../../util/resourceList';
import { QuotaEvaluator } from './evaluator';

const NAMES = [
  'count/services',
  'services',
  'services.loadbalancers',
  'services.nodeports',
];

function nodePorts(service: KubeObject): number {
  const ports = readList(service, 'spec', 'ports');
  switch (readString(service, 'spec', 'type')) {
    case 'NodePort':
      return ports.length;
    case 'LoadBalancer':
      return read(service, 'spec', 'allocateLoadBalancerNodePorts') === false
        ? ports.filter(port => !!port.nodePort).length
        : ports.length;
    default:
      return 0;
  }
}

function usage(service: KubeObject): ResourceList {
  const isBalanced = readString(service, 'spec', 'type') === 'LoadBalancer';
  return new Map([
    ['count/services', Quantity.of(1)],
    ['services', Quantity.of(1)],
    ['services.loadbalancers', Quantity.of(isBalanced ? 1 : 0)],
    ['services.nodeports', Quantity.of(nodePorts(service))],
  ]);
}

/** Counts services, and those of them that cost more. */
export const serviceEvaluator: QuotaEvaluator = {
  storageKey: '/services',
  handles: ({ operation, subresource }) =>
    !subresource && operation !== 'DELETE',
  matching: names => names.filter(name => NAMES.includes(name)),
  usage,
  matchesScope: () => false,
};
