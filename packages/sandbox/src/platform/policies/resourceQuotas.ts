import { KUBERNETES, PLATFORM, policy } from './policy';

/** Keeps what a project may use from those who use it. */
export const resourceQuotas = policy({
  name: 'protect-kube-dc-resource-quotas',
  inProjects: true,
  exemptNamespaces: [...PLATFORM, ...KUBERNETES, 'hnc-system'],
  resourceRules: [
    {
      apiGroups: [''],
      apiVersions: ['v1'],
      operations: ['CREATE', 'UPDATE', 'DELETE'],
      resources: ['resourcequotas'],
      resourceNames: ['hrq.hnc.x-k8s.io', 'project-quota'],
    },
  ],
  validations: [
    {
      expression: 'false',
      message:
        'This ResourceQuota is managed by kube-dc and cannot be changed directly.',
    },
  ],
});
