import {
  PROJECT_NAMESPACE_ANNOTATION,
  PROJECT_NAMESPACE_LABEL,
} from '../../annotations';
import type { KubernetesObject } from '../../kubernetes';
import { annotationOf } from '../../kubernetes';

/**
 * Which project a namespace backs, from the platform's own annotation. The namespace's name tells nothing: `a-b-c` may
 * be project `c` of `a-b` or project `b-c` of `a`.
 *
 * @returns undefined when it is no project's backing namespace.
 * @public
 */
export function projectOfNamespace(
  namespace: KubernetesObject,
): { organization: string; project: string } | undefined {
  if (namespace.metadata.labels?.[PROJECT_NAMESPACE_LABEL] === undefined) {
    return undefined;
  }
  const value = annotationOf(namespace, PROJECT_NAMESPACE_ANNOTATION);
  const match = value && /^([^/]+)\/([^/]+)$/.exec(value);
  return match ? { organization: match[1], project: match[2] } : undefined;
}
