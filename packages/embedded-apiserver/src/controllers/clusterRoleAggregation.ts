import { Registry } from '../registry/registry';
import { aggregatedRules } from '../strategies/rbac';
import { equal } from '../util/equal';

const GROUP = 'rbac.authorization.k8s.io';
const CLUSTER_ROLES = `${GROUP}/clusterroles`;
const MANAGER = 'clusterrole-aggregation-controller';

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
    const { store, fields, resources } = this.registry;
    const resource = resources.findAny(GROUP, 'clusterroles');
    const roles = store
      .collection(CLUSTER_ROLES)
      .list()
      .map(entry => entry.object);
    let changed = false;
    for (const role of roles) {
      const rules = aggregatedRules(role, roles);
      if (resource && rules && !equal(rules, role.rules)) {
        const { apiVersion, kind, metadata } = role;
        const { name } = metadata;
        const config = { apiVersion, kind, metadata: { name }, rules };
        const writer = { resource, subresource: '', manager: MANAGER };
        store.put(
          CLUSTER_ROLES,
          name,
          fields.apply(writer, role, config, true),
        );
        changed = true;
      }
    }
    return changed;
  }
}
