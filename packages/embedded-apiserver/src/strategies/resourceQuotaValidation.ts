import { FieldError, invalid, required } from '../errors/fieldError';
import { validateQualifiedName } from '../registry/nameValidation';
import { KubeObject } from '../types';
import { read, readList, readString } from '../util/read';
import { readResources } from '../util/resourceList';

const COUNTED = [
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
];
const COMPUTE = ['cpu', 'memory'].flatMap(name => [
  name,
  `requests.${name}`,
  `limits.${name}`,
]);
const STANDARD = [
  ...COUNTED,
  ...COMPUTE,
  'ephemeral-storage',
  'requests.ephemeral-storage',
  'limits.ephemeral-storage',
  'requests.storage',
];
const HUGE_PAGES = /^(requests\.)?hugepages-/;

/** What each scope can be about; other resources have no such scope. */
const SCOPES: Record<string, string[]> = {
  Terminating: ['pods', ...COMPUTE],
  NotTerminating: ['pods', ...COMPUTE],
  BestEffort: ['pods'],
  NotBestEffort: ['pods', ...COMPUTE],
  PriorityClass: ['pods', ...COMPUTE],
  CrossNamespacePodAffinity: ['pods', ...COMPUTE],
  VolumeAttributesClass: ['persistentvolumeclaims', 'requests.storage'],
};
const CONFLICTS = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
];
const WITH_VALUES = ['PriorityClass', 'VolumeAttributesClass'];

function isStandard(name: string): boolean {
  return STANDARD.includes(name) || HUGE_PAGES.test(name);
}

function validateName(name: string, path: string): FieldError[] {
  const problems = validateQualifiedName(name).map(problem =>
    invalid(path, name, problem),
  );
  if (name.includes('/') || isStandard(name)) {
    return problems;
  }
  return [
    ...(problems.length > 0
      ? problems
      : [
          invalid(
            path,
            name,
            'must be a standard resource type or fully qualified',
          ),
        ]),
    invalid(path, name, 'must be a standard resource for quota'),
  ];
}

function validateHard(quota: KubeObject): FieldError[] {
  return [...readResources(quota, 'spec', 'hard')].flatMap(([name, amount]) => {
    const path = `spec.hard[${name}]`;
    const errors = validateName(name, path);
    if (amount.sign < 0) {
      errors.push(
        invalid(path, String(amount), 'must be greater than or equal to 0'),
      );
    }
    if (COUNTED.includes(name) && !amount.isWhole) {
      errors.push(invalid(path, String(amount), 'must be an integer'));
    }
    return errors;
  });
}

function isApplicable(scope: string, quota: KubeObject): boolean {
  const hard = [...readResources(quota, 'spec', 'hard').keys()];
  return hard
    .filter(isStandard)
    .every(name => SCOPES[scope]?.includes(name) ?? true);
}

function conflicts(scopes: string[], path: string, shown: unknown) {
  return CONFLICTS.filter(pair =>
    pair.every(scope => scopes.includes(scope)),
  ).map(() => invalid(path, shown, 'conflicting scopes'));
}

function validateScopes(quota: KubeObject): FieldError[] {
  const found = read(quota, 'spec', 'scopes');
  const scopes = Array.isArray(found) ? found.map(String) : [];
  const path = 'spec.scopes';
  return [
    ...scopes.flatMap(scope => [
      ...(Object.hasOwn(SCOPES, scope)
        ? []
        : [invalid(path, scopes, 'unsupported scope')]),
      ...(isApplicable(scope, quota)
        ? []
        : [invalid(path, scopes, 'unsupported scope applied to resource')]),
    ]),
    ...conflicts(scopes, path, scopes),
  ];
}

function validateOperator(
  scope: string,
  operator: string,
  values: unknown[],
  path: string,
): FieldError[] {
  const errors: FieldError[] = [];
  if (
    Object.hasOwn(SCOPES, scope) &&
    !WITH_VALUES.includes(scope) &&
    operator !== 'Exists'
  ) {
    errors.push(
      invalid(
        `${path}.operator`,
        operator,
        "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity",
      ),
    );
  }
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (values.length === 0) {
        errors.push(
          required(
            `${path}.values`,
            "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector",
          ),
        );
      }
      break;
    case 'Exists':
    case 'DoesNotExist':
      if (values.length > 0) {
        errors.push(
          invalid(
            `${path}.values`,
            values,
            "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector",
          ),
        );
      }
      break;
    default:
      errors.push(
        invalid(`${path}.operator`, operator, 'not a valid selector operator'),
      );
  }
  return errors;
}

function validateScopeSelector(quota: KubeObject): FieldError[] {
  const path = 'spec.scopeSelector.matchExpressions';
  return readList(quota, 'spec', 'scopeSelector', 'matchExpressions').flatMap(
    selector => {
      const scope = readString(selector, 'scopeName');
      const values = Array.isArray(selector.values) ? selector.values : [];
      return [
        ...(Object.hasOwn(SCOPES, scope)
          ? []
          : [invalid(`${path}.scopeName`, scope, 'unsupported scope')]),
        ...validateOperator(
          scope,
          readString(selector, 'operator'),
          values,
          path,
        ),
      ];
    },
  );
}

/** Checks what a quota limits and which objects it counts. */
export function validateResourceQuota(quota: KubeObject): FieldError[] {
  return [
    ...validateHard(quota),
    ...validateScopes(quota),
    ...validateScopeSelector(quota),
  ];
}

/** The scopes of a quota stay as they are. */
export function validateResourceQuotaUpdate(
  quota: KubeObject,
  old: KubeObject,
): FieldError[] {
  const sorted = (object: KubeObject) => {
    const scopes = read(object, 'spec', 'scopes');
    return Array.isArray(scopes) ? scopes.map(String).sort() : [];
  };
  const scopes = read(quota, 'spec', 'scopes') ?? null;
  return sorted(quota).join() === sorted(old).join()
    ? []
    : [invalid('spec.scopes', scopes, 'field is immutable')];
}
