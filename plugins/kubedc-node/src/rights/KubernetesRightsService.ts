import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { namespaceType } from '@kubedc/backstage-plugin-kubedc-common';
import type { PlatformService } from '../services/types';
import type { KubernetesIdentity } from '../transport';
import { reviewAccess } from './accessReview';
import { boundNamespaces } from './bindings';
import { DecisionCache } from './DecisionCache';
import type {
  AccessDecision,
  NamespaceScope,
  ResourceAttributes,
  RightsService,
} from './types';

/** Milliseconds a decision is kept: long enough for one page, short enough to withdraw a right. */
const MAX_AGE_MS = 10_000;
const MAX_DECISIONS = 20_000;

/**
 * Rights by access reviews made with the portal's account: of the person, or with identity mode `serviceAccount` of the
 * account itself, as there everybody acts as it.
 */
export class KubernetesRightsService implements RightsService {
  readonly #platform: PlatformService;
  readonly #logger: LoggerService;
  readonly #decisions: DecisionCache<AccessDecision>;

  constructor(options: {
    platform: PlatformService;
    logger: LoggerService;
    /** Milliseconds since the epoch; for tests. */
    now?: () => number;
  }) {
    this.#platform = options.platform;
    this.#logger = options.logger;
    this.#decisions = new DecisionCache({
      maxAgeMs: MAX_AGE_MS,
      maxEntries: MAX_DECISIONS,
      now: options.now,
    });
  }

  async check(
    installation: string,
    identity: KubernetesIdentity,
    attributes: ResourceAttributes,
  ): Promise<AccessDecision> {
    try {
      const { identity: mode } = this.#platform.get(installation);
      const subject = mode === 'serviceAccount' ? undefined : identity;
      return await this.#decisions.get(
        keyOf(installation, subject, attributes),
        () => this.#ask(installation, subject, attributes),
      );
    } catch (error) {
      // Whatever happens, an unanswered question is a no.
      return {
        allowed: false,
        undecided: true,
        reason: `The right could not be checked: ${toError(error).message}`,
      };
    }
  }

  async namespaces(
    installation: string,
    identity: KubernetesIdentity,
    attributes: Omit<ResourceAttributes, 'namespace' | 'name'>,
  ): Promise<NamespaceScope> {
    const everywhere = await this.check(installation, identity, attributes);
    if (everywhere.allowed) {
      return { all: true };
    }
    const candidates = this.#candidates(installation, identity);
    const decisions = await Promise.all(
      candidates.map(namespace =>
        this.check(installation, identity, { ...attributes, namespace }),
      ),
    );
    return {
      all: false,
      namespaces: new Set(
        candidates.filter((_, index) => decisions[index].allowed),
      ),
    };
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

  async #ask(
    installation: string,
    subject: KubernetesIdentity | undefined,
    attributes: ResourceAttributes,
  ): Promise<AccessDecision> {
    try {
      return await reviewAccess(
        this.#platform.transport(installation),
        subject,
        attributes,
      );
    } catch (error) {
      // Here and not in `check`, so that many who wait for one answer make one line.
      this.#logger.warn(
        `Rights on '${installation}' could not be checked and count as refused: ${
          toError(error).message
        }`,
      );
      throw error;
    }
  }

  #candidates(installation: string, identity: KubernetesIdentity): string[] {
    try {
      const mirror = this.#platform.mirror(installation);
      return this.#platform.get(installation).identity === 'serviceAccount'
        ? mirror.list(namespaceType).map(({ metadata }) => metadata.name)
        : boundNamespaces(mirror, identity);
    } catch (error) {
      this.#logger.warn(
        `Namespaces of '${installation}' are not known: ${
          toError(error).message
        }`,
      );
      return [];
    }
  }
}

function keyOf(
  installation: string,
  identity: KubernetesIdentity | undefined,
  attributes: ResourceAttributes,
): string {
  return JSON.stringify([
    installation,
    identity && [identity.user, [...new Set(identity.groups)].sort()],
    attributes.verb,
    attributes.group,
    attributes.resource,
    attributes.subresource,
    attributes.namespace,
    attributes.name,
  ]);
}
