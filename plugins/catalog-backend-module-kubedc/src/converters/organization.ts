import {
  entityPartsOf,
  groupPartsOf,
  organizationGroupKind,
  organizationGroupPartsOf,
  organizationKind,
  REALM_GROUPS,
  textOf,
  type Organization,
} from '@kubedc/backstage-plugin-kubedc-common';
import { groupEntity, metadataOf } from './entity';
import type { ConverterContext, EntityConverter } from './types';

const REALM_GROUP_TITLES: Record<(typeof REALM_GROUPS)[number], string> = {
  'org-admin': 'administrators',
  user: 'members',
};

/**
 * An organization is a domain, a group that all its groups are children of, and the two groups that every realm has.
 */
export const organizationConverter: EntityConverter<Organization> = {
  kind: organizationKind.id,
  convert(organization, context) {
    const { name, namespace } = organization.metadata;
    // Elsewhere than in its own namespace it is no tenant of the platform.
    if (namespace !== name) {
      return [];
    }
    return [
      domainOf(organization, context),
      organizationGroupOf(organization, context),
      ...REALM_GROUPS.map(group => realmGroupOf(group, organization, context)),
    ];
  },
};

function domainOf(organization: Organization, context: ConverterContext) {
  const { name, namespace } = organization.metadata;
  const parts = entityPartsOf(
    { kind: organizationKind.id, namespace, name },
    context.installation,
  );
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: parts.kind,
    metadata: metadataOf(parts, context.annotationsOf(organization), {
      title: name,
      description: textOf(organization.spec?.description),
    }),
    spec: {
      type: organizationKind.entity.type,
      owner: context.ownershipOf(organization).owner,
    },
  };
}

function organizationGroupOf(
  organization: Organization,
  context: ConverterContext,
) {
  const { name } = organization.metadata;
  return groupEntity({
    parts: organizationGroupPartsOf(name, context.installation),
    type: 'organization',
    annotations: context.annotationsOf(organization),
    displayName: name,
    description: textOf(organization.spec?.description),
    email: textOf(organization.spec?.email),
  });
}

function realmGroupOf(
  group: (typeof REALM_GROUPS)[number],
  organization: Organization,
  context: ConverterContext,
) {
  const { name } = organization.metadata;
  return groupEntity({
    parts: groupPartsOf(name, group, context.installation),
    parent: organizationGroupPartsOf(name, context.installation),
    type: organizationGroupKind.entity.type,
    annotations: context.annotationsOf(organization),
    displayName: `${name} ${REALM_GROUP_TITLES[group]}`,
  });
}
