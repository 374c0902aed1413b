import { KUBERNETES, PLATFORM, policy } from './policy';

/** Keeps the annotations by which the platform works from everybody else. */
export const resourceAnnotations = policy({
  name: 'protect-kube-dc-resource-annotations',
  inProjects: false,
  exemptNamespaces: [...PLATFORM, ...KUBERNETES],
  resourceRules: [
    {
      apiGroups: ['kube-dc.com'],
      apiVersions: ['*'],
      operations: ['UPDATE'],
      resources: ['projects', 'organizations', 'organizationgroups'],
    },
  ],
  validations: [
    {
      expression:
        'object.metadata.?annotations.orValue({}) == oldObject.metadata.?annotations.orValue({})',
      message:
        'Modifying annotations on this resource is not allowed. Only system controllers can change annotations.',
    },
  ],
});
