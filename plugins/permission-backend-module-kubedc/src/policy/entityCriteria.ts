import type {
  PermissionCondition,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';
import {
  gvkOf,
  kindRegistry,
  type KindDefinition,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  KubedcIdentity,
  NamespaceScope,
  RightsService,
} from '@kubedc/backstage-plugin-kubedc-node';
import { kubedcCatalogConditions } from '../rules';

/**
 * Conditions on catalog entities.
 *
 * @public
 */
export type CatalogCriteria = PermissionCriteria<
  PermissionCondition<'catalog-entity'>
>;

/** What an organization's members know of each other: itself, its groups and its people. */
const COMMUNITY = ['Domain', 'Group', 'User'];

/** Of the catalog's own rules. */
function isEntityKind(kinds: string[]): CatalogCriteria {
  return {
    rule: 'IS_ENTITY_KIND',
    resourceType: 'catalog-entity',
    params: { kinds },
  };
}

/** Of the catalog's own rules. */
export function isEntityOwner(claims: string[]): CatalogCriteria {
  return {
    rule: 'IS_ENTITY_OWNER',
    resourceType: 'catalog-entity',
    params: { claims },
  };
}

/** Entities that stand for nothing on a platform. */
export const isForeign: CatalogCriteria = {
  not: kubedcCatalogConditions.isFromKubedc(),
};

/** Everything of an installation. */
export function isOn(installation: string): CatalogCriteria {
  return kubedcCatalogConditions.isKubedcObject({ installation });
}

/**
 * What a member reads of the platform they signed in with: their organization with its groups and people, and each kind
 * in the namespaces where Kubernetes lets them list it.
 */
export async function memberCriteria(
  identity: KubedcIdentity,
  rights: RightsService,
): Promise<CatalogCriteria[]> {
  const { installation } = identity;
  const [organization] = identity.user.split(':');
  const kinds = kindRegistry.all();
  const scopes = await Promise.all(
    kinds.map(({ type }) =>
      rights.namespaces(installation, identity, {
        verb: 'list',
        group: type.group,
        resource: type.resource,
      }),
    ),
  );
  return [
    ...groupByScope(kinds, scopes).map(({ scope, types }) =>
      kubedcCatalogConditions.isKubedcObject({
        installation,
        types,
        ...(!scope.all && {
          namespaces: [...scope.namespaces].sort() as [string, ...string[]],
        }),
      }),
    ),
    {
      allOf: [
        isEntityKind(COMMUNITY),
        kubedcCatalogConditions.isInKubedcOrganization({
          organizations: [organization],
          installation,
        }),
      ],
    },
  ];
}

/** How many names conditions hold. */
export function weighCriteria(criteria: unknown): number {
  return typeof criteria === 'object' && criteria !== null
    ? Object.values(criteria).reduce<number>(
        (sum, value) => sum + weighCriteria(value),
        0,
      )
    : 1;
}

/** Most kinds share their namespaces; one condition for all of them keeps the query small. */
function groupByScope(
  kinds: readonly KindDefinition[],
  scopes: readonly NamespaceScope[],
) {
  const groups = new Map<
    string,
    { scope: NamespaceScope; types: [string, ...string[]] }
  >();
  kinds.forEach(({ type }, index) => {
    const scope = scopes[index];
    if (!scope.all && scope.namespaces.size === 0) {
      return;
    }
    const key = scope.all ? '*' : [...scope.namespaces].sort().join(' ');
    const group = groups.get(key);
    if (group) {
      group.types.push(gvkOf(type));
    } else {
      groups.set(key, { scope, types: [gvkOf(type)] });
    }
  });
  return [...groups.values()];
}
