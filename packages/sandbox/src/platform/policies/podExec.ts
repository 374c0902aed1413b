import { policy } from './policy';

/** Keeps tenants out of running pods. */
export const podExec = policy({
  name: 'restrict-pod-exec-in-projects',
  inProjects: true,
  resourceRules: [
    {
      apiGroups: [''],
      apiVersions: ['v1'],
      operations: ['CONNECT'],
      resources: ['pods/exec', 'pods/attach'],
    },
  ],
  validations: [
    {
      expression: 'false',
      message:
        'Exec/attach into pods is not allowed in project namespaces. Run administrative tasks as a Job mounting the same volume, or use the VM console/VNC for virtual machines.',
      reason: 'Forbidden',
    },
  ],
});
