import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import { kubedcResourceReadPermission } from '@kubedc/backstage-plugin-kubedc-common';
import { FieldError } from '@kubedc/backstage-plugin-kubedc-node';
import type { SourceProblem } from '@kubedc/backstage-plugin-kubedc-common';
import type {
  IdentityService,
  Installation,
  PlatformService,
  RightsService,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { PersonTokens } from './PersonTokens';
import { refusalBy } from './PolicyService';
import type { PolicyService } from './PolicyService';
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
  readonly #policy: PolicyService;

  constructor(options: {
    platform: PlatformService;
    identity: IdentityService;
    rights: RightsService;
    tokens: PersonTokens;
    policy: PolicyService;
  }) {
    this.#platform = options.platform;
    this.#identity = options.identity;
    this.#rights = options.rights;
    this.#tokens = options.tokens;
    this.#policy = options.policy;
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

  /**
   * The person where the portal's own policy lets them read something: on one installation, or on all.
   *
   * @throws what {@link on} throws, and NotAllowedError when the policy lets them read nothing on the one.
   */
  async readers(
    credentials: BackstageCredentials,
    installation?: string,
  ): Promise<Viewer[]> {
    if (installation === undefined) {
      const viewers = await this.everywhere(credentials);
      const readable = await this.readable(credentials);
      return viewers.filter(viewer => readable(viewer.installation.name));
    }
    return [await this.reader(credentials, installation)];
  }

  /** The same on one installation, by default as {@link on} finds it. */
  async reader(
    credentials: BackstageCredentials,
    installation?: string,
  ): Promise<Viewer> {
    const viewer = await this.on(credentials, installation);
    const readable = await this.readable(credentials);
    if (!readable(viewer.installation.name)) {
      throw new NotAllowedError(refusalBy(kubedcResourceReadPermission));
    }
    return viewer;
  }

  /** Tells of an installation by name whether the portal's own policy lets the person read something there. */
  async readable(
    credentials: BackstageCredentials,
  ): Promise<(installation: string) => boolean> {
    const permitted = await this.#policy.permitted(
      kubedcResourceReadPermission,
      credentials,
    );
    return installation => permitted.decide({ installation }) !== false;
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
      policy: this.#policy,
    });
  }
}
