/** A rule of a Role or ClusterRole. */
export interface PolicyRule {
  verbs: string[];
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
}

/** What somebody wants to do. */
export interface Attributes {
  verb: string;
  isResource: boolean;
  group: string;
  version: string;
  resource: string;
  subresource: string;
  namespace: string;
  name: string;
  path: string;
}

function has(list: string[] | undefined, value: string): boolean {
  return !!list && (list.includes('*') || list.includes(value));
}

function resourceMatches(rule: PolicyRule, attributes: Attributes): boolean {
  const { resource, subresource } = attributes;
  const combined = subresource ? `${resource}/${subresource}` : resource;
  return !!rule.resources?.some(
    allowed =>
      allowed === '*' ||
      allowed === combined ||
      (subresource !== '' && allowed === `*/${subresource}`),
  );
}

function pathMatches(rule: PolicyRule, path: string): boolean {
  return !!rule.nonResourceURLs?.some(
    allowed =>
      allowed === '*' ||
      allowed === path ||
      (allowed.endsWith('*') && path.startsWith(allowed.slice(0, -1))),
  );
}

/** Whether a rule allows what somebody wants to do. */
export function ruleAllows(rule: PolicyRule, attributes: Attributes): boolean {
  if (!has(rule.verbs, attributes.verb)) {
    return false;
  }
  if (!attributes.isResource) {
    return pathMatches(rule, attributes.path);
  }
  return (
    has(rule.apiGroups, attributes.group) &&
    resourceMatches(rule, attributes) &&
    (!rule.resourceNames?.length ||
      rule.resourceNames.includes(attributes.name))
  );
}

function covers(owner: string[] = [], wanted: string): boolean {
  return owner.includes('*') || owner.includes(wanted);
}

function coversResource(owner: string[] = [], wanted: string): boolean {
  const slash = wanted.indexOf('/');
  return (
    covers(owner, wanted) ||
    (slash > 0 && owner.includes(`*${wanted.slice(slash)}`))
  );
}

function coversPath(owner: string[] = [], wanted: string): boolean {
  return owner.some(
    path =>
      path === wanted ||
      path === '*' ||
      (path.endsWith('*') && wanted.startsWith(path.slice(0, -1))),
  );
}

/** Splits a rule into rules that each allow exactly one thing. */
export function breakdown(rule: PolicyRule): PolicyRule[] {
  const result: PolicyRule[] = [];
  for (const group of rule.apiGroups ?? []) {
    for (const resource of rule.resources ?? []) {
      for (const verb of rule.verbs) {
        const single = {
          apiGroups: [group],
          resources: [resource],
          verbs: [verb],
        };
        if (rule.resourceNames?.length) {
          result.push(
            ...rule.resourceNames.map(name => ({
              ...single,
              resourceNames: [name],
            })),
          );
        } else {
          result.push(single);
        }
      }
    }
  }
  for (const path of rule.nonResourceURLs ?? []) {
    result.push(
      ...rule.verbs.map(verb => ({ verbs: [verb], nonResourceURLs: [path] })),
    );
  }
  return result;
}

function coversOne(owner: PolicyRule, wanted: PolicyRule): boolean {
  if (!covers(owner.verbs, wanted.verbs[0])) {
    return false;
  }
  if (wanted.nonResourceURLs) {
    return coversPath(owner.nonResourceURLs, wanted.nonResourceURLs[0]);
  }
  return (
    covers(owner.apiGroups, wanted.apiGroups?.[0] ?? '') &&
    coversResource(owner.resources, wanted.resources?.[0] ?? '') &&
    (!owner.resourceNames?.length ||
      (!!wanted.resourceNames &&
        owner.resourceNames.includes(wanted.resourceNames[0])))
  );
}

/** What of some rules is not allowed by the rules of an owner. */
export function uncovered(
  owned: PolicyRule[],
  wanted: PolicyRule[],
): PolicyRule[] {
  return wanted
    .flatMap(breakdown)
    .filter(single => !owned.some(owner => coversOne(owner, single)));
}

function quoted(list: string[] | undefined): string {
  return `[${(list ?? []).map(v => JSON.stringify(v)).join(' ')}]`;
}

/** A rule as refusals print it. */
export function ruleText(rule: PolicyRule): string {
  const parts: string[] = [];
  if (rule.apiGroups?.length) {
    parts.push(`APIGroups:${quoted(rule.apiGroups)}`);
  }
  if (rule.resources?.length) {
    parts.push(`Resources:${quoted(rule.resources)}`);
  }
  if (rule.resourceNames?.length) {
    parts.push(`ResourceNames:${quoted(rule.resourceNames)}`);
  }
  if (rule.nonResourceURLs?.length) {
    parts.push(`NonResourceURLs:${quoted(rule.nonResourceURLs)}`);
  }
  parts.push(`Verbs:${quoted(rule.verbs)}`);
  return `{${parts.join(', ')}}`;
}
