import type { Entity } from '@backstage/catalog-model';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { EntitiesSearchFilter } from '@backstage/plugin-catalog-node';

/** Values of annotations, one of which an entity has; of those without values, none is wanted. */
export type WantedAnnotations = Readonly<
  Record<string, string | readonly string[] | undefined>
>;

/** Key under which the catalog's search finds an annotation. */
export function searchKeyOf(annotation: string): string {
  return `metadata.annotations.${annotation}`;
}

function entriesOf(wanted: WantedAnnotations): Array<[string, string[]]> {
  return Object.entries(wanted).flatMap(([annotation, values]) =>
    values === undefined ? [] : [[annotation, [values].flat()]],
  );
}

/** Compares as the catalog's search does, so that `apply` and `toQuery` never differ. */
export function hasAnnotations(
  entity: Entity,
  wanted: WantedAnnotations,
): boolean {
  return entriesOf(wanted).every(([annotation, values]) => {
    const value = entity.metadata.annotations?.[annotation]?.toLowerCase();
    return (
      value !== undefined && values.some(each => each.toLowerCase() === value)
    );
  });
}

/** The same for the catalog's search. */
export function allAnnotations(
  wanted: WantedAnnotations,
): PermissionCriteria<EntitiesSearchFilter> {
  return {
    allOf: entriesOf(wanted).map(([annotation, values]) => ({
      key: searchKeyOf(annotation),
      values,
    })) as [EntitiesSearchFilter, ...EntitiesSearchFilter[]],
  };
}
