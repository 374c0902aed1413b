import {
  annotationOf,
  entityPartsOf,
  GROUP_TEXT_ANNOTATIONS,
  organizationGroupKind,
  organizationGroupPartsOf,
  REALM_GROUPS,
  type OrganizationGroup,
} from '@kubedc/backstage-plugin-kubedc-common';
import { groupEntity } from './entity';
import type { EntityConverter } from './types';

/**
 * A group of an organization, child of the organization's group.
 */
export const organizationGroupConverter: EntityConverter<OrganizationGroup> = {
  kind: organizationGroupKind.id,
  convert(group, context) {
    const { name, namespace } = group.metadata;
    const isRealmGroup = REALM_GROUPS.some(reserved => reserved === name);
    const organization = namespace && context.organizationOf(namespace);
    // The realm's own groups come with the organization; nobody takes their names.
    if (!namespace || organization !== namespace || isRealmGroup) {
      return [];
    }
    return [
      groupEntity({
        parts: entityPartsOf(
          { kind: organizationGroupKind.id, namespace, name },
          context.installation,
        ),
        parent: organizationGroupPartsOf(organization, context.installation),
        type: organizationGroupKind.entity.type,
        annotations: context.annotationsOf(group),
        displayName:
          annotationOf(group, GROUP_TEXT_ANNOTATIONS.displayName) ?? name,
        description: annotationOf(group, GROUP_TEXT_ANNOTATIONS.description),
      }),
    ];
  },
};
