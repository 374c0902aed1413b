import { Store } from '../storage/store';
import { KubeObject, UserInfo } from '../types';
import { Attributes, PolicyRule, ruleAllows } from './policyRule';

const PREFIX = 'rbac.authorization.k8s.io/';

interface RoleRef {
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

function subjectKey(subject: Subject, namespace: string): string {
  return subject.kind === 'ServiceAccount'
    ? `User:system:serviceaccount:${subject.namespace ?? namespace}:${
        subject.name
      }`
    : `${subject.kind}:${subject.name}`;
}

/** Decides by Roles and ClusterRoles and their bindings. */
export class RbacAuthorizer {
  /** Bindings by subject; built when first needed after a change. */
  private bindings?: Map<string, Binding[]>;

  constructor(private readonly store: Store) {
    store.onChange(({ storageKey }) => {
      if (storageKey.startsWith(PREFIX) && storageKey.endsWith('bindings')) {
        this.bindings = undefined;
      }
    });
  }

  authorize(user: UserInfo, attributes: Attributes): Decision {
    if (user.groups.includes('system:masters')) {
      return { allowed: true, reason: '' };
    }
    const { rules, errors } = this.rulesFor(user, attributes.namespace);
    if (rules.some(rule => ruleAllows(rule, attributes))) {
      return { allowed: true, reason: '' };
    }
    return {
      allowed: false,
      reason: errors.length > 0 ? `RBAC: ${joinErrors(errors)}` : '',
    };
  }

  /** All rules that hold for somebody in a namespace ('' = cluster-wide). */
  rulesFor(user: UserInfo, namespace: string): ResolvedRules {
    if (user.groups.includes('system:masters')) {
      return {
        rules: [
          { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
          { verbs: ['*'], nonResourceURLs: ['*'] },
        ],
        errors: [],
      };
    }
    const keys = [`User:${user.name}`, ...user.groups.map(g => `Group:${g}`)];
    const rules: PolicyRule[] = [];
    const errors: string[] = [];
    for (const key of keys) {
      for (const binding of this.index().get(key) ?? []) {
        if (binding.namespace === '' || binding.namespace === namespace) {
          const role = this.resolve(binding.roleRef, binding.namespace);
          if (typeof role === 'string') {
            errors.push(role);
          } else {
            rules.push(...role);
          }
        }
      }
    }
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
      return `${resource}.rbac.authorization.k8s.io ${JSON.stringify(
        ref.name,
      )} not found`;
    }
    return (entry.object.rules as PolicyRule[] | undefined) ?? [];
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
      const key = subjectKey(subject, namespace);
      const list = index.get(key) ?? [];
      list.push({ namespace, roleRef });
      index.set(key, list);
    }
  }
}

function joinErrors(errors: string[]): string {
  const unique = [...new Set(errors)];
  return unique.length === 1 ? unique[0] : `[${unique.join(', ')}]`;
}
