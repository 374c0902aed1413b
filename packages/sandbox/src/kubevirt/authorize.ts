import { IncomingMessage } from 'node:http';
import { KubeClient } from '../runtime/client';
import { resource } from '../runtime/resources';
import { KubeObject } from '../runtime/types';
import { ProxyTrust, identityOf } from './requestIdentity';
import { SubresourceError } from './subresourceError';
import { SubresourcePath } from './subresourcePath';

type Review = KubeObject<
  Record<string, unknown>,
  { allowed?: boolean; reason?: string }
>;

const subjectAccessReviews = resource<Review>(
  'authorization.k8s.io',
  'v1',
  'SubjectAccessReview',
  { namespaced: false },
);

const VERBS: Record<string, string> = {
  GET: 'get',
  HEAD: 'get',
  PUT: 'update',
  POST: 'create',
  PATCH: 'patch',
  DELETE: 'delete',
};

const unauthorized = (reason: string) =>
  new SubresourceError(401, 'Unauthorized', reason, { isPlainText: true });

/**
 * Asks the API server whether whoever it says may do this. It has asked
 * itself before it passed the request on; a server of its own asks again.
 *
 * @throws SubresourceError 401 in plain text, as KubeVirt answers
 */
export async function authorize(
  client: KubeClient,
  request: IncomingMessage,
  trust: ProxyTrust,
  path: SubresourcePath,
): Promise<void> {
  const identity = identityOf(request, trust);
  if (!identity) {
    throw unauthorized('request is not authenticated');
  }
  const { version, namespace, plural, name, subresource } = path;
  const review = await client.create(subjectAccessReviews, {
    metadata: {},
    spec: {
      ...identity,
      resourceAttributes: {
        group: 'subresources.kubevirt.io',
        version,
        resource: plural,
        subresource,
        verb: VERBS[request.method ?? ''] ?? '',
        namespace,
        name,
      },
    },
  });
  if (!review.status?.allowed) {
    throw unauthorized(review.status?.reason ?? '');
  }
}
