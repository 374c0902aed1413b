import { InputError, NotAllowedError } from '@backstage/errors';
import type { OutgoingHttpHeaders } from 'node:http';
import type { KubernetesIdentity } from './types';

/**
 * Headers that make the API server take a request as somebody else's. Every group stands on a line of its own.
 *
 * @throws InputError for names that a header cannot carry unchanged, NotAllowedError for Kubernetes' own identities.
 */
export function impersonationHeaders(
  identity: KubernetesIdentity,
): OutgoingHttpHeaders {
  refuseSystemIdentity(identity);
  const groups = [...new Set(identity.groups)];
  return {
    'Impersonate-User': headerValue('user name', identity.user),
    ...(groups.length
      ? {
          'Impersonate-Group': groups.map(group => headerValue('group', group)),
        }
      : {}),
  };
}

/**
 * Refuses Kubernetes' own identities: no person is `system:admin`, and nobody is in `system:masters`.
 *
 * @throws NotAllowedError
 */
export function refuseSystemIdentity(identity: KubernetesIdentity): void {
  const own = [identity.user, ...identity.groups].find(name =>
    name.startsWith('system:'),
  );
  if (own !== undefined) {
    throw new NotAllowedError(
      `'${own}' belongs to Kubernetes itself and is never impersonated`,
    );
  }
}

function headerValue(what: string, name: string): string {
  // A header loses outer blanks on the way: ' admin' would arrive as 'admin', another identity.
  // eslint-disable-next-line no-control-regex
  if (!name || name !== name.trim() || /[\x00-\x1f\x7f]/.test(name)) {
    throw new InputError(
      `The ${what} ${JSON.stringify(
        name,
      )} cannot be used on the Kubernetes API`,
    );
  }
  // Node writes header characters as single bytes; Kubernetes reads the bytes as UTF-8.
  return Buffer.from(name, 'utf8').toString('latin1');
}
