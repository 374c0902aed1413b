import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { readPersonToken } from '@kubedc/backstage-plugin-kubedc-node';
import type {
  Installation,
  KubernetesIdentity,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { IncomingMessage } from 'node:http';

/** Header with the person's own token of their realm, which the portal's pages send. */
export const TOKEN_HEADER = 'kubedc-token';

/**
 * The person's own tokens. They are kept beside the credentials they came with and exactly as long as these, so that
 * nothing that logs, stores or compares credentials ever meets one.
 */
export class PersonTokens {
  readonly #tokens = new WeakMap<BackstageCredentials, string>();
  readonly #now: () => number;

  constructor(
    options: {
      /** Milliseconds since the epoch; for tests. */
      now?: () => number;
    } = {},
  ) {
    this.#now = options.now ?? Date.now;
  }

  /** Takes the token of a request, when it brings one, for whoever makes the request. */
  take(
    req: Pick<IncomingMessage, 'headers'>,
    credentials: BackstageCredentials,
  ): void {
    const value = req.headers[TOKEN_HEADER];
    if (typeof value === 'string' && value !== '') {
      this.#tokens.set(credentials, value);
    }
  }

  /**
   * The person as they go to an installation's Kubernetes API: with their token where the installation takes tokens and
   * the request brought one.
   *
   * @throws NotAllowedError when the token is another's, SessionEndedError when it has ended.
   */
  withToken(
    credentials: BackstageCredentials,
    installation: Installation,
    { user, groups }: KubernetesIdentity,
  ): KubernetesIdentity {
    const presented = this.#tokens.get(credentials);
    if (installation.identity !== 'oidc' || presented === undefined) {
      return { user, groups };
    }
    const identity = { user, groups };
    const { token } = readPersonToken(presented, {
      installation,
      identity,
      now: this.#now(),
    });
    return { ...identity, token };
  }
}
