import { forbidden } from '../errors/statusError';
import {
  FieldError,
  invalid,
  notSupported,
  required,
} from '../errors/fieldError';
import { PolicyRule, ruleText, uncovered } from '../authz/policyRule';
import { RbacAuthorizer } from '../authz/rbacAuthorizer';
import { validatePathSegment } from '../registry/nameValidation';
import { matchesSelector, LabelSelector } from '../selectors/labelSelector';
import { ageColumn, nameColumn } from '../table/columns';
import { listText } from '../table/format';
import { KubeObject, UserInfo } from '../types';
import { equal } from '../util/equal';
import { goQuote } from '../util/goQuote';
import { read, readList, readString } from '../util/read';
import { Strategy, TableColumn, WriteContext } from './strategy';

const GROUP = 'rbac.authorization.k8s.io';

interface RoleRef {
  apiGroup?: string;
  kind: string;
  name: string;
}

function rulesOf(object: KubeObject | undefined): PolicyRule[] {
  return (object?.rules as PolicyRule[] | undefined) ?? [];
}

/** A reference with the names its fields have in Go. */
function internalRef({ apiGroup, kind, name }: RoleRef) {
  return { APIGroup: apiGroup, Kind: kind, Name: name };
}

/** Refuses to grant what the user does not have. */
class EscalationCheck {
  constructor(private readonly authorizer: RbacAuthorizer) {}

  private may(
    user: UserInfo,
    verb: string,
    resource: string,
    name: string,
    namespace: string,
  ): boolean {
    return this.authorizer.authorize(user, {
      verb,
      isResource: true,
      group: GROUP,
      version: 'v1',
      resource,
      subresource: '',
      namespace,
      name,
      path: '',
    }).allowed;
  }

