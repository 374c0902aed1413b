import { Store } from '../storage/store';
import { KubeObject, UserInfo } from '../types';
import { goQuote } from '../util/goQuote';
import { Attributes, PolicyRule, ruleAllows } from './policyRule';

const PREFIX = 'rbac.authorization.k8s.io/';

/** The role a binding gives. */
export interface RoleRef {
  kind: string;
  name: string;
}

interface Subject {
  kind: string;
  name: string;
  namespace?: string;
}

interface Binding {
  namespace: string;
  roleRef: RoleRef;
  /** As the reason of a decision names it. */
  text: string;
}

/** An answer to: may this user do that? */
export interface Decision {
  allowed: boolean;
  reason: string;
}

/** The rules that hold for somebody, and what could not be resolved. */
export interface ResolvedRules {
  rules: PolicyRule[];
  errors: string[];
}

/** Takes the rules of a binding; `true` when it has seen enough. */
type Visitor = (rules: PolicyRule[] | string, binding: Binding) => boolean;

const SUPERUSERS = 'system:masters';

/** Whether somebody may do everything, whatever the roles say. */
export function isSuperuser(user: UserInfo): boolean {
  return user.groups.includes(SUPERUSERS);
}

function indexKey(namespace: string, subject: string): string {
  return `${namespace}|${subject}`;
}

function subjectKey(subject: Subject, namespace: string): string {
  return subject.kind === 'ServiceAccount'
    ? `User:system:serviceaccount:${subject.namespace || namespace}:${
        subject.name
      }`
    : `${subject.kind}:${subject.name}`;
}

function subjectText(subject: Subject, namespace: string): string {
  return subject.kind === 'ServiceAccount'
    ? `ServiceAccount ${goQuote(
        `${subject.name}/${subject.namespace || namespace}`,
      )}`
    : `${subject.kind} ${goQuote(subject.name)}`;
}

function bindingText({ metadata }: KubeObject, ref: RoleRef): string {
  const { name, namespace } = metadata;
  const kind = namespace ? 'RoleBinding' : 'ClusterRoleBinding';
  const full = namespace ? `${name}/${namespace}` : name;
  return `${kind} ${goQuote(full)} of ${ref.kind} ${goQuote(ref.name)}`;
}

/** Decides by Roles and ClusterRoles and their bindings. */
export class RbacAuthorizer {
  /** Bindings by namespace and subject; built when first needed after a change. */
  private bindings?: Map<string, Binding[]>;

  constructor(private readonly store: Store) {
    store.onChange(({ storageKey }) => {
      if (storageKey.startsWith(PREFIX) && storageKey.endsWith('bindings')) {
        this.bindings = undefined;
      }
    });
  }

  authorize(user: UserInfo, attributes: Attributes): Decision {
    if (isSuperuser(user)) {
      return { allowed: true, reason: '' };
    }
    const errors: string[] = [];
    let allowedBy: string | undefined;
    this.visit(user, attributes.namespace, (rules, { text }) => {
      if (typeof rules === 'string') {
        errors.push(rules);
      } else if (rules.some(rule => ruleAllows(rule, attributes))) {
        allowedBy = text;
      }
      return allowedBy !== undefined;
    });
    if (allowedBy !== undefined) {
      return { allowed: true, reason: `RBAC: allowed by ${allowedBy}` };
    }
    return {
      allowed: false,
      reason: errors.length > 0 ? `RBAC: ${joinErrors(errors)}` : '',
    };
  }

  /** All rules that hold for somebody in a namespace ('' = cluster-wide). */
  rulesFor(user: UserInfo, namespace: string): ResolvedRules {
    const rules: PolicyRule[] = [];
    const errors: string[] = [];
    this.visit(user, namespace, found => {
      if (typeof found === 'string') {
        errors.push(found);
      } else {
        rules.push(...found);
      }
      return false;
    });
    return { rules, errors };
  }

  /** The rules of a role, or why there are none. */
  resolve(ref: RoleRef, namespace: string): PolicyRule[] | string {
    const isCluster = ref.kind === 'ClusterRole';
    const entry = this.store
      .collection(`${PREFIX}${isCluster ? 'clusterroles' : 'roles'}`)
      .get(isCluster ? ref.name : `${namespace}/${ref.name}`);
    if (!entry) {
      const resource = isCluster ? 'clusterrole' : 'role';
      return `${resource}.rbac.authorization.k8s.io ${goQuote(
        ref.name,
      )} not found`;
    }
    return (entry.object.rules as PolicyRule[] | undefined) ?? [];
  }

  private visit(user: UserInfo, namespace: string, visitor: Visitor): void {
    const index = this.index();
    const subjects = [
      `User:${user.name}`,
      ...user.groups.map(group => `Group:${group}`),
    ];
    for (const place of namespace ? ['', namespace] : ['']) {
      for (const subject of subjects) {
        for (const binding of index.get(indexKey(place, subject)) ?? []) {
          const rules = this.resolve(binding.roleRef, binding.namespace);
          if (visitor(rules, binding)) {
            return;
          }
        }
      }
    }
  }

  private index(): Map<string, Binding[]> {
    if (!this.bindings) {
      this.bindings = new Map();
      for (const kind of ['clusterrolebindings', 'rolebindings']) {
        for (const entry of this.store.collection(PREFIX + kind).list()) {
          this.add(this.bindings, entry.object);
        }
      }
    }
    return this.bindings;
  }

  private add(index: Map<string, Binding[]>, object: KubeObject): void {
    const namespace = object.metadata.namespace ?? '';
    const roleRef = object.roleRef as RoleRef;
    for (const subject of (object.subjects as Subject[] | undefined) ?? []) {
      const key = indexKey(namespace, subjectKey(subject, namespace));
      const list = index.get(key) ?? [];
      const text = `${bindingText(object, roleRef)} to ${subjectText(
        subject,
        namespace,
      )}`;
      list.push({ namespace, roleRef, text });
      index.set(key, list);
    }
  }
}

/** Several reasons as one, each said once. */
export function joinErrors(errors: string[]): string {
  const unique = [...new Set(errors)];
  return unique.length === 1 ? unique[0] : `[${unique.join(', ')}]`;
}
