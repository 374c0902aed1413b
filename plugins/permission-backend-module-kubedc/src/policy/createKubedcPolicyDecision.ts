import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_SCAFFOLDER_TASK } from '@backstage/plugin-scaffolder-common/alpha';
import { RESOURCE_TYPE_KUBEDC_RESOURCE } from '@kubedc/backstage-plugin-kubedc-common';
import { kubedcResourceConditions } from '@kubedc/backstage-plugin-kubedc-node';
import type {
  IdentityService,
  RightsService,
} from '@kubedc/backstage-plugin-kubedc-node';
import { EntityDecisions } from './EntityDecisions';
import { Person } from './Person';
import { DEFAULT_POLICY_OPTIONS } from './PolicyOptions';
import type { KubedcPolicyOptions } from './PolicyOptions';
import { ruleOf } from './ruleOf';

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
 * @param options - what it says beyond the platforms, as `readKubedcPolicyOptions` reads it; by default what holds
 * without any configuration
 * @public
 */
export function createKubedcPolicyDecision(
  services: { identity: IdentityService; rights: RightsService },
  options: KubedcPolicyOptions = DEFAULT_POLICY_OPTIONS,
): KubedcPolicyDecision {
  const entities = new EntityDecisions(services.rights, options);
  const { serviceAccount } = options;

  return async ({ permission }, user) => {
    if (!user) {
      return deny;
    }
    const rule = ruleOf(permission, options.permissions);
    if (rule === 'everybody') {
      return allow;
    }
    if (rule === 'creator') {
      return createdBy(user);
    }
    const person = await Person.find(user, options, services);
    switch (rule) {
      case 'entity-read':
        return entities.read(person);
      case 'entity-change':
        return entities.change(person);
      case 'resource-read':
        return onInstallations(
          await installationsOf(person, serviceAccount.read),
        );
      case 'resource-change':
        return onInstallations(
          await installationsOf(person, serviceAccount.operate),
        );
      case 'operation':
        return (await installationsOf(person, serviceAccount.operate)).length >
          0
          ? allow
          : deny;
      default:
        return (await person.is(rule)) ? allow : deny;
    }
  };

  /** The platform they signed in with, which decides itself what they may there, and those that are for them all. */
  async function installationsOf(
    person: Person,
    audience: KubedcPolicyOptions['serviceAccount']['read'],
  ): Promise<string[]> {
    return [
      ...(person.identity ? [person.identity.installation] : []),
      ...((await person.is(audience)) ? serviceAccount.installations : []),
    ];
  }
}

function onInstallations(installations: string[]): PolicyDecision {
  return installations.length === 0
    ? deny
    : {
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'kubedc',
        resourceType: RESOURCE_TYPE_KUBEDC_RESOURCE,
        conditions: kubedcResourceConditions.isOnInstallation({
          installations,
        }),
      };
}

function createdBy({ info }: PolicyQueryUser): PolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'scaffolder',
    resourceType: RESOURCE_TYPE_SCAFFOLDER_TASK,
    conditions: {
      rule: 'IS_TASK_OWNER',
      resourceType: RESOURCE_TYPE_SCAFFOLDER_TASK,
      params: { createdBy: [info.userEntityRef] },
    },
  };
}
