import type {
  AccessRequirement,
  AnyOperationDeclaration,
} from '@kubedc/backstage-plugin-kubedc-common';
import { resourceKeyOf } from '@kubedc/backstage-plugin-kubedc-common';
import type {
  KubernetesIdentity,
  NamespaceScope,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { Viewer } from '../access/Viewer';

const PLACES = { organization: 'organizations', project: 'projects' } as const;

/** In the API server's manner, which itself knows only single namespaces and all of them. */
function messageOf(
  { user }: KubernetesIdentity,
  { verb, group, resource, subresource, in: place }: AccessRequirement,
): string {
  const what = subresource ? `${resource}/${subresource}` : resource;
  return `${resourceKeyOf({
    group,
    resource,
  })} is forbidden: User "${user}" cannot ${verb} resource "${what}" in API group "${group}" in any of your ${
    PLACES[place]
  }`;
}

function isEmpty(scope: NamespaceScope): boolean {
  return !scope.all && scope.namespaces.size === 0;
}

/** Whether there is a namespace that all scopes have. */
function haveCommon(scopes: readonly NamespaceScope[]): boolean {
  const [first, ...others] = scopes.flatMap(scope =>
    scope.all ? [] : [scope.namespaces],
  );
  return (
    first === undefined ||
    [...first].some(name => others.every(other => other.has(name)))
  );
}

/**
 * What stands against an operation whatever place it would act in; undefined when there is a place where the person has
 * all the rights it needs.
 */
export async function anywhereRefusal(
  viewer: Viewer,
  operation: Pick<AnyOperationDeclaration, 'access'>,
): Promise<string | undefined> {
  const { identity } = viewer;
  if (!identity) {
    return undefined;
  }
  for (const place of ['project', 'organization'] as const) {
    // What is needed only with some inputs is seen to when the input is there.
    const required = operation.access.filter(
      access => access.in === place && !access.when,
    );
    const scopes = await Promise.all(
      required.map(({ verb, group, resource, subresource }) =>
        viewer.where({
          verb,
          group,
          resource,
          ...(subresource && { subresource }),
        }),
      ),
    );
    const missing = scopes.findIndex(isEmpty);
    if (missing >= 0) {
      const scope = scopes[missing];
      return (
        (scope.all ? undefined : scope.undecided) ??
        messageOf(identity, required[missing])
      );
    }
    if (!haveCommon(scopes)) {
      return `In none of your ${PLACES[place]} do you have all the rights it needs`;
    }
  }
  return undefined;
}
