import type { PolicyDecision } from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import type {
  IdentityService,
  RightsService,
} from '@kubedc/backstage-plugin-kubedc-node';
import {
  createKubedcPolicyDecision,
  type KubedcPolicyDecision,
} from './createKubedcPolicyDecision';
import type { KubedcPolicyOptions } from './PolicyOptions';

/**
 * {@link createKubedcPolicyDecision} as a policy.
 *
 * @public
 */
export class KubedcPermissionPolicy implements PermissionPolicy {
  readonly #decide: KubedcPolicyDecision;

  constructor(
    services: { identity: IdentityService; rights: RightsService },
    options?: KubedcPolicyOptions,
  ) {
    this.#decide = createKubedcPolicyDecision(services, options);
  }

  handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    return this.#decide(request, user);
  }
}
