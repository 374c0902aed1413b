import { Registry } from '../registry/registry';
import { aggregatedRules } from '../strategies/rbac';
import { equal } from '../util/equal';

const CLUSTER_ROLES = 'rbac.authorization.k8s.io/clusterroles';

/** Keeps the rules of ClusterRoles that are made of others up to date. */
export class ClusterRoleAggregation {
  private isRunning = false;

  constructor(private readonly registry: Registry) {}

  start(): void {
    this.registry.store.onChange(({ storageKey }) => {
      if (storageKey === CLUSTER_ROLES && !this.isRunning) {
        this.run();
      }
    });
    this.run();
  }

  /** One pass may make another needed: `admin` is made of `edit`. */
  private run(): void {
    this.isRunning = true;
    try {
      while (this.pass()) {
        // Until nothing changes any more.
      }
    } finally {
      this.isRunning = false;
    }
  }

  private pass(): boolean {
    const { store } = this.registry;
    const roles = store
      .collection(CLUSTER_ROLES)
      .list()
      .map(entry => entry.object);
    let changed = false;
    for (const role of roles) {
      const rules = aggregatedRules(role, roles);
      if (rules && !equal(rules, role.rules)) {
        store.put(CLUSTER_ROLES, role.metadata.name, { ...role, rules });
        changed = true;
      }
    }
    return changed;
  }
}
