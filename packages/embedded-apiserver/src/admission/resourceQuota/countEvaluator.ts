import { Quantity } from '../../util/quantity';
import { QuotaEvaluator } from './evaluator';

const ALIASES = [
  'configmaps',
  'resourcequotas',
  'replicationcontrollers',
  'secrets',
];

/** The name by which quotas limit how many objects of a resource there are. */
export function countName(storageKey: string): string {
  const [group, resource] = storageKey.split('/');
  return group ? `count/${resource}.${group}` : `count/${resource}`;
}

/** Counts the objects of a resource. */
export function countEvaluator(storageKey: string): QuotaEvaluator {
  const own = [countName(storageKey)];
  const resource = storageKey.slice(1);
  if (storageKey.startsWith('/') && ALIASES.includes(resource)) {
    own.push(resource);
  }
  const one = new Map(own.map(name => [name, Quantity.of(1)]));
  return {
    storageKey,
    handles: ({ operation, subresource }) =>
      operation === 'CREATE' && !subresource,
    matching: names => names.filter(name => own.includes(name)),
    usage: () => one,
    matchesScope: () => false,
  };
}
