import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type {
  GrantRenewal,
  GrantRequest,
  GrantView,
} from '@kubedc/backstage-plugin-kubedc-common';
import { FieldError } from '@kubedc/backstage-plugin-kubedc-node';
import type { OperationRunner } from '@kubedc/backstage-plugin-kubedc-node';
import type { PersonTokens } from '../access/PersonTokens';
import type { Viewer } from '../access/Viewer';
import type { ViewerService } from '../access/ViewerService';
import type { GrantService } from './GrantService';
import type { GrantPurpose } from './types';

/** Who runs tasks, as its own token says. */
const SCAFFOLDER = 'plugin:scaffolder';

type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** What somebody's grants on an installation are for; undefined where none are needed. */
function purposeOf(
  credentials: UserCredentials,
  { installation, identity }: Viewer,
): GrantPurpose | undefined {
  return installation.identity === 'oidc' && identity
    ? {
        userRef: credentials.principal.userEntityRef,
        installation: installation.name,
        kubernetesUser: identity.user,
      }
    : undefined;
}

/** Grants as requests give, renew and use them. */
export class TaskGrants {
  readonly #grants: GrantService;
  readonly #runners: readonly OperationRunner[];
  readonly #tokens: PersonTokens;
  readonly #viewers: ViewerService;

  constructor(options: {
    grants: GrantService;
    runners: readonly OperationRunner[];
    tokens: PersonTokens;
    viewers: ViewerService;
  }) {
    this.#grants = options.grants;
    this.#runners = options.runners;
    this.#tokens = options.tokens;
    this.#viewers = options.viewers;
  }

  /** @throws a FieldError for an unknown operation, MissingTokenError when the request brought no token. */
  async create(
    credentials: UserCredentials,
    { installation, operations }: GrantRequest,
  ): Promise<GrantView> {
    const unknown = operations.find(
      id => !this.#runners.some(({ declaration }) => declaration.id === id),
    );
    if (unknown !== undefined) {
      throw new FieldError('operations', `There is no operation '${unknown}'`);
    }
    const viewer = await this.#viewers.on(credentials, installation);
    const purpose = purposeOf(credentials, viewer);
    return purpose
      ? this.#grants.create(purpose, operations, this.#tokenOf(viewer))
      : {};
  }

  /** @throws MissingTokenError when the request brought no token. */
  async renew(
    credentials: UserCredentials,
    installation?: string,
  ): Promise<GrantRenewal> {
    const viewer = await this.#viewers.on(credentials, installation);
    const purpose = purposeOf(credentials, viewer);
    if (!purpose) {
      return { open: 0 };
    }
    const token = this.#tokenOf(viewer);
    const { open } = await this.#grants.renew(purpose, token);
    return open ? { open, endsAt: token.expiresAt.toISOString() } : { open };
  }

  /**
   * Takes the token of the grant that a request names, as if the request had brought the token itself. Only the scaffolder
   * can name one: ids of grants stand in tasks, which whoever has the person's session can read, an agent for example.
   *
   * @throws NotAllowedError when somebody else names it or it is not for this, SessionEndedError when its token has ended.
   */
  async redeem(
    credentials: UserCredentials,
    installation: string | undefined,
    operation: string,
  ): Promise<void> {
    const id = this.#tokens.grantOf(credentials);
    if (id === undefined) {
      return;
    }
    const viewer = await this.#viewers.on(credentials, installation);
    const purpose = purposeOf(credentials, viewer);
    if (purpose) {
      if (credentials.principal.actor?.subject !== SCAFFOLDER) {
        throw new NotAllowedError(
          'Leave to act as you is for tasks of software templates alone',
        );
      }
      const token = await this.#grants.redeem(id, purpose, operation);
      this.#tokens.put(credentials, token);
    }
  }

  #tokenOf(viewer: Viewer) {
    return this.#tokens.read(viewer.requireToken(), viewer);
  }
}
