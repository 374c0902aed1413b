import { isObject, JsonObject, KubeObject } from '../types';
import { goJson } from '../util/goQuote';
import { Atom } from './atom';
import { compare } from './compare';
import { FieldSet } from './fieldSet';
import { fieldsOf } from './fieldsOf';

/** Where `kubectl apply` keeps what it applied last. */
const ANNOTATION = 'kubectl.kubernetes.io/last-applied-configuration';
const MAX_ANNOTATION_BYTES = 256 * 1024;

/** The manager whose conflicts with its own former self are no conflicts. */
export const KUBECTL = 'kubectl';

function annotationOf(object: KubeObject): string | undefined {
  return object.metadata.annotations?.[ANNOTATION] || undefined;
}

/**
 * The fields that `kubectl apply` set without the server's help and that are
 * still as it set them; nothing when it never did.
 */
export function lastAppliedFields(
  atom: Atom,
  live: KubeObject,
): FieldSet | undefined {
  const text = annotationOf(live);
  if (!text) {
    return undefined;
  }
  try {
    const applied: unknown = JSON.parse(text);
    if (!isObject(applied) || applied.apiVersion !== live.apiVersion) {
      return undefined;
    }
    const { modified, added, removed } = compare(atom, applied, live);
    return fieldsOf(atom, applied)
      .difference(modified)
      .difference(added)
      .difference(removed);
  } catch {
    // An annotation that cannot be read allows nothing.
    return undefined;
  }
}

/** Brings the annotation up to date where there is one, in place. */
export function updateLastApplied(
  object: KubeObject,
  config: KubeObject,
): void {
  if (!annotationOf(object)) {
    return;
  }
  const { metadata } = config;
  const applied: JsonObject = { ...config };
  if (isObject(metadata.annotations)) {
    const { [ANNOTATION]: _own, ...annotations } = metadata.annotations;
    applied.metadata = { ...metadata, annotations };
  }
  const annotations: Record<string, string> = {
    ...object.metadata.annotations,
    [ANNOTATION]: `${goJson(applied)}\n`,
  };
  const bytes = Object.entries(annotations).reduce(
    (sum, [key, value]) =>
      sum + Buffer.byteLength(key) + Buffer.byteLength(value),
    0,
  );
  if (bytes > MAX_ANNOTATION_BYTES) {
    delete annotations[ANNOTATION];
  }
  object.metadata.annotations = annotations;
}
