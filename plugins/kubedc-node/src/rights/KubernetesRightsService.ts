import type { LoggerService } from '@backstage/backend-plugin-api';
import type { PlatformService } from '../services/types';
import type { KubernetesIdentity } from '../transport';
import { InstallationRights } from './InstallationRights';
import { refusalOf } from './refusalOf';
import type {
  AccessDecision,
  NamespaceScope,
  ResourceAttributes,
  RightsService,
} from './types';

/**
 * Rights as the installations' API servers tell them: asked as the person where that is possible, else with the
 * portal's account; with identity mode `serviceAccount` those of the account itself, as there everybody acts as it.
 */
export class KubernetesRightsService implements RightsService {
  readonly #platform: PlatformService;
  readonly #logger: LoggerService;
  readonly #now: (() => number) | undefined;
  readonly #installations = new Map<string, InstallationRights>();

  constructor(options: {
    platform: PlatformService;
    logger: LoggerService;
    /** Milliseconds since the epoch; for tests. */
    now?: () => number;
  }) {
    this.#platform = options.platform;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  async check(
    installation: string,
    identity: KubernetesIdentity,
    attributes: ResourceAttributes,
  ): Promise<AccessDecision> {
    try {
      return await this.#on(installation).decide(identity, attributes);
    } catch (error) {
      return refusalOf(error);
    }
  }

  async namespaces(
    installation: string,
    identity: KubernetesIdentity,
    attributes: Omit<ResourceAttributes, 'namespace' | 'name'>,
  ): Promise<NamespaceScope> {
    try {
      return await this.#on(installation).scope(identity, attributes);
    } catch (error) {
      const { reason } = refusalOf(error);
      return { all: false, namespaces: new Set(), undecided: reason };
    }
  }

  async isOperator(
    installation: string,
    identity: KubernetesIdentity,
  ): Promise<boolean> {
    const decision = await this.check(installation, identity, {
      verb: 'list',
      group: 'kube-dc.com',
      resource: 'organizations',
    });
    return decision.allowed;
  }

  revision(installation: string): number {
    return this.#installations.get(installation)?.revision ?? 0;
  }

  #on(name: string): InstallationRights {
    let rights = this.#installations.get(name);
    if (!rights) {
      rights = new InstallationRights({
        installation: this.#platform.get(name),
        transport: this.#platform.transport(name),
        mirror: this.#platform.mirror(name),
        logger: this.#logger,
        now: this.#now,
      });
      this.#installations.set(name, rights);
    }
    return rights;
  }
}
