import { KubeObject } from '../../types';
import { Quantity } from '../../util/quantity';
import { readString } from '../../util/read';
import { readResources, ResourceList } from '../../util/resourceList';
import { QuotaEvaluator, ScopeSelector } from './evaluator';
import { selectorMatches } from './scopes';

const COUNT = 'count/persistentvolumeclaims';
const CLAIMS = 'persistentvolumeclaims';
const STORAGE = 'requests.storage';
const BY_CLASS = '.storageclass.storage.k8s.io/';
const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class';

function storage(claim: KubeObject): Quantity | undefined {
  const requested = readResources(claim, 'spec', 'resources', 'requests')
    .get('storage')
    ?.roundedUp();
  const allocated = readResources(claim, 'status', 'allocatedResources')
    .get('storage')
    ?.roundedUp();
  return requested && allocated && allocated.compare(requested) > 0
    ? allocated
    : requested;
}

function usage(claim: KubeObject): ResourceList {
  const one = Quantity.of(1);
  const result: ResourceList = new Map([
    [CLAIMS, one],
    [COUNT, one],
  ]);
  const storageClass =
    claim.metadata.annotations?.[CLASS_ANNOTATION] ??
    readString(claim, 'spec', 'storageClassName');
  const amount = storage(claim);
  if (amount) {
    result.set(STORAGE, amount);
  }
  if (storageClass) {
    result.set(`${storageClass}${BY_CLASS}${CLAIMS}`, one);
    if (amount) {
      result.set(`${storageClass}${BY_CLASS}${STORAGE}`, amount);
    }
  }
  return result;
}

function matchesScope(selector: ScopeSelector, claim: KubeObject): boolean {
  return (
    selector.scopeName === 'VolumeAttributesClass' &&
    selectorMatches(
      selector,
      [
        readString(claim, 'spec', 'volumeAttributesClassName'),
        readString(claim, 'status', 'currentVolumeAttributesClassName'),
      ].filter(Boolean),
    )
  );
}

/** Counts the storage that is claimed. */
export const claimEvaluator: QuotaEvaluator = {
  storageKey: '/persistentvolumeclaims',
  handles: ({ operation, subresource }) =>
    !subresource && operation !== 'DELETE',
  matching: names =>
    names.filter(
      name =>
        [COUNT, CLAIMS, STORAGE].includes(name) ||
        name.endsWith(`${BY_CLASS}${CLAIMS}`) ||
        name.endsWith(`${BY_CLASS}${STORAGE}`),
    ),
  usage,
  matchesScope,
};
