import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import type {
  KubedcIdentity,
  RightsService,
} from '@kubedc/backstage-plugin-kubedc-node';
import { CriteriaCache } from './CriteriaCache';
import {
  isEntityOwner,
  isForeign,
  isOn,
  memberCriteria,
  weighCriteria,
  type CatalogCriteria,
} from './entityCriteria';
import type { Person } from './Person';
import type { KubedcPolicyOptions } from './PolicyOptions';

/** Decides about catalog entities. */
export class EntityDecisions {
  readonly #rights: RightsService;
  readonly #options: KubedcPolicyOptions;
  readonly #kept = new CriteriaCache<CatalogCriteria[]>({
    weigh: criteria =>
      criteria.reduce((sum, each) => sum + weighCriteria(each), 0),
  });

  constructor(rights: RightsService, options: KubedcPolicyOptions) {
    this.#rights = rights;
    this.#options = options;
  }

  /**
   * Which entities a person reads: of those that stand for nothing on a platform what the configuration says, and of the
   * platforms what Kubernetes lets them list.
   */
  async read(person: Person): Promise<PolicyDecision> {
    const { entities, serviceAccount } = this.#options;
    const shared = (await person.is(serviceAccount.read))
      ? serviceAccount.installations.map(isOn)
      : [];
    // Databases check one after the other until one holds, and that something is from no platform costs the most.
    return anyOf([
      ...(person.identity ? await this.#ofPlatform(person.identity) : []),
      ...shared,
      ...(await this.#foreign(person, entities.read)),
    ]);
  }

  /** Which entities a person refreshes and deletes; those of a platform come and go with its objects. */
  async change(person: Person): Promise<PolicyDecision> {
    return (await person.isOperator())
      ? { result: AuthorizeResult.ALLOW }
      : anyOf(await this.#foreign(person, this.#options.entities.change));
  }

  async #foreign(
    person: Person,
    audience: KubedcPolicyOptions['entities']['read'],
  ): Promise<CatalogCriteria[]> {
    if (audience !== 'owners') {
      return (await person.is(audience)) ? [isForeign] : [];
    }
    return (await person.isOperator())
      ? [isForeign]
      : [{ allOf: [isForeign, isEntityOwner(person.ownershipRefs)] }];
  }

  #ofPlatform(identity: KubedcIdentity): Promise<CatalogCriteria[]> {
    const revision = this.#rights.revision?.(identity.installation) ?? 0;
    return this.#kept.get(identity, revision, async () =>
      (await this.#rights.isOperator(identity.installation, identity))
        ? [isOn(identity.installation)]
        : memberCriteria(identity, this.#rights),
    );
  }
}

function anyOf(criteria: CatalogCriteria[]): PolicyDecision {
  const [first, ...others] = criteria;
  return first
    ? {
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'catalog',
        resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
        conditions: { anyOf: [first, ...others] },
      }
    : { result: AuthorizeResult.DENY };
}
