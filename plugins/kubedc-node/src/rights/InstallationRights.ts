import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { namespaceType } from '@kubedc/backstage-plugin-kubedc-common';
import type { Installation } from '../installations';
import type { Mirror } from '../mirror';
import type { KubernetesIdentity, KubernetesTransport } from '../transport';
import { refuseSystemIdentity } from '../transport/impersonation';
import { BindingIndex } from './BindingIndex';
import { rulesAllow } from './policyRules';
import { Reviews, type Asker, type NamespaceRules } from './Reviews';
import { RightsCache } from './RightsCache';
import { refusalOf } from './refusalOf';
import type {
  AccessDecision,
  NamespaceScope,
  ResourceAttributes,
} from './types';

/**
 * What holds cluster-wide holds in every namespace, so the rules of any one rule out what does not. Hardly anybody is
 * given anything in this one, so its rules are the cluster-wide ones.
 */
const PROBE_NAMESPACE = 'default';

/** Rights on one installation. */
export class InstallationRights {
  readonly #installation: Installation;
  readonly #mirror: Mirror;
  readonly #logger: LoggerService;
  readonly #reviews: Reviews;
  readonly #cache: RightsCache;
  readonly #bindings: BindingIndex;
  #revision = 0;

  constructor(options: {
    installation: Installation;
    transport: KubernetesTransport;
    mirror: Mirror;
    logger: LoggerService;
    /** Milliseconds since the epoch; for tests. */
    now?: () => number;
  }) {
    this.#installation = options.installation;
    this.#mirror = options.mirror;
    this.#logger = options.logger;
    this.#reviews = new Reviews(options.transport);
    this.#cache = new RightsCache({ now: options.now });
    this.#bindings = new BindingIndex(options.mirror, (subjects, namespace) => {
      this.#revision += 1;
      this.#cache.forget(subjects, namespace);
    });
  }

  /** Changes with the bindings, and with the roles that they give. */
  get revision(): number {
    return this.#revision;
  }

  /**
   * One right, cluster-wide first. The rules of a namespace answer for all its resources at once; the API server is
   * asked about a single right where there are none, where they are not complete, and before anybody is given anything
   * cluster-wide.
   *
   * @throws what the reviews throw, NotAllowedError for one of Kubernetes' own identities.
   */
  async decide(
    identity: KubernetesIdentity,
    attributes: ResourceAttributes,
  ): Promise<AccessDecision> {
    const asker = this.#asker(identity);
    if (asker.identity) {
      refuseSystemIdentity(asker.identity);
    }
    const { namespace, name, ...right } = attributes;
    const everywhere = await this.#decideEverywhere(asker, right);
    return everywhere.allowed || (namespace === undefined && name === undefined)
      ? everywhere
      : this.#decideThere(asker, attributes);
  }

  /**
   * Namespaces in which a person has a right. It is put together anew after seconds, as what it is made of may be older.
   *
   * @throws what {@link decide} throws of the cluster-wide right; what it throws of namespaces is in the answer, but for
   * a session that ended.
   */
  async scope(
    identity: KubernetesIdentity,
    right: Omit<ResourceAttributes, 'namespace' | 'name'>,
  ): Promise<NamespaceScope> {
    const asker = this.#asker(identity);
    if (asker.identity) {
      refuseSystemIdentity(asker.identity);
    }
    const { verb, group, resource, subresource } = right;
    return this.#cache.getScope(
      asker.identity,
      JSON.stringify([verb, group, resource, subresource]),
      () => this.#findScope(asker, right),
      scope => scope.all || scope.undecided === undefined,
    );
  }

  async #findScope(
    asker: Asker,
    right: Omit<ResourceAttributes, 'namespace' | 'name'>,
  ): Promise<NamespaceScope> {
    const everywhere = await this.#decideEverywhere(asker, right);
    if (everywhere.allowed) {
      return { all: true };
    }
    const { candidates, isComplete } = this.#candidates(asker);
    const decisions = await Promise.all(
      candidates.map(namespace =>
        this.#decideThere(asker, { ...right, namespace }).catch(refusalOf),
      ),
    );
    const undecided =
      decisions.find(decision => decision.undecided)?.reason ??
      (isComplete
        ? undefined
        : 'Who may see what on the platform is still being read');
    return {
      all: false,
      namespaces: new Set(
        candidates.filter((_, index) => decisions[index].allowed),
      ),
      ...(undecided !== undefined && { undecided }),
    };
  }

  /** A right that is not given cluster-wide. */
  async #decideThere(
    asker: Asker,
    attributes: ResourceAttributes,
  ): Promise<AccessDecision> {
    const { namespace } = attributes;
    if (asker.way === 'self' && namespace !== undefined) {
      const { rules, complete } = await this.#rules(asker.identity, namespace);
      if (complete) {
        return { allowed: rulesAllow(rules, attributes) };
      }
    }
    return this.#access(asker, attributes);
  }

  /** A right on all objects of all namespaces. */
  async #decideEverywhere(
    asker: Asker,
    right: Omit<ResourceAttributes, 'namespace' | 'name'>,
  ): Promise<AccessDecision> {
    if (asker.way === 'self') {
      const { rules, complete } = await this.#rules(
        asker.identity,
        PROBE_NAMESPACE,
      );
      if (complete && !rulesAllow(rules, right)) {
        return { allowed: false };
      }
    }
    return this.#access(asker, right);
  }

  /** Namespaces in which a person may have rights; not complete as long as not all of them are known. */
  #candidates({ identity }: Asker): {
    candidates: string[];
    isComplete: boolean;
  } {
    return identity
      ? {
          candidates: this.#bindings.namespacesOf(identity),
          isComplete: this.#bindings.isComplete,
        }
      : {
          candidates: this.#mirror
            .list(namespaceType)
            .map(({ metadata }) => metadata.name),
          isComplete: this.#mirror.hasSynced(namespaceType),
        };
  }

  #asker(identity: KubernetesIdentity): Asker {
    switch (this.#installation.identity) {
      case 'serviceAccount':
        return { way: 'self', identity: undefined };
      case 'impersonate':
        return { way: 'self', identity };
      default:
        return { way: identity.token ? 'self' : 'subject', identity };
    }
  }

  #rules(
    identity: KubernetesIdentity | undefined,
    namespace: string,
  ): Promise<NamespaceRules> {
    return this.#cache.get(identity, namespace, 'rules', () =>
      this.#tell(() => this.#reviews.rules(identity, namespace)),
    );
  }

  #access(
    asker: Asker,
    attributes: ResourceAttributes,
  ): Promise<AccessDecision> {
    const { verb, group, resource, subresource, namespace, name } = attributes;
    return this.#cache.get(
      asker.identity,
      namespace,
      JSON.stringify([verb, group, resource, subresource, name]),
      () => this.#tell(() => this.#reviews.access(asker, attributes)),
    );
  }

  /** Here and not where failures become refusals, so that many who wait for one answer make one line. */
  async #tell<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      this.#logger.warn(
        `Rights on '${
          this.#installation.name
        }' could not be checked and count as refused: ${
          toError(error).message
        }`,
      );
      throw error;
    }
  }
}
