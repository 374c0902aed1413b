import type { Entity } from '@backstage/catalog-model';
import { projectType } from '@kubedc/backstage-plugin-kubedc-common';
import type { EntityConverter } from '../converters/types';

/** An entity that stands for nothing in particular. */
export const entity = (name: string, spec: object = {}): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name, namespace: 'acme' },
  spec: { ...spec },
});

/** Converts a machine to the names its label says, and reads a project. */
export const converter: EntityConverter = {
  kind: 'virtualMachine',
  convert: ({ metadata }, { related }) => {
    if (metadata.labels?.broken) {
      throw new Error('cannot be converted');
    }
    const project = related.get(projectType, 'acme', 'prod');
    return (metadata.labels?.as ?? metadata.name)
      .split('.')
      .filter(Boolean)
      .map(name => entity(name, { note: project?.metadata.labels?.note }));
  },
};

/** Converts a group to one entity. */
export const groups: EntityConverter = {
  kind: 'organizationGroup',
  convert: ({ metadata }) => [entity(`group-${metadata.name}`)],
};

/** A machine of a tenant. */
export const machine = (name: string, labels: Record<string, string> = {}) => ({
  metadata: { name, namespace: 'acme-prod', labels },
});

/** Ref of an entity of {@link converter} or {@link groups}. */
export const ref = (name: string) => `resource:acme/${name}`;