  role(
    resource: string,
    object: KubeObject,
    old: KubeObject | undefined,
    { user }: WriteContext,
  ): void {
    const namespace = object.metadata.namespace ?? '';
    const { name } = object.metadata;
    if (
      (old && equal(rulesOf(object), rulesOf(old))) ||
      this.may(user, 'escalate', resource, name, namespace)
    ) {
      return;
    }
    const refusal = this.missing(user, namespace, rulesOf(object));
    if (refusal) {
      throw forbidden({ group: GROUP, resource }, name, refusal);
    }
    const selectors = readList(
      object,
      'aggregationRule',
      'clusterRoleSelectors',
    );
    const isSame = equal(object.aggregationRule, old?.aggregationRule);
    if (selectors.length > 0 && !isSame) {
      const all: PolicyRule[] = [
        { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
        { verbs: ['*'], nonResourceURLs: ['*'] },
      ];
      if (this.missing(user, '', all)) {
        throw forbidden(
          { group: GROUP, resource },
          name,
          'must have cluster-admin privileges to use the aggregationRule',
        );
      }
    }
  }

  binding(
    resource: string,
    object: KubeObject,
    old: KubeObject | undefined,
    { user }: WriteContext,
  ): void {
    const ref = object.roleRef as RoleRef;
    const namespace = object.metadata.namespace ?? '';
    const { name } = object.metadata;
    if (
      old &&
      equal(object.roleRef, old.roleRef) &&
      equal(object.subjects, old.subjects)
    ) {
      return;
    }
    const roles = ref.kind === 'ClusterRole' ? 'clusterroles' : 'roles';
    if (this.may(user, 'bind', roles, ref.name, namespace)) {
      return;
    }
    const rules = this.authorizer.resolve(ref, namespace);
    if (typeof rules === 'string') {
      if (user.groups.includes('system:masters')) {
        return;
      }
      throw forbidden({ group: GROUP, resource }, name, rules);
    }
    const refusal = this.missing(user, namespace, rules);
    if (refusal) {
      throw forbidden({ group: GROUP, resource }, name, refusal);
    }
  }

  private missing(
    user: UserInfo,
    namespace: string,
    wanted: PolicyRule[],
  ): string | undefined {
    const { rules, errors } = this.authorizer.rulesFor(user, namespace);
    const left = uncovered(rules, wanted);
    if (left.length === 0) {
      return undefined;
    }
    const groups = user.groups.map(goQuote).join(' ');
    const lines = compact(left).map(ruleText).sort().join('\n');
    const resolution = errors.length
      ? `; resolution errors: [${errors.join(', ')}]`
      : '';
    return `user ${goQuote(
      user.name,
    )} (groups=[${groups}]) is attempting to grant RBAC permissions not currently held:\n${lines}${resolution}`;
  }
}

/** Joins single rules that differ in their verb only. */
function compact(rules: PolicyRule[]): PolicyRule[] {
  const joined = new Map<string, PolicyRule>();
  for (const { verbs, ...rest } of rules) {
    const key = JSON.stringify(rest);
    const known = joined.get(key);
    if (known) {
      known.verbs.push(...verbs.filter(verb => !known.verbs.includes(verb)));
    } else {
      joined.set(key, { ...rest, verbs: [...verbs] });
    }
  }
  return [...joined.values()];
}

function validateRules(object: KubeObject): FieldError[] {
  const errors: FieldError[] = [];
  rulesOf(object).forEach((rule, i) => {
    const path = `rules[${i}]`;
    if (!rule.verbs?.length) {
      errors.push(
        required(`${path}.verbs`, 'verbs must contain at least one value'),
      );
    }
    if (rule.nonResourceURLs?.length) {
      if (object.kind === 'Role') {
        errors.push(
          invalid(
            `${path}.nonResourceURLs`,
            rule.nonResourceURLs,
            'namespaced rules cannot apply to non-resource URLs',
          ),
        );
      }
      return;
    }
    if (!rule.apiGroups?.length) {
      errors.push(
        required(
          `${path}.apiGroups`,
          'resource rules must supply at least one api group',
        ),
      );
    }
    if (!rule.resources?.length) {
      errors.push(
        required(
          `${path}.resources`,
          'resource rules must supply at least one resource',
        ),
      );
    }
  });
  return errors;
}

function validateBinding(object: KubeObject): FieldError[] {
  const errors: FieldError[] = [];
  const kinds =
    object.kind === 'ClusterRoleBinding'
      ? ['ClusterRole']
      : ['Role', 'ClusterRole'];
  const kind = readString(object, 'roleRef', 'kind');
  if (!kinds.includes(kind)) {
    errors.push(notSupported('roleRef.kind', kind, kinds));
  }
  readList(object, 'subjects').forEach((subject, i) => {
    const subjectKind = readString(subject, 'kind');
    if (!['ServiceAccount', 'User', 'Group'].includes(subjectKind)) {
      errors.push(
        notSupported(`subjects[${i}].kind`, subjectKind, [
          'ServiceAccount',
          'User',
          'Group',
        ]),
      );
    }
    if (subjectKind === 'ServiceAccount' && !subject.namespace) {
      errors.push(required(`subjects[${i}].namespace`));
    }
  });
  return errors;
}

function subjectsOf(kind: string, prefix = ''): (o: KubeObject) => string {
  return object =>
    listText(
      readList(object, 'subjects')
        .filter(subject => subject.kind === kind)
        .map(subject =>
          prefix
            ? `${readString(subject, 'namespace')}/${readString(
                subject,
                'name',
              )}`
            : readString(subject, 'name'),
        ),
    ).replace('<none>', '');
}

const created: TableColumn = {
  name: 'Created At',
  value: o => o.metadata.creationTimestamp ?? '',
};

const bindingColumns: TableColumn[] = [
  nameColumn,
  {
    name: 'Role',
    value: o =>
      `${readString(o, 'roleRef', 'kind')}/${readString(o, 'roleRef', 'name')}`,
  },
  ageColumn,
  { name: 'Users', priority: 1, value: subjectsOf('User') },
  { name: 'Groups', priority: 1, value: subjectsOf('Group') },
  {
    name: 'ServiceAccounts',
    priority: 1,
    value: subjectsOf('ServiceAccount', '/'),
  },
];

/** The rules of all ClusterRoles that an aggregating one selects. */
export function aggregatedRules(
  object: KubeObject,
  all: KubeObject[],
): PolicyRule[] | undefined {
  const selectors = read(object, 'aggregationRule', 'clusterRoleSelectors');
  if (!Array.isArray(selectors)) {
    return undefined;
  }
  const rules: PolicyRule[] = [];
  for (const role of all) {
    const isSelected = selectors.some((selector: LabelSelector) =>
      matchesSelector(selector, role.metadata.labels),
    );
    if (isSelected && role.metadata.name !== object.metadata.name) {
      for (const rule of rulesOf(role)) {
        if (!rules.some(known => equal(known, rule))) {
          rules.push(rule);
        }
      }
    }
  }
  return rules;
}

/** The strategies of the four kinds of RBAC, by resource. */
export function rbacStrategies(
  authorizer: RbacAuthorizer,
): Record<string, Strategy> {
  const check = new EscalationCheck(authorizer);
  const role = (resource: string): Strategy => ({
    validateName: validatePathSegment,
    validate: validateRules,
    admit: (object, old, context) => check.role(resource, object, old, context),
    columns: [nameColumn, created],
  });
  const binding = (resource: string): Strategy => ({
    validateName: validatePathSegment,
    applyDefaults(object) {
      const ref = object.roleRef as RoleRef | undefined;
      if (ref) {
        ref.apiGroup ??= GROUP;
      }
      for (const subject of readList(object, 'subjects')) {
        if (subject.kind !== 'ServiceAccount') {
          subject.apiGroup ??= GROUP;
        }
      }
    },
    validate: validateBinding,
    validateUpdate: (object, old) =>
      equal(object.roleRef, old.roleRef)
        ? []
        : [
            invalid(
              'roleRef',
              internalRef(object.roleRef as RoleRef),
              'cannot change roleRef',
            ),
          ],
    admit: (object, old, context) =>
      check.binding(resource, object, old, context),
    columns: bindingColumns,
  });
  return {
    [`${GROUP}/roles`]: role('roles'),
    [`${GROUP}/clusterroles`]: role('clusterroles'),
    [`${GROUP}/rolebindings`]: binding('rolebindings'),
    [`${GROUP}/clusterrolebindings`]: binding('clusterrolebindings'),
  };
}
