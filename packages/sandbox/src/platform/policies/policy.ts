import { KubeObject } from '../../runtime/types';

const GROUP = 'admissionregistration.k8s.io/v1';

/** Which requests a policy is about. */
interface ResourceRule {
  apiGroups: string[];
  apiVersions: string[];
  operations: string[];
  resources: string[];
  resourceNames?: string[];
}

/** What a request has to fulfil. */
interface Validation {
  expression: string;
  message?: string;
  messageExpression?: string;
  reason?: 'Forbidden' | 'Invalid';
}

/** What one policy of the platform says. */
export interface PolicyOptions {
  name: string;
  /** Whether it is about the namespaces of projects only. */
  inProjects: boolean;
  resourceRules: ResourceRule[];
  /** Namespaces whose service accounts it does not bind. */
  exemptNamespaces?: string[];
  variables?: { name: string; expression: string }[];
  validations: Validation[];
}

/** Service accounts of the platform itself. */
export const PLATFORM = ['kube-dc', 'kubevirt', 'cdi'];
/** The controllers of Kubernetes. */
export const KUBERNETES = ['kube-system'];

/** A policy with the binding that puts it to use. It fails closed. */
export function policy(options: PolicyOptions): KubeObject[] {
  const { name, inProjects, resourceRules, exemptNamespaces = [] } = options;
  const exempt = [
    'system:masters',
    ...exemptNamespaces.map(place => `system:serviceaccounts:${place}`),
  ];
  return [
    {
      apiVersion: GROUP,
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          resourceRules,
          ...(inProjects && {
            namespaceSelector: { matchLabels: { 'kube-dc.com/project': '' } },
          }),
        },
        matchConditions: [
          {
            name: 'not-the-platform',
            expression: `!request.userInfo.groups.exists(group, group in ${JSON.stringify(
              exempt,
            )})`,
          },
        ],
        ...(options.variables && { variables: options.variables }),
        validations: options.validations,
      },
    },
    {
      apiVersion: GROUP,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: `${name}-binding` },
      spec: { policyName: name, validationActions: ['Deny'] },
    },
  ];
}
