import { createHash, randomBytes } from 'node:crypto';
import { Condition, KubeObject, OwnerReference } from './types';

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Whether everything in `wanted` is in `actual` already. Lists must have the
 * same length; null and undefined stand for an absent field.
 */
export function contains(actual: unknown, wanted: unknown): boolean {
  if (wanted === null || wanted === undefined) {
    return actual === null || actual === undefined;
  }
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(actual) &&
      actual.length === wanted.length &&
      wanted.every((item, index) => contains(actual[index], item))
    );
  }
  if (isObject(wanted)) {
    return (
      isObject(actual) &&
      Object.entries(wanted).every(
        ([key, value]) => value === undefined || contains(actual[key], value),
      )
    );
  }
  return actual === wanted;
}

/** The reference that makes an object the owner of another one. */
export function ownerOf(object: KubeObject): OwnerReference {
  return {
    apiVersion: object.apiVersion,
    kind: object.kind,
    name: object.metadata.name,
    uid: object.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** The owner of a kind that controls the object, if any. */
export function controllerOf(
  object: KubeObject,
  kind: string,
): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find(
    owner => owner.controller && owner.kind === kind,
  );
}

/**
 * The conditions of a status with some of them changed. A transition time is
 * kept as long as the condition's status stays the same.
 */
export function withConditions(
  current: Condition[] | undefined,
  changes: Condition[],
  now: Date,
): Condition[] {
  const merged = [...(current ?? [])];
  for (const change of changes) {
    const index = merged.findIndex(entry => entry.type === change.type);
    const previous = merged[index];
    const next: Condition = {
      ...change,
      lastTransitionTime:
        previous?.status === change.status && previous.lastTransitionTime
          ? previous.lastTransitionTime
          : timestamp(now),
    };
    if (index < 0) {
      merged.push(next);
    } else {
      merged[index] = next;
    }
  }
  return merged;
}

/** The condition of a type, if there is one. */
export function conditionOf(
  conditions: Condition[] | undefined,
  type: string,
): Condition | undefined {
  return conditions?.find(entry => entry.type === type);
}

/** RFC 3339 with seconds, as the API server writes times. */
export function timestamp(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** A short lower-case suffix for names, the same for the same input. */
export function shortHash(input: string, length = 5): string {
  const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
  return [...createHash('sha256').update(input).digest().subarray(0, length)]
    .map(byte => alphabet[byte % alphabet.length])
    .join('');
}

/** A random password of letters and digits. */
export function randomPassword(length = 24): string {
  return randomBytes(length * 2)
    .toString('base64')
    .replace(/[^a-zA-Z0-9]/g, '')
    .slice(0, length);
}

/** Encodes the values of a Secret. */
export function secretData(
  values: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      Buffer.from(value).toString('base64'),
    ]),
  );
}
