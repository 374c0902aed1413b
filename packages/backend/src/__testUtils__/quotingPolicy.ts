import type { KubernetesTransport } from '@kubedc/backstage-plugin-kubedc-node';

const GROUP = 'admissionregistration.k8s.io/v1';
const NAME = 'quotes-what-it-refuses';

/**
 * Lets an API server refuse virtual machines with a sentence that quotes their user data: those called `refused-…` at
 * once, those called `late-…` only when they are really made.
 */
export async function addQuotingPolicy(
  transport: KubernetesTransport,
): Promise<void> {
  const create = (resource: string, body: object) =>
    transport.request({
      method: 'POST',
      path: `/apis/${GROUP}/${resource}`,
      body,
    });
  await create('validatingadmissionpolicies', {
    apiVersion: GROUP,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: NAME },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        resourceRules: [
          {
            apiGroups: ['kubevirt.io'],
            apiVersions: ['*'],
            operations: ['CREATE'],
            resources: ['virtualmachines'],
          },
        ],
      },
      validations: [
        {
          expression:
            "!object.metadata.name.startsWith('refused-') && " +
            "(!object.metadata.name.startsWith('late-') || (has(request.dryRun) && request.dryRun))",
          messageExpression:
            "'bad user data: ' + object.spec.template.spec.volumes[1].cloudInitNoCloud.userData",
        },
      ],
    },
  });
  await create('validatingadmissionpolicybindings', {
    apiVersion: GROUP,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: NAME },
    spec: { policyName: NAME, validationActions: ['Deny'] },
  });
}
