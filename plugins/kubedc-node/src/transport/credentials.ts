import { InputError } from '@backstage/errors';
import type { OutgoingHttpHeaders } from 'node:http';
import { MissingTokenError } from '../errors';
import type { IdentityMode } from '../installations/types';
import type { Agents, Connection } from './ConnectionSource';
import { impersonationHeaders } from './impersonation';
import type { KubernetesIdentity } from './types';

/** Headers and connections that let a request in. */
export interface Credentials {
  headers: OutgoingHttpHeaders;
  agents: Agents;
}

/** Characters that a bearer token may have (RFC 6750); others would make another header of it. */
const TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;

/**
 * What a request is sent with: the person's own token and nothing of the portal's account, that account alone, or that
 * account as the person.
 *
 * @throws MissingTokenError when only the person's own token is good and there is none; InputError or NotAllowedError
 * for names and tokens that cannot be sent.
 */
export function credentialsFor(
  connection: Connection,
  mode: IdentityMode,
  person: KubernetesIdentity | undefined,
): Credentials {
  if (!person) {
    return connection.account;
  }
  if (person.token !== undefined) {
    if (!TOKEN.test(person.token)) {
      throw new InputError('The token cannot be used on the Kubernetes API');
    }
    return {
      headers: { Authorization: `Bearer ${person.token}` },
      agents: connection.anonymous,
    };
  }
  if (mode === 'oidc') {
    throw new MissingTokenError();
  }
  if (mode === 'serviceAccount') {
    // Whoever thinks of a person here has mistaken the installation; the account must not act unnoticed in their place.
    throw new InputError(
      'On this installation the portal’s account acts for everybody, so nobody can be acted as',
    );
  }
  return {
    headers: {
      ...connection.account.headers,
      ...impersonationHeaders(person),
    },
    agents: connection.account.agents,
  };
}
