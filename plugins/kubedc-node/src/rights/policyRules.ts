import type { ResourceAttributes } from './types';

/** A rule as a rules review answers it. */
export interface PolicyRule {
  verbs?: readonly string[] | null;
  apiGroups?: readonly string[] | null;
  resources?: readonly string[] | null;
  resourceNames?: readonly string[] | null;
}

const ANY = '*';

function names(
  list: readonly string[] | null | undefined,
  wanted: string,
): boolean {
  return Boolean(list?.includes(ANY) || list?.includes(wanted));
}

function namesResource(
  resources: readonly string[] | null | undefined,
  { resource, subresource }: ResourceAttributes,
): boolean {
  // A star stands for all resources with their subresources; `*/scale` for one subresource of all.
  return subresource
    ? names(resources, `${resource}/${subresource}`) ||
        Boolean(resources?.includes(`${ANY}/${subresource}`))
    : names(resources, resource);
}

function namesObject(
  objects: readonly string[] | null | undefined,
  name: string | undefined,
): boolean {
  // A rule for single objects says nothing about all of them.
  return !objects?.length || (name !== undefined && objects.includes(name));
}

/** Whether one of the rules gives a right, by the API server's own reading of them. */
export function rulesAllow(
  rules: readonly PolicyRule[],
  attributes: ResourceAttributes,
): boolean {
  return rules.some(
    ({ verbs, apiGroups, resources, resourceNames }) =>
      names(verbs, attributes.verb) &&
      names(apiGroups, attributes.group) &&
      namesResource(resources, attributes) &&
      namesObject(resourceNames, attributes.name),
  );
}
