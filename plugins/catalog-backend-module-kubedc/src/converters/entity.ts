import type { Entity, EntityMeta } from '@backstage/catalog-model';
import {
  formatRef,
  type EntityParts,
} from '@kubedc/backstage-plugin-kubedc-common';

/** What an entity says of itself beside its name. */
export interface EntityTexts {
  title?: string;
  description?: string;
}

/**
 * Metadata with sorted annotations; empty texts are left out.
 */
export function metadataOf(
  parts: Omit<EntityParts, 'kind'>,
  annotations: Record<string, string>,
  texts: EntityTexts = {},
): EntityMeta {
  return {
    namespace: parts.namespace,
    name: parts.name,
    ...(texts.title && texts.title !== parts.name
      ? { title: texts.title }
      : {}),
    ...(texts.description ? { description: texts.description } : {}),
    annotations: Object.fromEntries(
      Object.entries(annotations).sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  };
}

/**
 * A group within an organization, child of the organization's own group.
 */
export function groupEntity(options: {
  parts: EntityParts;
  parent?: EntityParts;
  type: string;
  annotations: Record<string, string>;
  displayName: string;
  description?: string;
  email?: string;
}): Entity {
  const { parts, parent } = options;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: metadataOf(parts, options.annotations, {
      title: options.displayName,
      description: options.description,
    }),
    spec: {
      type: options.type,
      profile: {
        displayName: options.displayName,
        ...(options.email ? { email: options.email } : {}),
      },
      ...(parent ? { parent: formatRef(parent) } : {}),
      children: [],
    },
  };
}
