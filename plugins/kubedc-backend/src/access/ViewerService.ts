import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { FieldError } from '@kubedc/backstage-plugin-kubedc-node';
import type { SourceProblem } from '@kubedc/backstage-plugin-kubedc-common';
import type {
  IdentityService,
  Installation,
  PlatformService,
  RightsService,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { PersonTokens } from './PersonTokens';
import { Viewer } from './Viewer';

/** Said to everybody; the error itself may name paths and addresses of the portal and is for operators. */
export const MISCONFIGURED =
  'The portal is not configured correctly for this installation; its operator can see why';

/** Finds out who somebody is on the installations. */
export class ViewerService {
  readonly #platform: PlatformService;
  readonly #identity: IdentityService;
  readonly #rights: RightsService;
  readonly #tokens: PersonTokens;

  constructor(options: {
    platform: PlatformService;
    identity: IdentityService;
    rights: RightsService;
    tokens: PersonTokens;
  }) {
    this.#platform = options.platform;
    this.#identity = options.identity;
    this.#rights = options.rights;
    this.#tokens = options.tokens;
  }

  /**
   * The person on one installation: the named one, else the one they signed in with, else the only one.
   *
   * @throws InputError for an unknown name, NotAllowedError when the person has no identity there or the request brings
   * another's token, SessionEndedError when its token has ended.
   */
  async on(
    credentials: BackstageCredentials,
    installation?: string,
  ): Promise<Viewer> {
    const own = installation
      ? undefined
      : await this.#identity.find(credentials);
    const found = this.#installation(installation ?? own?.installation);
    return this.#viewer(
      credentials,
      found,
      found.identity === 'serviceAccount'
        ? undefined
        : await this.#identity.require(credentials, found.name),
    );
  }

  /** The person on each working installation where they have an identity or need none. */
  async everywhere(credentials: BackstageCredentials): Promise<Viewer[]> {
    const own = await this.#identity.find(credentials);
    return this.#platform.list().flatMap(({ installation }) => {
      if (!installation) {
        return [];
      }
      if (installation.identity === 'serviceAccount') {
        return [this.#viewer(credentials, installation, undefined)];
      }
      return own?.installation === installation.name
        ? [this.#viewer(credentials, installation, own)]
        : [];
    });
  }

  /** The installation the person signed in with, when its configuration is broken. */
  async problems(credentials: BackstageCredentials): Promise<SourceProblem[]> {
    const own = await this.#identity.find(credentials);
    return this.#platform
      .list()
      .filter(({ name, error }) => error && name === own?.installation)
      .map(({ name }) => ({
        installation: name,
        reason: 'misconfigured',
        message: MISCONFIGURED,
      }));
  }

  #installation(name: string | undefined): Installation {
    const entries = this.#platform.list();
    if (name === undefined && entries.length !== 1) {
      throw new FieldError('installation', 'A value is required');
    }
    const entry = entries.find(
      candidate => name === undefined || candidate.name === name,
    );
    if (!entry) {
      throw new FieldError(
        'installation',
        `There is no installation '${name}'`,
      );
    }
    if (!entry.installation) {
      throw new ServiceUnavailableError(MISCONFIGURED);
    }
    return entry.installation;
  }

  #viewer(
    credentials: BackstageCredentials,
    installation: Installation,
    identity: Viewer['identity'],
  ): Viewer {
    return new Viewer({
      credentials,
      installation,
      identity:
        identity && this.#tokens.withToken(credentials, installation, identity),
      rights: this.#rights,
    });
  }
}
