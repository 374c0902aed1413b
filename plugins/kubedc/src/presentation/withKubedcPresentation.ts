import type { Entity } from '@backstage/catalog-model';
import type {
  EntityPresentationApi,
  EntityRefPresentationSnapshot,
} from '@backstage/plugin-catalog-react';
import type { KindDefinition } from '@kubedc/backstage-plugin-kubedc-common';
import ObservableImpl from 'zen-observable';
import { kindOfEntity } from './kindOfEntity';
import { typeIconOf } from './typeIcons';

/**
 * Gives the entities of Kube-DC the icon and the title of their type, wherever entities are shown by the API: links,
 * tables, the graph, the page of an entity. All else is as the given API says, also for these entities.
 *
 * @param api - what says how entities are shown, for example a `DefaultEntityPresentationApi`.
 *
 * @public
 */
export function withKubedcPresentation(
  api: EntityPresentationApi,
): EntityPresentationApi {
  return {
    forEntity(entityOrRef, context) {
      const presentation = api.forEntity(entityOrRef, context);
      const kind = kindOfEntity(entityOrRef);
      if (!kind) {
        return presentation;
      }
      const { snapshot, promise, update$ } = presentation;
      const present = (each: EntityRefPresentationSnapshot) =>
        presentAs(kind, each, entityOrRef);
      return {
        snapshot: present(snapshot),
        promise: promise.then(present),
        ...(update$ && { update$: ObservableImpl.from(update$).map(present) }),
      };
    },
  };
}

function presentAs(
  kind: KindDefinition,
  snapshot: EntityRefPresentationSnapshot,
  entityOrRef: Entity | string,
): EntityRefPresentationSnapshot {
  const type =
    typeof entityOrRef === 'string'
      ? kind.entity.type
      : entityOrRef.spec?.type ?? kind.entity.type;
  return {
    ...snapshot,
    secondaryTitle: snapshot.secondaryTitle
      ?.split(' | ')
      .map(part => (part === type ? kind.title.singular : part))
      .join(' | '),
    // False: whoever set the API up wants no icons.
    Icon:
      snapshot.Icon === false ? false : typeIconOf(kind.id) ?? snapshot.Icon,
  };
}
