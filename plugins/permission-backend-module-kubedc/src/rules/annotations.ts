import type { Entity } from '@backstage/catalog-model';

/** Key under which the catalog's search finds an annotation. */
export function searchKeyOf(annotation: string): string {
  return `metadata.annotations.${annotation}`;
}

/** Compares as the catalog's search does, so that `apply` and `toQuery` never differ. */
export function hasAnnotation(
  entity: Entity,
  annotation: string,
  values: readonly string[],
): boolean {
  const value = entity.metadata.annotations?.[annotation]?.toLowerCase();
  return (
    value !== undefined && values.some(each => each.toLowerCase() === value)
  );
}
