import { invalid } from '../errors/fieldError';
import { EscalationCheck } from '../authz/escalationCheck';
import { PolicyRule } from '../authz/policyRule';
import { RbacAuthorizer } from '../authz/rbacAuthorizer';
import { validatePathSegment } from '../registry/nameValidation';
import { matchesSelector, LabelSelector } from '../selectors/labelSelector';
import { ageColumn, nameColumn } from '../table/columns';
import { listText } from '../table/format';
import { KubeObject } from '../types';
import { equal } from '../util/equal';
import { read, readList, readString } from '../util/read';
import { validateBinding, validateRole } from './rbacValidation';
import { Strategy, TableColumn } from './strategy';

const GROUP = 'rbac.authorization.k8s.io';

interface RoleRef {
  apiGroup?: string;
  kind: string;
  name: string;
}

function rulesOf(object: KubeObject): PolicyRule[] {
  return (object.rules as PolicyRule[] | undefined) ?? [];
}

/** A reference with the names its fields have in Go. */
function internalRef({ apiGroup, kind, name }: RoleRef) {
  return { APIGroup: apiGroup, Kind: kind, Name: name };
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
  type: 'date',
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
    validate: validateRole,
    authorize: (object, old, { user }) =>
      check.role(resource, object, old, user),
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
    authorize: (object, old, { user }) =>
      check.binding(resource, object, old, user),
    columns: bindingColumns,
  });
  return {
    [`${GROUP}/roles`]: role('roles'),
    [`${GROUP}/clusterroles`]: role('clusterroles'),
    [`${GROUP}/rolebindings`]: binding('rolebindings'),
    [`${GROUP}/clusterrolebindings`]: binding('clusterrolebindings'),
  };
}
