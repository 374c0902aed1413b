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

const notOurs: CatalogCriteria = {
  not: kubedcCatalogConditions.isFromKubedc(),
};

/**
 * Which entities a person may read: everything that is not of a platform, and of the platform they signed in with what
 * Kubernetes lets them list, by kind and namespace, and their own organization.
 *
 * @public
 */
export async function createCatalogReadCriteria(
  identity: KubedcIdentity | undefined,
  rights: RightsService,
): Promise<{ anyOf: [CatalogCriteria, ...CatalogCriteria[]] }> {
  if (!identity) {
    return { anyOf: [notOurs] };
  }
  const { installation } = identity;
  if (await rights.isOperator(installation, identity)) {
    return {
      anyOf: [
        notOurs,
        kubedcCatalogConditions.isKubedcObject({ installation }),
      ],
    };
  }
  const [organization] = identity.user.split(':');
  return {
    anyOf: [
      notOurs,
      kubedcCatalogConditions.isOfKubedcOrganization({
        installation,
        organization,
      }),
      ...(await objectConditions(identity, rights)),
    ],
  };
}

async function objectConditions(
  identity: KubedcIdentity,
  rights: RightsService,
): Promise<CatalogCriteria[]> {
  const { installation } = identity;
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
  return [...groupByScope(kinds, scopes).values()].map(({ scope, types }) =>
    kubedcCatalogConditions.isKubedcObject({
      installation,
      types,
      ...(!scope.all && {
        namespaces: [...scope.namespaces].sort() as [string, ...string[]],
      }),
    }),
  );
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
  return groups;
}
