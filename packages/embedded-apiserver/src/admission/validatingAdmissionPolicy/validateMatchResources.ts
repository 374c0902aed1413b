import {
  duplicate,
  FieldError,
  invalid,
  notSupported,
  required,
} from '../../errors/fieldError';
import { validatePathSegment } from '../../registry/nameValidation';
import { LabelSelector } from '../../selectors/labelSelector';
import { MatchResources, ResourceRule } from './types';

const OPERATIONS = ['*', 'CONNECT', 'CREATE', 'DELETE', 'UPDATE'];
const SCOPES = ['*', 'Cluster', 'Namespaced'];
const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

function validateSelector(
  selector: LabelSelector | undefined,
  path: string,
): FieldError[] {
  if (!selector) {
    return [required(path)];
  }
  return (selector.matchExpressions ?? []).flatMap((expression, i) => {
    const { operator, values = [] } = expression;
    const field = `${path}.matchExpressions[${i}]`;
    if (!OPERATORS.includes(operator)) {
      return [
        invalid(`${field}.operator`, operator, 'not a valid selector operator'),
      ];
    }
    if (/In$/.test(operator) && values.length === 0) {
      return [
        required(
          `${field}.values`,
          "must be specified when `operator` is 'In' or 'NotIn'",
        ),
      ];
    }
    return [];
  });
}

function validateList(
  list: string[] | undefined,
  path: string,
  wildcard: string,
): FieldError[] {
  if (!list?.length) {
    return [required(path)];
  }
  return list.length > 1 && list.includes('*')
    ? [invalid(path, list, wildcard)]
    : [];
}

function validateResources(resources: string[], path: string): FieldError[] {
  if (resources.length === 0) {
    return [required(path)];
  }
  const errors: FieldError[] = [];
  const wildSubresources = new Set<string>();
  const wildResources = new Set<string>();
  resources.forEach((wanted, i) => {
    const field = `${path}[${i}]`;
    if (wanted === '') {
      errors.push(required(field));
    }
    const slash = wanted.indexOf('/');
    if (slash < 0) {
      return;
    }
    const name = wanted.slice(0, slash);
    const sub = wanted.slice(slash + 1);
    const clash = (present: string) =>
      errors.push(
        invalid(
          field,
          wanted,
          `if '${present}' is present, must not specify ${wanted}`,
        ),
      );
    if (wildSubresources.has(name)) {
      clash(`${name}/*`);
    }
    if (wildResources.has(sub)) {
      clash(`*/${sub}`);
    }
    if (sub === '*') {
      wildSubresources.add(name);
    }
    if (name === '*') {
      wildResources.add(sub);
    }
  });
  if (resources.length > 1 && resources.includes('*/*')) {
    const text = "if '*/*' is present, must not specify other resources";
    errors.push(invalid(path, resources, text));
  }
  const plain = resources.filter(name => name && !name.includes('/'));
  if (resources.includes('*') && plain[plain.length - 1] !== '*') {
    errors.push(
      invalid(
        path,
        resources,
        "if '*' is present, must not specify other resources without subresources",
      ),
    );
  }
  return errors;
}

function validateRule(rule: ResourceRule, path: string): FieldError[] {
  const { operations, apiVersions, scope, resourceNames = [] } = rule;
  const only = (what: string) =>
    `if '*' is present, must not specify other ${what}`;
  return [
    ...resourceNames.flatMap((name, i) => [
      ...validatePathSegment(name).map(problem =>
        invalid(`${path}.resourceNames[${i}]`, name, problem),
      ),
      ...(resourceNames.indexOf(name) < i
        ? [duplicate(`${path}.resourceNames[${i}]`, name)]
        : []),
    ]),
    ...validateList(operations, `${path}.operations`, only('operations')),
    ...(operations ?? []).flatMap((operation, i) =>
      OPERATIONS.includes(operation)
        ? []
        : [notSupported(`${path}.operations[${i}]`, operation, OPERATIONS)],
    ),
    ...validateList(rule.apiGroups, `${path}.apiGroups`, only('API groups')),
    ...validateList(apiVersions, `${path}.apiVersions`, only('API versions')),
    ...(apiVersions ?? []).flatMap((version, i) =>
      version ? [] : [required(`${path}.apiVersions[${i}]`)],
    ),
    ...validateResources(rule.resources ?? [], `${path}.resources`),
    ...(scope !== undefined && !SCOPES.includes(scope)
      ? [notSupported(`${path}.scope`, scope, SCOPES)]
      : []),
  ];
}

/** What is wrong with the requests that a policy or a binding is about. */
export function validateMatchResources(
  resources: MatchResources,
  path: string,
): FieldError[] {
  const { matchPolicy } = resources;
  const errors: FieldError[] = [];
  if (matchPolicy === undefined) {
    errors.push(required(`${path}.matchPolicy`));
  } else if (!['Equivalent', 'Exact'].includes(matchPolicy)) {
    errors.push(
      notSupported(`${path}.matchPolicy`, matchPolicy, ['Equivalent', 'Exact']),
    );
  }
  for (const key of ['namespaceSelector', 'objectSelector'] as const) {
    errors.push(...validateSelector(resources[key], `${path}.${key}`));
  }
  for (const key of ['resourceRules', 'excludeResourceRules'] as const) {
    (resources[key] ?? []).forEach((rule, i) =>
      errors.push(...validateRule(rule, `${path}.${key}[${i}]`)),
    );
  }
  return errors;
}
