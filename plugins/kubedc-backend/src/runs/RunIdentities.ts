import { SessionEndedError } from '@kubedc/backstage-plugin-kubedc-node';
import type {
  KubernetesIdentity,
  PlatformService,
} from '@kubedc/backstage-plugin-kubedc-node';
import { NotAllowedError } from '@backstage/errors';
import type { GrantService } from '../grants/GrantService';
import type { StoredRun } from './types';

/** Who finds out what became of a run, and tidies up after it, when its own request is long over. */
export class RunIdentities {
  readonly #platform: PlatformService;
  readonly #grants: Pick<GrantService, 'redeem'>;

  constructor(options: {
    platform: PlatformService;
    grants: Pick<GrantService, 'redeem'>;
  }) {
    this.#platform = options.platform;
    this.#grants = options.grants;
  }

  /**
   * The person, where the portal can act as them: by impersonation, by the grant that started the run, or because it is
   * they who ask. Otherwise the portal's own account, which can see what the run has made but not delete it.
   *
   * @param person - who asks how far the run is, when it is the one who started it
   */
  async of(
    run: StoredRun,
    person: KubernetesIdentity | undefined,
  ): Promise<KubernetesIdentity | undefined> {
    const { identity, installation } = run;
    if (!identity || this.#platform.get(installation).identity !== 'oidc') {
      return identity;
    }
    const token =
      person?.user === identity.user && person.token !== undefined
        ? person.token
        : await this.#tokenOfGrant(run, identity);
    return token === undefined ? undefined : { ...identity, token };
  }

  async #tokenOfGrant(
    run: StoredRun,
    { user: kubernetesUser }: KubernetesIdentity,
  ): Promise<string | undefined> {
    if (run.grantId === undefined) {
      return undefined;
    }
    const { userRef, installation, operation } = run;
    try {
      return await this.#grants.redeem(
        run.grantId,
        { userRef, installation, kubernetesUser },
        operation,
      );
    } catch (error) {
      if (
        error instanceof SessionEndedError ||
        error instanceof NotAllowedError
      ) {
        return undefined;
      }
      throw error;
    }
  }
}
