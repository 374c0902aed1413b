import {
  FieldError,
  invalid,
  notSupported,
  required,
} from '../errors/fieldError';
import { PolicyRule } from '../authz/policyRule';
import {
  validatePathSegment,
  validateQualifiedName,
  validateSubdomain,
} from '../registry/nameValidation';
import { JsonObject, KubeObject } from '../types';
import { readList, readObject, readString } from '../util/read';

const GROUP = 'rbac.authorization.k8s.io';

function validateRule(
  rule: PolicyRule,
  isNamespaced: boolean,
  path: string,
): FieldError[] {
  const { verbs, nonResourceURLs, apiGroups, resources, resourceNames } = rule;
  const errors: FieldError[] = [];
  if (!verbs?.length) {
    errors.push(
      required(`${path}.verbs`, 'verbs must contain at least one value'),
    );
  }
  if (nonResourceURLs?.length) {
    const at = `${path}.nonResourceURLs`;
    if (isNamespaced) {
      errors.push(
        invalid(
          at,
          nonResourceURLs,
          'namespaced rules cannot apply to non-resource URLs',
        ),
      );
    }
    if (apiGroups?.length || resources?.length || resourceNames?.length) {
      errors.push(
        invalid(
          at,
          nonResourceURLs,
          'rules cannot apply to both regular resources and non-resource URLs',
        ),
      );
    }
    return errors;
  }
  if (!apiGroups?.length) {
    errors.push(
      required(
        `${path}.apiGroups`,
        'resource rules must supply at least one api group',
      ),
    );
  }
  if (!resources?.length) {
    errors.push(
      required(
        `${path}.resources`,
        'resource rules must supply at least one resource',
      ),
    );
  }
  return errors;
}

function validateAggregation(rule: JsonObject): FieldError[] {
  const path = 'aggregationRule.clusterRoleSelectors';
  const selectors = readList(rule, 'clusterRoleSelectors');
  if (selectors.length === 0) {
    return [
      required(
        path,
        'at least one clusterRoleSelector required if aggregationRule is non-nil',
      ),
    ];
  }
  return selectors.flatMap((selector, i) => {
    const problems = Object.keys(readObject(selector, 'matchLabels')).flatMap(
      key =>
        validateQualifiedName(key).map(problem =>
          invalid(`${path}[${i}].matchLabels`, key, problem),
        ),
    );
    return problems.length > 0
      ? [...problems, invalid(`${path}[${i}]`, null, 'invalid label selector.')]
      : [];
  });
}

/** Checks a Role or a ClusterRole. */
export function validateRole(object: KubeObject): FieldError[] {
  const rules = (object.rules as PolicyRule[] | undefined) ?? [];
  return [
    ...rules.flatMap((rule, i) =>
      validateRule(rule, object.kind === 'Role', `rules[${i}]`),
    ),
    ...(object.aggregationRule
      ? validateAggregation(object.aggregationRule as JsonObject)
      : []),
  ];
}

function validateSubject(
  subject: JsonObject,
  isNamespaced: boolean,
  path: string,
): FieldError[] {
  const kind = readString(subject, 'kind');
  const name = readString(subject, 'name');
  const group = readString(subject, 'apiGroup');
  const errors: FieldError[] = [];
  switch (kind) {
    case 'ServiceAccount':
      if (name) {
        errors.push(
          ...validateSubdomain(name).map(problem =>
            invalid(`${path}.name`, name, problem),
          ),
        );
      }
      if (group) {
        errors.push(notSupported(`${path}.apiGroup`, group, ['']));
      }
      if (!isNamespaced && !subject.namespace) {
        errors.push(required(`${path}.namespace`));
      }
      break;
    case 'User':
    case 'Group':
      if (group !== GROUP) {
        errors.push(notSupported(`${path}.apiGroup`, group, [GROUP]));
      }
      break;
    default:
      errors.push(
        notSupported(`${path}.kind`, kind, ['ServiceAccount', 'User', 'Group']),
      );
  }
  return errors;
}

/** Checks a RoleBinding or a ClusterRoleBinding. */
export function validateBinding(object: KubeObject): FieldError[] {
  const isNamespaced = object.kind === 'RoleBinding';
  const kinds = isNamespaced ? ['Role', 'ClusterRole'] : ['ClusterRole'];
  const kind = readString(object, 'roleRef', 'kind');
  const name = readString(object, 'roleRef', 'name');
  const group = readString(object, 'roleRef', 'apiGroup');
  const errors: FieldError[] = [];
  if (group !== GROUP) {
    errors.push(notSupported('roleRef.apiGroup', group, [GROUP]));
  }
  if (!kinds.includes(kind)) {
    errors.push(notSupported('roleRef.kind', kind, kinds));
  }
  if (name) {
    errors.push(
      ...validatePathSegment(name).map(problem =>
        invalid('roleRef.name', name, problem),
      ),
    );
  }
  readList(object, 'subjects').forEach((subject, i) =>
    errors.push(...validateSubject(subject, isNamespaced, `subjects[${i}]`)),
  );
  return errors;
}
