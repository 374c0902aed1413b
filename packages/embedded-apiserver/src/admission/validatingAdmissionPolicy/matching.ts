import { Resource } from '../../scheme/resource';
import { LabelSelector, matchesSelector } from '../../selectors/labelSelector';
import { Store } from '../../storage/store';
import { AdmissionRequest } from '../admissionPlugin';
import { MatchResources, ResourceRule } from './types';

const NAMESPACES = '/namespaces';

function has(list: string[] = [], value: string): boolean {
  return list.includes('*') || list.includes(value);
}

function matchesResource(
  { resources = [] }: ResourceRule,
  resource: string,
  subresource: string,
): boolean {
  return resources.some(wanted => {
    const [name, sub = ''] = wanted.split('/');
    return (
      (name === '*' || name === resource) &&
      (sub === '*' || sub === subresource)
    );
  });
}

function matchesScope(
  { scope = '*' }: ResourceRule,
  { resource, namespace }: AdmissionRequest,
): boolean {
  const isNamespaced = resource.storageKey !== NAMESPACES && namespace !== '';
  return scope === '*' || (scope === 'Namespaced') === isNamespaced;
}

function matchesRule(
  rule: ResourceRule,
  resource: Resource,
  request: AdmissionRequest,
): boolean {
  return (
    matchesScope(rule, request) &&
    has(rule.operations, request.operation) &&
    has(rule.apiGroups, resource.group) &&
    has(rule.apiVersions, resource.version) &&
    matchesResource(rule, resource.resource, request.subresource) &&
    (!rule.resourceNames?.length || rule.resourceNames.includes(request.name))
  );
}

/** The version of a resource by which a rule is about a request. */
function matchRules(
  rules: ResourceRule[],
  matchPolicy: string | undefined,
  request: AdmissionRequest,
  equivalents: Resource[],
): Resource | undefined {
  if (rules.some(rule => matchesRule(rule, request.resource, request))) {
    return request.resource;
  }
  return matchPolicy === 'Exact'
    ? undefined
    : equivalents.find(resource =>
        rules.some(rule => matchesRule(rule, resource, request)),
      );
}

function isEmpty({ matchLabels, matchExpressions }: LabelSelector): boolean {
  return (
    Object.keys(matchLabels ?? {}).length === 0 &&
    (matchExpressions ?? []).length === 0
  );
}

function matchesNamespace(
  selector: LabelSelector | undefined,
  request: AdmissionRequest,
  store: Store,
): boolean {
  const { resource, operation, subresource, object } = request;
  const isNamespace = resource.storageKey === NAMESPACES;
  const name = isNamespace ? request.name : request.namespace;
  if (!selector || isEmpty(selector) || (!name && !isNamespace)) {
    return true;
  }
  const isWrite = isNamespace && subresource === '' && operation !== 'DELETE';
  const namespace = isWrite
    ? object
    : store.collection(NAMESPACES).get(name)?.object;
  return matchesSelector(selector, namespace?.metadata.labels ?? {});
}

function matchesObject(
  selector: LabelSelector | undefined,
  { object, oldObject }: AdmissionRequest,
): boolean {
  if (!selector || isEmpty(selector)) {
    return true;
  }
  return [object, oldObject].some(
    candidate =>
      candidate && matchesSelector(selector, candidate.metadata?.labels ?? {}),
  );
}

/**
 * Whether a policy or a binding is about a request.
 *
 * @returns the version of the resource in which it is
 */
export function matchRequest(
  criteria: MatchResources,
  request: AdmissionRequest,
  equivalents: () => Resource[],
  store: Store,
): Resource | undefined {
  const { resourceRules = [], excludeResourceRules = [] } = criteria;
  const { matchPolicy } = criteria;
  const match = (rules: ResourceRule[]) =>
    matchRules(rules, matchPolicy, request, equivalents());
  const matched = resourceRules.length
    ? match(resourceRules)
    : request.resource;
  return matched &&
    matchesNamespace(criteria.namespaceSelector, request, store) &&
    matchesObject(criteria.objectSelector, request) &&
    !(excludeResourceRules.length && match(excludeResourceRules))
    ? matched
    : undefined;
}
