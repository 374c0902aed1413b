import type { BackstageUserPrincipal } from '@backstage/backend-plugin-api';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import type {
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_SCAFFOLDER_TASK } from '@backstage/plugin-scaffolder-common/alpha';
import type {
  IdentityService,
  KubedcIdentity,
  RightsService,
} from '@kubedc/backstage-plugin-kubedc-node';
import { createConditionalDecision } from '../rules';
import { audienceOf } from './audience';
import { createCatalogReadCriteria } from './catalogCriteria';
import { CriteriaCache } from './CriteriaCache';

/**
 * Decides one question for one person; a `PermissionPolicy` of its own, or a part of an adopter's.
 *
 * @public
 */
export type KubedcPolicyDecision = (
  request: PolicyQuery,
  user?: PolicyQueryUser,
) => Promise<PolicyDecision>;

const allow: PolicyDecision = { result: AuthorizeResult.ALLOW };
const deny: PolicyDecision = { result: AuthorizeResult.DENY };

/**
 * The tenancy decision: people see of a platform what Kubernetes lets them see, operate what they may, and only the
 * platform's operators register entities and reach clusters directly. It throws when it cannot know who asks, which the
 * permission backend answers with a refusal.
 *
 * @public
 */
export function createKubedcPolicyDecision(services: {
  identity: IdentityService;
  rights: RightsService;
}): KubedcPolicyDecision {
  const { identity: identities, rights } = services;
  const criteria = new CriteriaCache<
    Awaited<ReturnType<typeof createCatalogReadCriteria>>
  >();

  async function decideCatalogRead(identity: KubedcIdentity | undefined) {
    const conditions = identity
      ? await criteria.get(identity, () =>
          createCatalogReadCriteria(identity, rights),
        )
      : await createCatalogReadCriteria(undefined, rights);
    return createConditionalDecision(catalogEntityReadPermission, conditions);
  }

  return async ({ permission }, user) => {
    if (!user) {
      return deny;
    }
    const audience = audienceOf(permission);
    switch (audience) {
      case 'everybody':
        return allow;
      case 'creator':
        return createdBy(user);
      default:
    }
    const identity = await identities.find(user.credentials);
    switch (audience) {
      case 'reader':
        return decideCatalogRead(identity);
      case 'member':
        return identity ? allow : deny;
      default:
        return identity &&
          (await rights.isOperator(identity.installation, identity))
          ? allow
          : deny;
    }
  };
}

function createdBy(user: PolicyQueryUser): PolicyDecision {
  const { userEntityRef } = user.credentials
    .principal as BackstageUserPrincipal;
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'scaffolder',
    resourceType: RESOURCE_TYPE_SCAFFOLDER_TASK,
    conditions: {
      rule: 'IS_TASK_OWNER',
      resourceType: RESOURCE_TYPE_SCAFFOLDER_TASK,
      params: { createdBy: [userEntityRef] },
    },
  };
}
