import { Resources } from '../../scheme/resources';
import { matchesSelector } from '../../selectors/labelSelector';
import { Store, objectKey } from '../../storage/store';
import { KubeObject, parseGroupVersion } from '../../types';
import { ParamKind, PolicyBinding } from './types';

/** Why a policy or a binding cannot be used. */
export class ConfigurationError extends Error {}

/**
 * The parameters a binding chooses.
 *
 * @returns one entry without parameters when the policy has none
 * @throws ConfigurationError
 */
export function collectParams(
  paramKind: ParamKind | undefined,
  { spec: { paramRef } }: PolicyBinding,
  namespace: string,
  resources: Resources,
  store: Store,
): (KubeObject | undefined)[] {
  if (!paramKind || !paramRef) {
    return [undefined];
  }
  const { apiVersion, kind } = paramKind;
  const resource = resources.findKind(apiVersion, kind);
  if (!resource) {
    const { group, version } = parseGroupVersion(apiVersion);
    throw new ConfigurationError(
      `paramKind kind \`${group}/${version}, Kind=${kind}\` not known`,
    );
  }
  const place = paramRef.namespace || namespace;
  if (resource.namespaced && !place) {
    throw new ConfigurationError(
      'cannot use namespaced paramRef in policy binding that matches cluster-scoped resources',
    );
  }
  if (!resource.namespaced && paramRef.namespace) {
    throw new ConfigurationError(
      'paramRef.namespace must not be provided for a cluster-scoped `paramKind`',
    );
  }
  const collection = store.collection(resource.storageKey);
  const { name, selector } = paramRef;
  const scope = resource.namespaced ? place : undefined;
  const found = name
    ? [collection.get(objectKey(scope, name))]
    : collection
        .list(scope ? `${scope}/` : '')
        .filter(({ object }) =>
          matchesSelector(selector ?? {}, object.metadata.labels ?? {}),
        );
  const params = found.flatMap(entry =>
    entry ? [{ ...entry.object, apiVersion, kind }] : [],
  );
  if (params.length === 0 && paramRef.parameterNotFoundAction === 'Deny') {
    throw new ConfigurationError(
      'no params found for policy binding with `Deny` parameterNotFoundAction',
    );
  }
  return params;
}
