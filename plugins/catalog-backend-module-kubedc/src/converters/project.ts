import {
  entityPartsOf,
  entityRefOf,
  organizationKind,
  projectKind,
  type Project,
} from '@kubedc/backstage-plugin-kubedc-common';
import { metadataOf } from './entity';
import type { ConverterContext, EntityConverter } from './types';

/**
 * A project is a system in the domain of its organization.
 */
export const projectConverter: EntityConverter<Project> = {
  kind: projectKind.id,
  convert(project, context) {
    const { name, namespace } = project.metadata;
    const organization = namespace && context.organizationOf(namespace);
    if (!namespace || organization !== namespace) {
      return [];
    }
    const parts = entityPartsOf(
      { kind: projectKind.id, namespace, name },
      context.installation,
    );
    return [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: parts.kind,
        metadata: metadataOf(parts, context.annotationsOf(project), {
          title: name,
        }),
        spec: {
          type: projectKind.entity.type,
          owner: ownerOf(project, organization, context),
          domain: entityRefOf(
            {
              kind: organizationKind.id,
              namespace: organization,
              name: organization,
            },
            context.installation,
          ),
        },
      },
    ];
  },
};

/** The group a hint names, else the one that has the role `admin` in the project. */
function ownerOf(
  project: Project,
  organization: string,
  context: ConverterContext,
): string {
  const { owner } = context.ownershipOf(project);
  return owner === context.ownerOfOrganization(organization)
    ? context.ownerOfProject({
        organization,
        project: project.metadata.name,
      })
    : owner;
}
