import type {
  Condition,
  KubernetesObject,
  ResourceType,
} from '../../kubernetes';

/**
 * A certificate that the platform requests and renews.
 *
 * @public
 */
export interface ManagedCertificate extends KubernetesObject {
  spec?: {
    type?: string;
    purpose?: string;
    dnsNames?: string[];
    ipAddresses?: string[];
    targetSecretName?: string;
  };
  status?: {
    issuer?: string;
    certificateSecretName?: string;
    /** RFC 3339. */
    notBefore?: string;
    /** RFC 3339. */
    notAfter?: string;
    /** RFC 3339. */
    renewalTime?: string;
    conditions?: Condition[];
  };
}

/**
 * Resource type of {@link ManagedCertificate}.
 *
 * @public
 */
export const managedCertificateType: ResourceType = {
  group: 'security.kube-dc.com',
  version: 'v1alpha1',
  resource: 'managedcertificates',
  kind: 'ManagedCertificate',
  namespaced: true,
};
