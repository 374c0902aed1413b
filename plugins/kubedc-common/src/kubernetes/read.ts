import type { Condition, KubernetesObject } from './types';

/**
 * Objects come from a live API, from other versions of the platform and from hands; a field may hold anything. These
 * readers give the value when it has the expected shape and nothing otherwise, so that no odd object breaks a list.
 */

/**
 * A non-empty string, or undefined.
 *
 * @public
 */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * A finite number, or undefined.
 *
 * @public
 */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : undefined;
}

/**
 * The objects of a list; an empty one when the value is no list.
 *
 * @public
 */
export function listOf<T extends object>(
  value: readonly T[] | null | undefined,
): T[] {
  return Array.isArray(value)
    ? value.filter(item => typeof item === 'object' && item !== null)
    : [];
}

/**
 * An RFC 3339 time, or undefined when the value is not one.
 *
 * @public
 */
export function timeOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text !== undefined && !Number.isNaN(Date.parse(text))
    ? text
    : undefined;
}

/**
 * Finds a condition in a status that may have none or odd ones.
 *
 * @public
 */
export function conditionOf(
  status: { conditions?: Condition[] } | null | undefined,
  type: string,
): Condition | undefined {
  return listOf(status?.conditions).find(condition => condition.type === type);
}

/**
 * A label of an object.
 *
 * @public
 */
export function labelOf(
  object: KubernetesObject,
  name: string,
): string | undefined {
  return textOf(object.metadata.labels?.[name]);
}

/**
 * An annotation of an object.
 *
 * @public
 */
export function annotationOf(
  object: KubernetesObject,
  name: string,
): string | undefined {
  return textOf(object.metadata.annotations?.[name]);
}
