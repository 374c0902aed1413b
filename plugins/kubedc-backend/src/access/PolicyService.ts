import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  BasicPermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createConditionTransformer,
  type ConditionTransformer,
} from '@backstage/plugin-permission-node';
import type { KubedcResourcePermission } from '@kubedc/backstage-plugin-kubedc-common';
import {
  kubedcResourcePermissionResourceRef,
  PermittedResources,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { KubedcResourceFilter } from '@kubedc/backstage-plugin-kubedc-node';

/** Milliseconds a decision is kept for one request's credentials; those of an open stream live longer than that. */
const MAX_AGE_MS = 5_000;

interface Kept {
  until: number;
  permitted: Promise<PermittedResources>;
}

/** Said when the policy says no. */
export function refusalBy(permission: Permission): string {
  return `The portal's permission policy does not give you '${permission.name}'`;
}

/** Asks the portal's own permission policy, which only ever narrows what Kubernetes allows. */
export class PolicyService {
  readonly #permissions: PermissionsService;
  readonly #transform: ConditionTransformer<KubedcResourceFilter>;
  readonly #now: () => number;
  /** A request has credentials of its own, so that its many questions cost one call. */
  readonly #kept = new WeakMap<BackstageCredentials, Map<string, Kept>>();

  constructor(options: {
    permissions: PermissionsService;
    /** With the resource type registered. */
    permissionsRegistry: PermissionsRegistryService;
    /** Milliseconds since the epoch; for tests. */
    now?: () => number;
  }) {
    this.#permissions = options.permissions;
    this.#transform = createConditionTransformer(
      options.permissionsRegistry.getPermissionRuleset(
        kubedcResourcePermissionResourceRef,
      ),
    );
    this.#now = options.now ?? Date.now;
  }

  /**
   * Lets pass whom the policy gives a permission, on some resources at least where it is about resources.
   *
   * @throws NotAllowedError when the policy says no.
   */
  async require(
    permission: BasicPermission | KubedcResourcePermission,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const allowed =
      permission.type === 'basic'
        ? (await this.allows([permission], credentials))[0]
        : (await this.permitted(permission, credentials)) !==
          PermittedResources.none;
    if (!allowed) {
      throw new NotAllowedError(refusalBy(permission));
    }
  }

  /** Whether the policy gives permissions that are about no resource, in the order of the question. */
  async allows(
    permissions: readonly BasicPermission[],
    credentials: BackstageCredentials,
  ): Promise<boolean[]> {
    const decisions = await this.#permissions.authorize(
      permissions.map(permission => ({ permission })),
      { credentials },
    );
    return decisions.map(({ result }) => result === AuthorizeResult.ALLOW);
  }

  /** The resources on which the policy gives a permission: {@link PermittedResources.none} when it says no. */
  permitted(
    permission: KubedcResourcePermission,
    credentials: BackstageCredentials,
  ): Promise<PermittedResources> {
    const kept = this.#keptFor(credentials);
    const known = kept.get(permission.name);
    if (known && known.until > this.#now()) {
      return known.permitted;
    }
    const entry = {
      until: this.#now() + MAX_AGE_MS,
      permitted: this.#ask(permission, credentials),
    };
    kept.set(permission.name, entry);
    entry.permitted.catch(() => {
      if (kept.get(permission.name) === entry) {
        kept.delete(permission.name);
      }
    });
    return entry.permitted;
  }

  #keptFor(credentials: BackstageCredentials): Map<string, Kept> {
    const kept = this.#kept.get(credentials) ?? new Map<string, Kept>();
    this.#kept.set(credentials, kept);
    return kept;
  }

  async #ask(
    permission: KubedcResourcePermission,
    credentials: BackstageCredentials,
  ): Promise<PermittedResources> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    return this.#resourcesOf(decision);
  }

  #resourcesOf(decision: PolicyDecision): PermittedResources {
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return PermittedResources.all;
      case AuthorizeResult.CONDITIONAL:
        return PermittedResources.matching(
          this.#transform(decision.conditions),
        );
      default:
        return PermittedResources.none;
    }
  }
}
