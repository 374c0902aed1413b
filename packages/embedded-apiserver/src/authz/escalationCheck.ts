import { forbidden, notFound } from '../errors/statusError';
import { KubeObject, UserInfo } from '../types';
import { equal } from '../util/equal';
import { goQuote } from '../util/goQuote';
import { readList } from '../util/read';
import { PolicyRule, ruleText, uncovered } from './policyRule';
import {
  isSuperuser,
  joinErrors,
  RbacAuthorizer,
  RoleRef,
} from './rbacAuthorizer';

const GROUP = 'rbac.authorization.k8s.io';
const EVERYTHING: PolicyRule[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
];

/** An object without what garbage collection changes. */
function withoutOwners({ metadata, ...rest }: KubeObject): object {
  const {
    ownerReferences: _ownerReferences,
    finalizers: _finalizers,
    resourceVersion: _resourceVersion,
    managedFields: _managedFields,
    generation: _generation,
    ...others
  } = metadata;
  return { ...rest, metadata: others };
}

function isOnlyCollected(object: KubeObject, old?: KubeObject): boolean {
  return !!old && equal(withoutOwners(object), withoutOwners(old));
}

function isAggregated(object: KubeObject | undefined): boolean {
  return readList(object, 'aggregationRule', 'clusterRoleSelectors').length > 0;
}

/** Joins single rules that differ in their verb only. */
function compact(rules: PolicyRule[]): PolicyRule[] {
  const joined = new Map<string, PolicyRule>();
  const others: PolicyRule[] = [];
  for (const rule of rules) {
    const { verbs, ...rest } = rule;
    const key = JSON.stringify(rest);
    const known = joined.get(key);
    if (rule.nonResourceURLs) {
      others.push(rule);
    } else if (known) {
      known.verbs.push(...verbs.filter(verb => !known.verbs.includes(verb)));
    } else {
      joined.set(key, { ...rest, verbs: [...verbs] });
    }
  }
  return [...joined.values(), ...others];
}

/** Refuses to grant what the user does not have. */
export class EscalationCheck {
  constructor(private readonly authorizer: RbacAuthorizer) {}

  /** @throws {@link StatusError} 403 */
  role(
    resource: string,
    object: KubeObject,
    old: KubeObject | undefined,
    user: UserInfo,
  ): void {
    const { name, namespace = '' } = object.metadata;
    if (
      isSuperuser(user) ||
      isOnlyCollected(object, old) ||
      this.may(user, 'escalate', resource, name, namespace)
    ) {
      return;
    }
    // What is wrong with a rule is said when the object is checked.
    const wanted = readList(object, 'rules').map(rule => ({
      ...rule,
      verbs: (rule.verbs as string[] | undefined) ?? [],
    }));
    const refusal = this.missing(user, namespace, wanted);
    if (refusal) {
      throw forbidden({ group: GROUP, resource }, name, refusal);
    }
    const isAggregating = isAggregated(object) || isAggregated(old);
    if (isAggregating && this.missing(user, '', EVERYTHING)) {
      throw forbidden(
        { group: GROUP, resource },
        name,
        'must have cluster-admin privileges to use the aggregationRule',
      );
    }
  }

  /** @throws {@link StatusError} 403, or 404 when there is no such role */
  binding(
    resource: string,
    object: KubeObject,
    old: KubeObject | undefined,
    user: UserInfo,
  ): void {
    const ref = object.roleRef as RoleRef | undefined;
    const { name, namespace = '' } = object.metadata;
    if (!ref) {
      return;
    }
    const roles = ref.kind === 'ClusterRole' ? 'clusterroles' : 'roles';
    if (
      isSuperuser(user) ||
      isOnlyCollected(object, old) ||
      this.may(user, 'bind', roles, ref.name, namespace)
    ) {
      return;
    }
    const rules = this.authorizer.resolve(ref, namespace);
    if (typeof rules === 'string') {
      throw notFound({ group: GROUP, resource }, ref.name);
    }
    const refusal = this.missing(user, namespace, rules);
    if (refusal) {
      throw forbidden({ group: GROUP, resource }, name, refusal);
    }
  }

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
    const lines = [...new Set(compact(left).map(ruleText))].sort().join('\n');
    const resolution = errors.length
      ? `; resolution errors: [${joinErrors(errors)}]`
      : '';
    return `user ${goQuote(
      user.name,
    )} (groups=[${groups}]) is attempting to grant RBAC permissions not currently held:\n${lines}${resolution}`;
  }
}
