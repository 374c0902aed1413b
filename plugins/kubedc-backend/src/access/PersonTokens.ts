import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { readPersonToken } from '@kubedc/backstage-plugin-kubedc-node';
import type {
  Installation,
  KubernetesIdentity,
  PersonToken,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { IncomingMessage } from 'node:http';

/** Header with the person's own token of their realm, which the portal's pages send. */
const TOKEN_HEADER = 'kubedc-token';

/** Header with the id of the grant by which a task acts as the person. */
const GRANT_HEADER = 'kubedc-grant';

/**
 * The person's own tokens. They are kept beside the credentials they came with and exactly as long as these, so that
 * nothing that logs, stores or compares credentials ever meets one.
 */
export class PersonTokens {
  readonly #tokens = new WeakMap<BackstageCredentials, string>();
  readonly #grants = new WeakMap<BackstageCredentials, string>();
  readonly #now: () => number;

  constructor(
    options: {
      /** Milliseconds since the epoch; for tests. */
      now?: () => number;
    } = {},
  ) {
    this.#now = options.now ?? Date.now;
  }

  /** Takes the token or the grant of a request, when it brings one, for whoever makes the request. */
  take(
    req: Pick<IncomingMessage, 'headers'>,
    credentials: BackstageCredentials,
  ): void {
    const { [TOKEN_HEADER]: token, [GRANT_HEADER]: grant } = req.headers;
    if (typeof token === 'string' && token !== '') {
      this.#tokens.set(credentials, token);
    }
    if (typeof grant === 'string' && grant !== '') {
      this.#grants.set(credentials, grant);
    }
  }

  /** Adds the token of the grant that a request brought. */
  put(credentials: BackstageCredentials, token: string): void {
    this.#tokens.set(credentials, token);
  }

  /** Id of the grant that the request brought. */
  grantOf(credentials: BackstageCredentials): string | undefined {
    return this.#grants.get(credentials);
  }

  /**
   * Holds a token to the person.
   *
   * @throws NotAllowedError when the token is another's, SessionEndedError when it has ended.
   */
  read(
    token: string,
    person: {
      installation: Installation;
      identity?: Pick<KubernetesIdentity, 'user'>;
    },
  ): PersonToken {
    return readPersonToken(token, {
      installation: person.installation,
      identity: { user: person.identity?.user ?? '' },
      now: this.#now(),
    });
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
    const { token } = this.read(presented, { installation, identity });
    return { ...identity, token };
  }
}
