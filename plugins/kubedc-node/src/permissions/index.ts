export { PermittedResources } from './PermittedResources';
export { kubedcResourcePermissionResourceRef } from './resourceRef';
export type { KubedcResourceFilter } from './resourceRef';
export {
  createKubedcResourceConditionalDecision,
  isInOrganization,
  isInProject,
  isOfKind,
  isOnInstallation,
  kubedcResourceConditions,
  kubedcResourceRules,
} from './rules';
