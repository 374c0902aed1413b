import { KubeObject } from '../../runtime/types';
import { PLATFORM, policy } from './policy';
import { podRules, podVariable, templateRules } from './workloads';

const privileged = (list: string) =>
  `!has(variables.pod.spec.${list}) || variables.pod.spec.${list}.all(container, !has(container.securityContext) || !has(container.securityContext.privileged) || !container.securityContext.privileged)`;

const host = (field: string) => ({
  expression: `!has(variables.pod.spec.${field}) || !variables.pod.spec.${field}`,
  message: `${field} is not allowed in project namespaces.`,
});

const validations = [
  {
    expression:
      '!has(variables.pod.spec.volumes) || variables.pod.spec.volumes.all(volume, !has(volume.hostPath))',
    message:
      'hostPath volumes are not allowed in project namespaces. Mount only PVCs, configMaps, secrets, or emptyDir.',
  },
  {
    expression: privileged('containers'),
    message: 'Privileged containers are not allowed in project namespaces.',
  },
  {
    expression: privileged('initContainers'),
    message:
      'Privileged init containers are not allowed in project namespaces.',
  },
  host('hostNetwork'),
  host('hostPID'),
  host('hostIPC'),
];

const shared = {
  inProjects: true,
  exemptNamespaces: PLATFORM,
  variables: [podVariable],
  validations,
};

/** Keeps the pods of tenants off the hosts. */
export const podSecurity: KubeObject[] = [
  ...policy({
    name: 'restrict-pod-security-in-projects',
    resourceRules: podRules,
    ...shared,
  }),
  ...policy({
    name: 'restrict-pod-security-templates-in-projects',
    resourceRules: templateRules,
    ...shared,
  }),
];
