import type { KubernetesIdentity, KubernetesTransport } from '../transport';
import { refuseSystemIdentity } from '../transport/impersonation';
import type { AccessDecision, ResourceAttributes } from './types';

interface Review {
  status?: {
    allowed?: boolean;
    denied?: boolean;
    reason?: string;
    evaluationError?: string;
  };
}

const API = 'authorization.k8s.io/v1';

/** Milliseconds a review may take: a page waits for it. */
const TIMEOUT_MS = 10_000;

/**
 * Asks the API server whether a person, or without one the portal's own account, may do something.
 *
 * @throws what {@link KubernetesTransport.request} throws; NotAllowedError for one of Kubernetes' own identities.
 */
export async function reviewAccess(
  transport: KubernetesTransport,
  identity: KubernetesIdentity | undefined,
  attributes: ResourceAttributes,
): Promise<AccessDecision> {
  if (identity) {
    refuseSystemIdentity(identity);
  }
  const kind = identity ? 'SubjectAccessReview' : 'SelfSubjectAccessReview';
  const review = await transport.request<Review>({
    method: 'POST',
    path: `/apis/${API}/${kind.toLowerCase()}s`,
    body: {
      apiVersion: API,
      kind,
      spec: {
        resourceAttributes: attributes,
        ...(identity && {
          user: identity.user,
          // The API server adds this group to everybody who is signed in; a review must be told.
          groups: [...identity.groups, 'system:authenticated'],
        }),
      },
    },
    timeoutMs: TIMEOUT_MS,
  });
  const { allowed, denied, reason } = review.status ?? {};
  return allowed === true && denied !== true
    ? { allowed: true, reason: reason || undefined }
    : { allowed: false, reason: reason || undefined };
}
