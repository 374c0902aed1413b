import {
  kindRegistry,
  type KindDefinition,
} from '@kubedc/backstage-plugin-kubedc-common';

/** Kinds whose objects live in projects and have a table of their own. */
export function tableKinds(): KindDefinition[] {
  return kindRegistry
    .all()
    .filter(kind => kind.listed && kind.scope === 'project');
}
