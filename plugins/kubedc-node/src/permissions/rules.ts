import {
  createConditionExports,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { z } from 'zod/v3';
import { kubedcResourcePermissionResourceRef } from './resourceRef';
import type { KubedcResourceFilter } from './resourceRef';

const onInstallation = z
  .string()
  .optional()
  .describe('Name of the installation; any when absent');

function filter(
  property: KubedcResourceFilter['property'],
  values: readonly string[],
): KubedcResourceFilter {
  return { property, values };
}

/** Names repeat between installations, so most rules can be held to one. */
function filterOf(installation: string | undefined): KubedcResourceFilter[] {
  return installation === undefined
    ? []
    : [filter('installation', [installation])];
}

/**
 * Resources of some installations.
 *
 * @public
 */
export const isOnInstallation = createPermissionRule({
  name: 'IS_ON_INSTALLATION',
  description: 'Allow resources of some Kube-DC installations',
  resourceRef: kubedcResourcePermissionResourceRef,
  paramsSchema: z.object({
    installations: z.array(z.string()).describe('Names of installations'),
  }),
  apply: ({ installation }, { installations }) =>
    installations.includes(installation),
  toQuery: ({ installations }) => filter('installation', installations),
});

/**
 * Some organizations, and all that belongs to them.
 *
 * @public
 */
export const isInOrganization = createPermissionRule({
  name: 'IS_IN_ORGANIZATION',
  description: 'Allow organizations and all that belongs to them',
  resourceRef: kubedcResourcePermissionResourceRef,
  paramsSchema: z.object({
    organizations: z.array(z.string()).describe('Names of organizations'),
    installation: onInstallation,
  }),
  apply: (resource, { organizations, installation }) =>
    organizations.includes(resource.organization) &&
    (installation === undefined || resource.installation === installation),
  toQuery: ({ organizations, installation }) => ({
    allOf: [filter('organization', organizations), ...filterOf(installation)],
  }),
});

/**
 * Some projects, and all that belongs to them.
 *
 * @public
 */
export const isInProject = createPermissionRule({
  name: 'IS_IN_PROJECT',
  description: 'Allow projects and all that belongs to them',
  resourceRef: kubedcResourcePermissionResourceRef,
  paramsSchema: z.object({
    projects: z
      .array(z.string())
      .describe('Projects as organization/project, for example acme/prod'),
    installation: onInstallation,
  }),
  apply: ({ project, ...resource }, { projects, installation }) =>
    project !== undefined &&
    projects.includes(project) &&
    (installation === undefined || resource.installation === installation),
  toQuery: ({ projects, installation }) => ({
    allOf: [filter('project', projects), ...filterOf(installation)],
  }),
});

/**
 * Resources of some kinds.
 *
 * @public
 */
export const isOfKind = createPermissionRule({
  name: 'IS_OF_KIND',
  description: 'Allow resources of some kinds',
  resourceRef: kubedcResourcePermissionResourceRef,
  paramsSchema: z.object({
    kinds: z
      .array(z.string())
      .describe('Ids of kinds, for example virtualMachine'),
  }),
  apply: ({ kind }, { kinds }) => kinds.includes(kind),
  toQuery: ({ kinds }) => filter('kind', kinds),
});

/**
 * The rules on Kube-DC resources that the `kubedc` plugin knows.
 *
 * @public
 */
export const kubedcResourceRules = {
  isInOrganization,
  isInProject,
  isOfKind,
  isOnInstallation,
};

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: kubedcResourcePermissionResourceRef,
  rules: kubedcResourceRules,
});

/**
 * Conditions of {@link kubedcResourceRules} for policies.
 *
 * @public
 */
export const kubedcResourceConditions = conditions;

/**
 * A decision that holds under conditions on Kube-DC resources.
 *
 * @public
 */
export const createKubedcResourceConditionalDecision =
  createConditionalDecision;
